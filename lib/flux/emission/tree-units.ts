import type { ViewObject } from '../../rules/view';
import type { Tree } from '../../synth/tree';
import { unitKey, type DeliveredUnit, type Substitution } from '../delivery/unit';

/** Which units of a tree are delivered, and how. */
export interface UnitChoice {
  /** Which clusters. */
  readonly delivers: (cluster: string) => boolean;
  /** Units in which Flux fills in values, by unit key. */
  readonly substitutions: ReadonlyMap<string, Substitution>;
}

/** A unit with the entries of the tree that it is made of. */
export interface TreeUnit extends DeliveredUnit {
  readonly entries: readonly ViewObject[];
}

/** The units of a tree that an emission delivers, in the order of the tree. */
export function deliveredUnits(
  { view, unitDependencies }: Tree,
  { delivers, substitutions }: UnitChoice,
): readonly TreeUnit[] {
  const entries = new Map<string, ViewObject[]>();
  for (const entry of view.objects) {
    if (!delivers(entry.cluster)) continue;
    const key = keyOf(entry);
    const list = entries.get(key);
    if (list === undefined) entries.set(key, [entry]);
    else list.push(entry);
  }
  const after = new Map<string, string[]>();
  for (const [unit, other] of unitDependencies())
    after.set(keyOf(unit), [...(after.get(keyOf(unit)) ?? []), keyOf(other)]);
  return [...entries].map(([key, list]) =>
    treeUnit(list, { after: after.get(key), substitution: substitutions.get(key) }),
  );
}

function treeUnit(
  entries: readonly ViewObject[],
  { after, substitution }: { after: readonly string[] | undefined; substitution: DeliveredUnit['substitution'] },
): TreeUnit {
  const [{ cluster, unit: folder }] = entries as readonly [ViewObject];
  return {
    cluster,
    folder,
    entries,
    objects: entries.map(({ object }) => object),
    encrypted: entries.some(({ object }) => 'sops' in object),
    ...(after !== undefined && { after }),
    ...(substitution !== undefined && { substitution }),
  };
}

function keyOf({ cluster, unit }: Pick<ViewObject, 'cluster' | 'unit'>): string {
  return unitKey({ cluster, folder: unit });
}
