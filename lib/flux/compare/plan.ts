import { groupOf, type KubernetesObject } from '../../core/object';
import { deletionSteps } from '../../gardener/deletion';
import type { Step } from '../../rules/topic';
import type { View } from '../../rules/view';
import { withProtection } from '../delivery/protection';
import { deletesOnRemoval, prunes, type FluxKustomization } from '../tree/flux-kustomization';
import { kustomizationChanges, type KustomizationChange } from './changes';

/** The commits of a change that would prune what only moves, or what should stay: each waits until the one before was applied. */
export function* planFlux(before: View, after: View): Iterable<Step> {
  for (const change of kustomizationChanges(before, after)) {
    if (change.old === undefined) continue;
    if (change.now === undefined) yield* removalSteps(change.old, change);
    else if (change.isPathChanged && prunes(change.now)) yield* pathSteps({ old: change.old, now: change.now });
    else if (change.fate.moved.length > 0 && prunes(change.now)) yield* moveSteps(change.now, change);
  }
  yield* deletions(before, after);
}

/** An object that left the tree without a word stays in the cluster, or its deletion is refused: it takes the commit that arms it. */
function* deletions(before: View, after: View): Iterable<Step> {
  for (const { object } of before.objects) {
    const { apiVersion, kind, metadata } = object;
    if (after.find(groupOf(apiVersion), kind, metadata.namespace, metadata.name ?? '') !== undefined) continue;
    const steps = deletionSteps(object);
    if (steps.length > 1) yield* steps;
  }
}

const applied = (name: string): string =>
  `Flux Kustomization ${name} is Ready at this commit: flux get kustomizations ${name}`;

function* removalSteps(old: FluxKustomization, { fate }: KustomizationChange): Iterable<Step> {
  if (!deletesOnRemoval(old)) return;
  const owners = [...new Set(fate.moved.map(({ to }) => to.entry))];
  yield {
    title: `stop ${old.name} from pruning: prune false, deletionPolicy Orphan`,
    objects: [withSpec(old, { prune: false, deletionPolicy: 'Orphan' })],
    gate: applied(old.name),
    undo: 'revert the commit',
  };
  yield {
    title: owners.length > 0 ? `remove ${old.name} and add what takes its objects over` : `remove ${old.name}`,
    objects: owners.map(({ object }) => withField(object, { prune: false })),
    gate:
      owners.length > 0
        ? owners.map(({ object }) => applied(object.metadata.name ?? '')).join('; ')
        : `${old.name} is gone from the cluster`,
    undo: `add ${old.name} again: it takes the objects back`,
  };
  const pruning = owners.filter(({ object }) => (object['spec'] as { prune?: unknown } | undefined)?.prune === true);
  if (pruning.length === 0) return;
  yield {
    title: 'switch pruning on again',
    objects: pruning.map(({ object }) => object),
    gate: pruning.map(({ object }) => applied(object.metadata.name ?? '')).join('; '),
    undo: 'set prune: false',
  };
}

function* pathSteps({ old, now }: { old: FluxKustomization; now: FluxKustomization }): Iterable<Step> {
  yield {
    title: `stop ${old.name} from pruning`,
    objects: [withSpec(old, { prune: false })],
    gate: applied(old.name),
    undo: 'revert the commit',
  };
  yield {
    title: `change the path of ${now.name}`,
    objects: [withSpec(now, { prune: false })],
    gate: `${applied(now.name)}, and its inventory holds what it should: flux tree kustomization ${now.name}`,
    undo: 'revert the commit: nothing was pruned',
  };
  yield {
    title: 'switch pruning on again',
    objects: [now.entry.object],
    gate: applied(now.name),
    undo: 'set prune: false',
  };
}

function* moveSteps(now: FluxKustomization, { fate }: KustomizationChange): Iterable<Step> {
  const owners = [...new Set(fate.moved.map(({ to }) => to.name))].sort();
  const objects = fate.moved.map(({ entry }) => keep(entry.object));
  yield {
    title: `protect what moves from ${now.name} to ${owners.join(', ')}`,
    objects,
    gate: `the objects carry the annotation in the cluster: ${applied(now.name)}`,
    undo: 'revert the commit',
  };
  yield {
    title: `move the objects to ${owners.join(', ')}`,
    objects,
    gate: owners.map(applied).join('; '),
    undo: 'revert the commit: the objects are still there',
  };
  yield {
    title: 'remove the protection',
    objects: fate.moved.map(({ entry }) => entry.object),
    gate: owners.map(applied).join('; '),
    undo: 'protect the objects again',
  };
}

/** Any kind may be protected while it moves. */
function keep(object: KubernetesObject): KubernetesObject {
  const kept = withProtection(object);
  if (kept !== object) return kept;
  const annotations = { ...object.metadata.annotations, 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
  return { ...object, metadata: { ...object.metadata, annotations } };
}

function withSpec({ entry }: FluxKustomization, fields: object): KubernetesObject {
  return withField(entry.object, fields);
}

function withField(object: KubernetesObject, fields: object): KubernetesObject {
  return { ...object, spec: { ...(object['spec'] as object | undefined), ...fields } };
}
