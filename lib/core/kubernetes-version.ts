import { Version } from './version';
import { Constraint } from './version-constraint';

/**
 * How Gardener compares versions of Kubernetes and of itself: without `v`, and without anything after the patch level.
 * Source: gardener:pkg/utils/version/version.go v1.150.
 */

/** The version without `v`s and without the part that begins at the first `-`, `+` or `~`. */
export function normalizedVersion(version: string): string {
  return version.replaceAll('v', '').split(/[-+~]/, 1).join('');
}

/**
 * Whether the normalized version meets the constraint. False for a text that is no version, where upstream returns an error; throws
 * for a text that is no constraint.
 */
export function meetsConstraint(version: string, constraint: Constraint | string): boolean {
  const parsed = Version.parse(normalizedVersion(version));
  const wanted = typeof constraint === 'string' ? Constraint.of(constraint) : constraint;
  return parsed !== undefined && wanted.allows(parsed);
}

/** `compareVersions('1.31.1', '>=', '1.31')`: both normalized. False when one of them is no version. */
export function compareVersions(version: string, operator: string, other: string): boolean {
  const constraint = Constraint.parse(`${operator} ${normalizedVersion(other)}`);
  return constraint !== undefined && meetsConstraint(version, constraint);
}

/** From a version on, up to but without another one; each may be left open. */
export interface VersionRange {
  readonly added?: string;
  readonly removed?: string;
}

/** Whether the normalized version lies in the range. */
export function inVersionRange(version: string, { added, removed }: VersionRange): boolean {
  const bounds = [...(added ? [`>= ${added}`] : []), ...(removed ? [`< ${removed}`] : [])];
  return meetsConstraint(version, bounds.length === 0 ? '*' : bounds.join(', '));
}

/** `1.31` of `v1.31.2-rc.1`; undefined when the text is no version. */
export function majorMinor(version: string): string | undefined {
  return Version.parse(normalizedVersion(version))?.majorMinor();
}

/**
 * How far apart two versions are in minor versions: positive when the second is newer. Undefined when one is no version, or when
 * their major versions differ.
 */
export function minorDistance(from: string, to: string): number | undefined {
  const [a, b] = [Version.parse(normalizedVersion(from)), Version.parse(normalizedVersion(to))];
  if (a === undefined || b === undefined || a.major !== b.major) return undefined;
  return b.minor - a.minor;
}
