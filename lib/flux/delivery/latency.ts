import { Duration } from '../../core/duration';
import type { Dependencies } from './graph';

/** Seconds after which a Flux Kustomization looks again whether its dependencies are ready. Source: kustomize-controller:main.go v1.9 */
export const requeueDependencySeconds = 30;

/** What a commit has to pass through until the last unit is applied. */
export interface Latency {
  /** The longest chain of units, the first one first. */
  readonly chain: readonly string[];
  /** Upper limit of the time that passes with polling alone: the source, then each link of the chain. */
  readonly pollingSeconds: number;
  /** The same when every unit of the chain that waits for health uses its whole timeout. */
  readonly worstSeconds: number;
}

/** How long units wait for health at most: zero for those that do not wait. */
export type WaitSeconds = (unit: string) => number;

/** What decides how long a chain takes. */
export interface LatencyOptions {
  /** How often the source is looked at, as a duration. */
  readonly sourceInterval: string;
  readonly waitSeconds: WaitSeconds;
  /** How often a unit looks for its dependencies. @default 30 */
  readonly requeueSeconds?: number;
}

/**
 * The longest chain and what it costs. With one source for all units every commit walks the whole chain again, because a dependency has
 * to have applied the same revision.
 */
export function latencyOf(
  dependencies: Dependencies,
  order: readonly string[],
  { sourceInterval, waitSeconds, requeueSeconds = requeueDependencySeconds }: LatencyOptions,
): Latency {
  const chains = new Map<string, readonly string[]>();
  let longest: readonly string[] = [];
  for (const unit of order) {
    const before = (dependencies.get(unit) ?? []).map(dependency => chains.get(dependency) ?? []);
    const chain = [...before.reduce((best, next) => (next.length > best.length ? next : best), []), unit];
    chains.set(unit, chain);
    if (chain.length > longest.length) longest = chain;
  }
  const pollingSeconds = secondsOf(sourceInterval) + Math.max(0, longest.length - 1) * requeueSeconds;
  const waits = longest.reduce((sum, unit) => sum + waitSeconds(unit), 0);
  return { chain: longest, pollingSeconds, worstSeconds: pollingSeconds + waits };
}

export function secondsOf(duration: string): number {
  return Number(Duration.of(duration).nanoseconds / 1_000_000_000n);
}
