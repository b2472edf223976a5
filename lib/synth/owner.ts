import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';

/** How an object came to lie in a unit that is not an ancestor of the construct that made it. */
export interface Placement {
  /** The construct that made the object, for example a Shoot. */
  readonly owner: IConstruct;
  /** Name of the file below the unit, without ending. @default the id of the owner */
  readonly file?: string;
}

const placementSymbol = Symbol.for('cdk8s-gardener.placement');

/** Remembers on an object which construct made it; the object itself is a child of the unit that it is applied with. */
export function setPlacement(object: ApiObject, placement: Placement): void {
  Object.defineProperty(object, placementSymbol, { value: placement });
}

/** The placement of an object, when it was put into its unit by a construct elsewhere in the tree. */
export function placementOf(object: ApiObject): Placement | undefined {
  return (object as unknown as Record<symbol, Placement | undefined>)[placementSymbol];
}
