/** Raise it when the compiler makes other code from the same schema: compiled validators are cached by it. */
export const compilerVersion = 1;
