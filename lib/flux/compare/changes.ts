import type { View, ViewObject } from '../../rules/view';
import { isKeptOnPrune } from '../../gardener/deletion';
import { deletesOnRemoval, kustomizationKey, prunes, type FluxKustomization } from '../tree/flux-kustomization';
import { fluxTree, type FluxTree } from '../tree/flux-tree';
import { objectKey, objectsByKey } from './identity';

/** What becomes of the objects of a Flux Kustomization. */
export interface Fate {
  /** Deleted by Flux. */
  readonly pruned: readonly ViewObject[];
  /** Left in the cluster, and applied by nobody. */
  readonly orphaned: readonly ViewObject[];
  /** Applied by another Flux Kustomization from now on. */
  readonly moved: readonly Move[];
}

export interface Move {
  readonly entry: ViewObject;
  readonly to: FluxKustomization;
}

/** A Flux Kustomization before and after; one side is missing when it is new or gone. */
export interface KustomizationChange {
  readonly old: FluxKustomization | undefined;
  readonly now: FluxKustomization | undefined;
  readonly fate: Fate;
  /** The old one in its own place in the tree. */
  readonly isPathChanged: boolean;
}

/** The Flux Kustomizations of both trees, side by side, with what becomes of the objects of each. */
export function kustomizationChanges(before: View, after: View): readonly KustomizationChange[] {
  const [oldTree, newTree] = [fluxTree(before), fluxTree(after)];
  const now = new Map(newTree.kustomizations.map(kustomization => [kustomizationKey(kustomization), kustomization]));
  const objects = objectsByKey(after);
  const changes: KustomizationChange[] = [];
  for (const old of oldTree.kustomizations) {
    const key = kustomizationKey(old);
    const twin = now.get(key);
    now.delete(key);
    const context = { oldTree, newTree, objects };
    const isPathChanged = twin !== undefined && pathText(oldTree, old) !== pathText(newTree, twin);
    changes.push({ old, now: twin, fate: fateOf(old, twin, context), isPathChanged });
  }
  for (const added of now.values()) changes.push({ old: undefined, now: added, fate: nothing, isPathChanged: false });
  return changes;
}

const nothing: Fate = { pruned: [], orphaned: [], moved: [] };

interface Context {
  readonly oldTree: FluxTree;
  readonly newTree: FluxTree;
  readonly objects: ReadonlyMap<string, ViewObject>;
}

function fateOf(
  old: FluxKustomization,
  now: FluxKustomization | undefined,
  { oldTree, newTree, objects }: Context,
): Fate {
  const fate = { pruned: [] as ViewObject[], orphaned: [] as ViewObject[], moved: [] as Move[] };
  const deletes = now === undefined ? deletesOnRemoval(old) : prunes(now);
  for (const entry of oldTree.objectsOf(old)) {
    const twin = objects.get(objectKey(entry));
    const owners = twin === undefined ? [] : newTree.ownersOf(twin);
    const isKept = now !== undefined && owners.some(owner => kustomizationKey(owner) === kustomizationKey(now));
    const [other] = owners;
    if (isKept) continue;
    if (other !== undefined) fate.moved.push({ entry, to: other });
    else if (deletes && !isKeptOnPrune(entry.object)) fate.pruned.push(entry);
    else fate.orphaned.push(entry);
  }
  return fate;
}

function pathText(tree: FluxTree, kustomization: FluxKustomization): string {
  return tree.pathOf(kustomization)?.join('/') ?? '';
}
