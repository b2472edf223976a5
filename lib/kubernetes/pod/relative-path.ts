import type { Problems } from '../../core/names';
import { climbs } from '../storage/volume-path';

/** Why a path does not stay below the folder where it begins (`validateLocalDescendingPath`). */
export function descendingPathProblems(path: string): Problems {
  return [...(path.startsWith('/') ? ['must be relative'] : []), ...(climbs(path) ? ['must not contain ".."'] : [])];
}
