import type { PodSpec, Volume } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';

/** What the containers of a pod are judged against. */
export interface PodFacts {
  /** Volumes that can be mounted, by name. */
  readonly volumes: ReadonlyMap<string, Loose<Volume>>;
  /** Names of spec.resourceClaims. */
  readonly claims: ReadonlySet<string>;
  /** terminationGracePeriodSeconds. */
  readonly gracePeriod: number;
  /** The users of the containers are those of the node. */
  readonly hostUsers: boolean;
  /** The containers never start again. */
  readonly neverRestarts: boolean;
}

/** The facts of a pod with these volumes. */
export function podFacts(spec: Loose<PodSpec>, volumes: ReadonlyMap<string, Loose<Volume>>): PodFacts {
  const claims = (spec.resourceClaims ?? []).map(({ name = '' }) => name);
  return {
    volumes,
    claims: new Set(claims.filter(name => name !== '')),
    gracePeriod: spec.terminationGracePeriodSeconds ?? 30,
    hostUsers: spec.hostUsers ?? true,
    neverRestarts: spec.restartPolicy === 'Never',
  };
}
