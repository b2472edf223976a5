import { isMap } from '../../core/plain-map';
import type { Json } from '../evaluate/rbac-config';

/** What is wrong with one patch of an EnvoyFilter. */
export interface PatchProblem {
  readonly kind:
    'invalid' | 'anchor' | 'listener' | 'refused' | 'trust' | 'context' | 'everybody' | 'version' | 'disarm';
  /** Path below the patch. */
  readonly path: string;
  readonly message: string;
  readonly value?: unknown;
}

/** Where a patch names the filter that it goes beside. */
export const filterPath = 'match.listener.filterChain.filter';

/** A map inside a map; empty where there is none. */
export function part(map: Json, key: string): Json {
  const value = map[key];
  return isMap(value) ? value : {};
}
