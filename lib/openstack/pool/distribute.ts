/** A number of nodes, or a percentage of the pool such as `25%`. */
export type IntOrPercent = number | string;

/**
 * The part of `size` that falls to one zone: equal parts, and one more for each of the first zones until the rest is used up.
 * `gardener:extensions/pkg/controller/worker/machines.go` (DistributeOverZones) v1.150.
 *
 * @param zone index of the zone, from 0
 * @param zones number of zones, at least 1
 */
export function distribute(zone: number, size: number, zones: number): number {
  return Math.trunc(size / zones) + (zone < size % zones ? 1 : 0);
}

/**
 * The percentage for one zone: the given one when the total divides evenly, else weighted by the size of the zone and rounded up. The order
 * of the floating-point operations is upstream's, because it decides about the last percent.
 * `gardener:extensions/pkg/controller/worker/machines.go` (DistributePercentOverZones) v1.150.
 *
 * @param share the zone and what the percentage is of: the minimum for maxUnavailable, the maximum for maxSurge
 */
export function distributePercent(percent: string, share: ZoneShare): string {
  const percents = Number.parseInt(percent, 10);
  if (share.total % share.zones === 0) return `${percents}%`;
  const ratio = (100 / (share.total / share.zones)) * distribute(share.zone, share.total, share.zones);
  return `${Math.ceil((ratio * percents) / 100)}%`;
}

/** One zone of several, and the number of nodes that a percentage refers to. */
export interface ZoneShare {
  /** Index of the zone, from 0. */
  readonly zone: number;
  readonly zones: number;
  readonly total: number;
}

/** Surge or unavailability of one zone, from the value of the pool. */
export function distributeIntOrPercent(value: IntOrPercent, share: ZoneShare): IntOrPercent {
  return typeof value === 'string' ? distributePercent(value, share) : distribute(share.zone, value, share.zones);
}

/**
 * How many nodes a value allows in one zone: machine-controller-manager rounds a surge up and an unavailability down, and takes one node away
 * when both come out as 0.
 * `machine-controller-manager:pkg/controller/deployment_util.go` (ResolveFenceposts), mid 2026.
 */
export function resolveRollingLimits(
  surge: IntOrPercent,
  unavailable: IntOrPercent,
  replicas: number,
): { readonly surge: number; readonly unavailable: number } {
  const resolved = {
    surge: resolve(surge, replicas, Math.ceil),
    unavailable: resolve(unavailable, replicas, Math.floor),
  };
  return resolved.surge === 0 && resolved.unavailable === 0 ? { surge: 0, unavailable: 1 } : resolved;
}

function resolve(value: IntOrPercent, replicas: number, round: (value: number) => number): number {
  return typeof value === 'number' ? value : round((replicas * Number.parseInt(value, 10)) / 100);
}
