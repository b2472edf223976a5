import type { ExpirableVersion } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { Version } from '../../../core/version';
import { classOf } from './catalog';

/** The version that admission writes, or why it finds none: a part of the given one is no number, or nothing begins like it. */
export type ChosenVersion = { readonly version: string } | { readonly problem: 'syntax' | 'none' };

/** A version is complete when it has three parts; then it is left alone, known or not. */
export const isCompleteVersion = (version: string): boolean => version.split('.').length === 3;

/**
 * The Kubernetes version that admission makes of a written one: a complete one stays, a partial or empty one becomes the highest supported one
 * that begins like it. `gardener:plugin/pkg/shoot/mutator/admission.go` (defaultKubernetesVersion) v1.150.
 */
export function chooseVersion(
  versions: readonly Loose<ExpirableVersion>[],
  written: string,
  now: Date | undefined,
): ChosenVersion {
  if (isCompleteVersion(written)) return { version: written };
  const start = startOf(written);
  if (wrongPart(start) !== undefined) return { problem: 'syntax' };
  const supported = versions.filter(version => classOf(version, now) === 'supported');
  const newest = newestVersion(supported, start);
  return newest === undefined ? { problem: 'none' } : { version: newest.toString() };
}

/** The beginning of a version that was written; empty parts leave the choice open. */
export interface VersionStart {
  readonly major: string;
  readonly minor: string;
}

/** What of a version with fewer than three parts counts; of one with more only the first part. */
export function startOf(written: string): VersionStart {
  const parts = written.split('.');
  const [major = '', minor = ''] = parts.length <= 2 ? parts : [parts[0]];
  return { major, minor };
}

/** The part that is no number. */
export function wrongPart({ major, minor }: VersionStart): string | undefined {
  return [minor, major].find(part => part !== '' && !/^\d+$/.test(part));
}

/** The newest version with that beginning; of equal ones, which differ in build metadata, the first. */
export function newestVersion(
  versions: readonly { readonly version?: string | undefined }[],
  { major, minor }: VersionStart,
): Version | undefined {
  let newest: Version | undefined;
  for (const { version: text = '' } of versions) {
    const version = Version.parse(text);
    if (version === undefined || !isPart(major, version.major) || !isPart(minor, version.minor)) continue;
    if (newest === undefined || newest.lessThan(version)) newest = version;
  }
  return newest;
}

const isPart = (part: string, number: number): boolean => part === '' || Number(part) === number;
