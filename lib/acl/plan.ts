import type { KubernetesObject } from '../core/object';
import type { Step } from '../rules/topic';
import type { View } from '../rules/view';
import { expectedSituation } from './compare/expected-situation';
import { gatewayMove } from './compare/moves';
import { objectName } from './evaluate/placement';
import { technicalID } from './identity';
import { treeSubjects, type TreeSubject } from './view/subjects';

/** A shoot that moves from one gateway to another. */
interface Move {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/**
 * What must not happen in one commit: when shoots move to another gateway, the filters of the old one may only go when the new ones are
 * applied and gardenlet has moved the API server. Looks at objects that belong to one shoot; aggregated ones hold both places by themselves
 * as long as either commit names the shoot.
 */
export function* planMoves(before: View, after: View): Iterable<Step> {
  const moves = movesOf(before, after);
  const [old, now] = [filtersOf(before, moves), filtersOf(after, moves)];
  const isOld = ({ metadata }: KubernetesObject): boolean => moves.some(({ from }) => from === metadata.namespace);
  const changed = [...now].flatMap(([name, object]) => (sameSpec(old.get(name), object) ? [] : [object]));
  const removed = [...old].flatMap(([name, object]) => (now.has(name) ? [] : [object]));
  const first = changed.filter(object => !isOld(object));
  const last = [...removed, ...changed.filter(isOld)];
  if (first.length === 0 || last.length === 0) return;
  const who = moves.map(({ id, from, to }) => `${id} (${from} to ${to})`).join(', ');
  yield {
    title: `put filters on the new gateways and keep the old ones: ${who}`,
    objects: first,
    gate: 'the filters are applied, and Gateway kube-apiserver of every shoot selects the pods of the new gateway',
    undo: 'remove the filters of the new gateways',
  };
  yield {
    title: `remove or cut down the filters of the old gateways: ${who}`,
    objects: last,
    gate: 'nobody is let in whom the rules refuse: try every path from outside',
    undo: 'put the filters of the old gateways back',
  };
}

function sameSpec(a: KubernetesObject | undefined, b: KubernetesObject): boolean {
  return JSON.stringify(a?.['spec']) === JSON.stringify(b['spec']);
}

function movesOf(before: View, after: View): Move[] {
  const old = new Map(treeSubjects(before).map(subject => [keyOf(subject), subject]));
  return treeSubjects(after).flatMap(subject => {
    const twin = old.get(keyOf(subject));
    if (twin === undefined) return [];
    const situation = expectedSituation(twin.situation, subject.situation);
    const { from: [from, ...others] = [], to: [to, ...more] = [] } = gatewayMove(twin, { ...subject, situation }) ?? {};
    if (from === undefined || to === undefined || others.length + more.length > 0) return [];
    return [{ id: technicalID(subject.situation), from, to }];
  });
}

function filtersOf(view: View, moves: readonly Move[]): ReadonlyMap<string, KubernetesObject> {
  const objects = view.ofKind('networking.istio.io', 'EnvoyFilter').map(({ object }) => object);
  const own = objects.filter(({ metadata }) => moves.some(({ id }) => metadata.name?.endsWith(`-${id}`) === true));
  return new Map(own.map(object => [objectName(object), object]));
}

function keyOf({ entry }: TreeSubject): string {
  return `${entry.object.metadata.namespace ?? ''}/${entry.object.metadata.name ?? ''}`;
}
