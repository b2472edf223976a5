import type { GitSource, OciSource } from './delivery/options';

/** A repository, with exactly one reference. */
export type GitProps = Pick<GitSource, 'url' | 'secretName'> & GitSource['ref'];

/** An artifact, with exactly one reference. */
export type OciProps = Pick<OciSource, 'url' | 'secretName'> & OciSource['ref'];

/** dist/ in a Git repository: `git({ url: 'ssh://git@git.example.org/meadow', branch: 'main', secretName: 'meadow-git' })`. */
export function git({ url, secretName, ...ref }: GitProps): GitSource {
  return { type: 'git', url, ref, ...(secretName !== undefined && { secretName }) };
}

/** dist/ in an artifact that `package` has packed: `oci({ url: 'oci://registry.example.org/meadow', tag: 'main' })`. */
export function oci({ url, secretName, ...ref }: OciProps): OciSource {
  return { type: 'oci', url, ref, ...(secretName !== undefined && { secretName }) };
}
