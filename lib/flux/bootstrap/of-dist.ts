import { bootstrapsOf } from './bootstrap';
import { printBootstraps } from './print';
import { landscapeFolders, renderedUnits } from './rendered-units';

/** How the landscapes of an output folder get their first Flux. */
export interface DistBootstrap {
  readonly text: string;
  /** Nothing is missing. */
  readonly works: boolean;
}

/** Reads what a synth has written and says which commands bootstrap it. */
export function bootstrapOfDist(outdir: string): DistBootstrap {
  const landscapes = landscapeFolders(outdir).map(folder => ({
    folder,
    found: bootstrapsOf(folder, renderedUnits(folder)),
  }));
  return {
    text: landscapes.map(({ folder, found }) => printBootstraps(folder, found)).join('\n'),
    works: landscapes.every(({ found }) => found.length > 0 && found.every(({ problems }) => problems.length === 0)),
  };
}
