const texts: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  ELOOP: 'the links lead in circles',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'a folder, not a file',
  ENAMETOOLONG: 'the path is too long',
};

/** Why the file system refuses something, in a few words. */
export function problemText(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return texts[code] ?? message;
}
