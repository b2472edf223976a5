import type { VersionRange } from '../../../imports/tables/kubernetes';
import { normalizedVersion } from '../../core/kubernetes-version';
import { memoize } from '../../core/memo';
import { Version } from '../../core/version';

/** A Kubernetes version in both ways in which Gardener reads it: once for all rules that depend on it. */
export interface KubernetesVersion {
  /** What the manifest says. */
  readonly text: string;
  /** Judged by the version gates of Gardener: every pre-release of a minor belongs to that minor. Absent when it is no version. */
  readonly parsed: Version | undefined;
  /** Without `v` and suffixes: judged by the tables of feature gates, admission plugins and APIs. */
  readonly release: Version | undefined;
}

/** Reads a Kubernetes version. */
export const kubernetesVersion: (text: string) => KubernetesVersion = memoize(text => ({
  text,
  parsed: Version.parse(text),
  release: Version.parse(normalizedVersion(text)),
}));

/** The version is `1.<minor>` or later; what is no version is neither later nor earlier. */
export function isFromMinor({ parsed }: KubernetesVersion, minor: number): boolean {
  return parsed !== undefined && minorOf(parsed) >= minor;
}

/** The version is earlier than `1.<minor>`; what is no version is neither later nor earlier. */
export function isBeforeMinor({ parsed }: KubernetesVersion, minor: number): boolean {
  return parsed !== undefined && minorOf(parsed) < minor;
}

/** Whether a range of a table holds the version. */
export function isInRange({ added, removed }: VersionRange, release: Version): boolean {
  const minor = minorOf(release);
  return (added === undefined || minor >= added) && (removed === undefined || minor < removed);
}

/** `Kubernetes >= 1.30, < 1.33`: a range in words. */
export function rangeText({ added, removed }: VersionRange): string {
  const bounds = [added === undefined ? '' : `>= 1.${added}`, removed === undefined ? '' : `< 1.${removed}`];
  const text = bounds.filter(bound => bound !== '').join(', ');
  return text === '' ? 'all Kubernetes versions' : `Kubernetes ${text}`;
}

/** The minor of a version of Kubernetes 1; earlier and later majors lie below and above all of them. */
function minorOf({ major, minor }: Version): number {
  if (major === 1) return minor;
  return major > 1 ? Infinity : -1;
}
