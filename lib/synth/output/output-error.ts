/** The output cannot be written (or read back); the message is for the user, and nothing was lost. */
export class OutputError extends Error {}

/** Runs a file operation and says in plain words why it failed: full disk, read-only folder, missing rights. */
export function explained<Result>(what: string, operation: () => Result): Result {
  try {
    return operation();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new OutputError(`${what}: ${reasons[code] ?? (error as Error).message}`, { cause: error });
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  ENOTDIR: 'a part of the path is a file',
  EISDIR: 'a folder is in the way',
  EEXIST: 'a file is in the way',
  EMFILE: 'too many open files',
};
