import * as fs from 'node:fs';
import * as path from 'node:path';
import { loadAll } from 'js-yaml';
import { entryPaths } from '../../lib/acl/entry-paths';
import type { Connection } from '../../lib/acl/evaluate/connection';
import { acl } from '../../lib/acl/topic';
import { treeSubjects } from '../../lib/acl/view/subjects';
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

/**
 * The seeds of every landscape below a folder like `dist/`: the EnvoyFilters that Flux applies there, those that the extension will add,
 * and every way into every shoot that they are about.
 */
export function renderedTrials({ dist, apps }: Folders, gardener: string, clients: readonly string[]): Trial[] {
  if (!fs.existsSync(dist)) return [];
  return fs.readdirSync(dist).flatMap(landscape => {
    const { facts } = readFacts(path.join(apps, landscape, 'facts'));
    const view = new View({ objects: readTree(path.join(dist, landscape)), gardener, facts });
    return [...seedFilters(view)].map(([seed, objects]) => {
      const connections = treeSubjects(view)
        .filter(subject => `seeds/${subject.seed?.name ?? ''}` === seed)
        .flatMap(({ situation }) => entryPaths(situation))
        .flatMap(({ chain, request }) =>
          clients.map((peer): Connection => ({ ...chain, ...request, peer, proxied: null })),
        );
      return { name: `${landscape} ${seed}`, objects, chains: connections, connections: connections.map(overLoopback) };
    });
  });
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
