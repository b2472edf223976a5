/** Raise it when the compiler makes other code from the same schema text, amendments included: compiled validators are cached by it. */
export const compilerVersion = 15;
