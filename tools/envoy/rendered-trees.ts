import * as fs from 'node:fs';
import * as path from 'node:path';
import { loadAll } from 'js-yaml';
import { listsOf } from '../../lib/acl/access-lists';
import { entryPaths, type EntryPath } from '../../lib/acl/entry-paths';
import type { Connection } from '../../lib/acl/evaluate/connection';
import { renderAggregated } from '../../lib/acl/hardened/aggregate';
import type { ProtectedShoot } from '../../lib/acl/hardened/render';
import { analyze } from '../../lib/acl/lints/analysis';
import { acl } from '../../lib/acl/topic';
import { treeSubjects, type TreeSubject } from '../../lib/acl/view/subjects';
import type { KubernetesObject } from '../../lib/core/object';
import { readFacts } from '../../lib/landscape/facts-file';
import { View, type ViewObject } from '../../lib/rules/view';
import { overLoopback, type Trial } from './trial';

/** Where landscapes are rendered, and where their facts are kept. */
export interface Folders {
  readonly dist: string;
  readonly apps: string;
}

/** Folders of a landscape that nobody applies. */
const notApplied = new Set(['preview', 'reports']);

/** An address that many rules list: whoever claims it in a header of their own must not get in by it. */
const forged = '203.0.113.20';

/**
 * The seeds of every landscape below a folder like `dist/`: the EnvoyFilters that Flux applies there with those that the extension will add,
 * and the same lists in the aggregated layout; every way into every shoot that they are about, tunnels also with a forged X-Forwarded-For.
 */
export function renderedTrials({ dist, apps }: Folders, gardener: string, clients: readonly string[]): Trial[] {
  if (!fs.existsSync(dist)) return [];
  return fs.readdirSync(dist).flatMap(landscape => {
    const { facts } = readFacts(path.join(apps, landscape, 'facts'));
    const view = new View({ objects: readTree(path.join(dist, landscape)), gardener, facts });
    const subjects = treeSubjects(view);
    return [...seedFilters(view)].flatMap(([seed, objects]) => {
      const own = subjects.filter(subject => `seeds/${subject.seed?.name ?? ''}` === seed);
      const connections = own
        .flatMap(({ situation }) => entryPaths(situation))
        .flatMap(path => clients.flatMap(peer => connectionsOf(path, peer)));
      const trial = (name: string, filters: readonly KubernetesObject[]): Trial => ({
        name: `${landscape} ${seed}${name}`,
        objects: filters,
        chains: connections,
        connections: connections.map(overLoopback),
      });
      return [trial('', objects), trial(' aggregated', renderAggregated(own.flatMap(protectedShoot)))];
    });
  });
}

function connectionsOf({ chain, request }: EntryPath, peer: string): Connection[] {
  const plain: Connection = { ...chain, ...request, peer, proxied: null };
  if (chain.entry !== 'http') return [plain];
  return [plain, { ...plain, headers: { ...request.headers, 'x-forwarded-for': forged } }];
}

/** What the filters of the tree let in, as a list of its own. */
function protectedShoot(subject: TreeSubject): ProtectedShoot[] {
  const { admitted } = analyze(subject);
  return admitted === undefined
    ? []
    : [{ situation: subject.situation, lists: { ...listsOf({ allow: [], deny: [] }), allow: admitted } }];
}

function seedFilters(view: View): ReadonlyMap<string, readonly KubernetesObject[]> {
  const filters = new Map<string, KubernetesObject[]>();
  const applied = view.ofKind('networking.istio.io', 'EnvoyFilter');
  for (const { cluster, object } of [...applied, ...(acl.predict?.(view) ?? [])]) {
    const list = filters.get(cluster) ?? [];
    list.push(object);
    filters.set(cluster, list);
  }
  return filters;
}

/** `seeds/<seed>` and the like are the first two folders, `virtual-garden` and `runtime` the first one. */
function readTree(root: string): ViewObject[] {
  const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
  return files.flatMap(file => {
    const [first = '', second = ''] = file.split(path.sep);
    if (!/\.ya?ml$/.test(file) || notApplied.has(first)) return [];
    const cluster = first === 'seeds' ? `${first}/${second}` : first;
    const documents = loadAll(fs.readFileSync(path.join(root, file), 'utf8')) as (KubernetesObject | null)[];
    return documents.flatMap((object): ViewObject[] =>
      object?.metadata === undefined ? [] : [{ cluster, unit: '', object, origin: () => undefined }],
    );
  });
}
