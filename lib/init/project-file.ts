/** A file of the repository. */
export interface ProjectFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}
