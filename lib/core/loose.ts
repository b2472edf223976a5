/**
 * A value of that shape in which any field may be missing, at any depth: what a manifest from Git is before it is validated.
 * Validators take this, so that the compiler reminds them of every field that may be absent.
 */
export type Loose<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Entry)[]
    ? readonly Loose<Entry>[]
    : T extends object
      ? { readonly [Field in keyof T]?: Loose<T[Field]> | undefined }
      : T;
