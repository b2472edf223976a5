import { Version } from '../../core/version';
import type { ExpirableVersion } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import { classificationAt } from '../pool/expiry';

/** A version that admission fills in, or why it cannot. */
export type DefaultedVersion = { readonly version: string } | { readonly problem: string };

/**
 * The Kubernetes version that admission makes of a version: a complete one stays, a partial or empty one becomes the highest supported one that
 * starts with it.
 * `gardener:plugin/pkg/shoot/mutator/admission.go` (defaultKubernetesVersion) v1.150.
 */
export function defaultKubernetesVersion(
  versions: readonly Loose<ExpirableVersion>[],
  version: string,
  now: Date | undefined,
): DefaultedVersion {
  const parts = version.split('.');
  if (parts.length === 3) return { version };
  const [major, minor] = [parts[0], parts.length === 2 ? parts[1] : undefined].map(part => part ?? '');
  const wrong = [minor, major].find(part => part !== undefined && part !== '' && !/^\d+$/.test(part));
  if (wrong !== undefined) return { problem: 'must be a semantic version' };
  const candidates = versions.flatMap(candidate => {
    const parsed = Version.parse(candidate.version ?? '');
    if (parsed === undefined || classificationAt(candidate, now) !== 'supported') return [];
    return isPart(major, parsed.major) && isPart(minor, parsed.minor) ? [parsed] : [];
  });
  const latest = highestVersion(candidates);
  return latest === undefined ? { problem: unsuitable(version) } : { version: latest.toString() };
}

const unsuitable = (version: string): string =>
  `couldn't find a suitable version for ${version}. Suitable versions have a non-expired expiration date and are no 'preview' versions. 'Preview'-classified versions have to be selected explicitly`;

/** The highest version; of equal ones, which differ in build metadata, the first. */
export function highestVersion(versions: readonly Version[]): Version | undefined {
  return versions.reduce<Version | undefined>(
    (best, version) => (best === undefined || best.lessThan(version) ? version : best),
    undefined,
  );
}

/** Whether a part of a version that the user wrote admits a number; an empty part admits all. */
export function isPart(written: string | undefined, number: number): boolean {
  return written === undefined || written === '' || Number(written) === number;
}
