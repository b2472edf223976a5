/** Names that mean something to a file system or to us, so that no cluster, unit or file may have them. */
const reserved = new Set([
  'kustomization',
  'preview',
  'reports',
  // device names of Windows, whatever the ending
  'con',
  'prn',
  'aux',
  'nul',
  ...Array.from({ length: 9 }, (_, i) => [`com${i + 1}`, `lpt${i + 1}`]).flat(),
]);

const segment = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;

/**
 * Why a path below dist/ is refused, or undefined when every file system takes it and it cannot leave dist/: segments of
 * letters, digits, `.`, `_` and `-`, at most 200 characters, none reserved, none that begins or ends with a dot.
 */
export function pathProblem(path: string): string | undefined {
  if (path === '') return 'is empty';
  for (const part of path.split('/')) {
    if (part === '' || part === '.' || part === '..') return 'must not be absolute or climb out of its folder';
    if (!segment.test(part))
      return 'may hold letters, digits, ".", "_" and "-" only, and must begin and end with a letter or digit';
    if (part.length > 200) return 'is longer than 200 characters';
    if (reserved.has(part.toLowerCase().split('.')[0] ?? '')) return `is the reserved name "${part}"`;
  }
  return undefined;
}
