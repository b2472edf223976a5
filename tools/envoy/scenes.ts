import type { Connection } from '../../lib/acl/evaluate/connection';
import { entryPaths, type EntryPath } from '../../lib/acl/entry-paths';
import { renderAggregated } from '../../lib/acl/hardened/aggregate';
import { hardenedLists } from '../../lib/acl/hardened/refusal';
import { renderHardened, type ProtectedShoot } from '../../lib/acl/hardened/render';
import { predictUpstream } from '../../lib/acl/outcome';
import type { Situation } from '../../lib/acl/situation';
import type { KubernetesObject } from '../../lib/core/object';
import { overLoopback, type Trial } from './trial';

/** A set of EnvoyFilters for the same shoots, by the way in which they were rendered. */
export interface Rendering {
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
}

/** The filters of both profiles, the hardened one in both layouts. A profile that refuses a shoot is left out. */
export function renderings(situations: readonly Situation[]): Rendering[] {
  const upstream = situations
    .map(predictUpstream)
    .flatMap(outcome => (outcome.kind === 'rendered' ? outcome.objects : []));
  const hardened: ProtectedShoot[] = [];
  for (const situation of situations) {
    const result = hardenedLists(situation);
    if ('lists' in result) hardened.push({ situation, lists: result.lists });
  }
  return [
    { name: 'upstream', objects: upstream },
    { name: 'hardened', objects: hardened.flatMap(shoot => renderHardened(shoot)) },
    { name: 'aggregated', objects: renderAggregated(hardened) },
  ].filter(({ objects }) => objects.length > 0);
}

/** Connections from every client to every way into the shoots, once per rendering. */
export function pathTrials(name: string, situations: readonly Situation[], clients: readonly string[]): Trial[] {
  const connections = situations.flatMap(situation =>
    somePaths(situation).flatMap(({ chain, request }) =>
      clients.map((peer): Connection => ({ ...chain, ...request, peer, proxied: null })),
    ),
  );
  return trialsOf(name, renderings(situations), connections);
}

/** The observability hosts are all alike: two of them stand for the others. */
function somePaths(situation: Situation): EntryPath[] {
  const paths = entryPaths(situation);
  const hosts = paths.filter(({ kind }) => kind === 'observability').slice(2);
  return paths.filter(path => !hosts.includes(path));
}

/** The same connections on each rendering. */
export function trialsOf(name: string, all: readonly Rendering[], connections: readonly Connection[]): Trial[] {
  return all.map(rendering => ({
    name: `${name}, ${rendering.name}`,
    objects: rendering.objects,
    chains: connections,
    connections: connections.map(overLoopback),
  }));
}
