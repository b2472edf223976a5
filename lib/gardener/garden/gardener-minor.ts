import { Version } from '../../core/version';

/** In which minors of Gardener something exists; absent means as far as is known here. */
export interface MinorRange {
  readonly added?: number;
  readonly removed?: number;
}

const first = 118;
const last = 150;

/**
 * The minor of a Gardener version whose feature gates, admission plugins and Kubernetes versions are known here: 150 for `1.150.0`.
 * Undefined for others, about which rules that need these tables stay silent.
 */
export function knownMinor(gardener: string): number | undefined {
  const minor = Version.parse(gardener)?.minor;
  return minor !== undefined && minor >= first && minor <= last ? minor : undefined;
}

/** Whether a minor has what the range belongs to. */
export function hasMinor({ added, removed }: MinorRange, minor: number): boolean {
  return (added === undefined || minor >= added) && (removed === undefined || minor < removed);
}
