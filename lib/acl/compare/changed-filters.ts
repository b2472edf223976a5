import { isDeepStrictEqual } from 'node:util';
import { memoize } from '../../core/memo';
import type { KubernetesObject } from '../../core/object';
import { isMap } from '../../core/plain-map';
import type { View, ViewObject } from '../../rules/view';
import { entryPaths } from '../entry-paths';
import { FilterIndex } from '../evaluate/filter-index';
import { placementFor } from '../evaluate/pass-set';
import { objectName, patchesOf } from '../evaluate/placement';
import type { Json } from '../evaluate/rbac-config';
import type { TreeSubject } from '../view/subjects';

/**
 * What differs between the EnvoyFilters of two trees, cut into parts that decide for themselves: whoever meets none of them is judged alike
 * in both trees, so that a change costs the shoots that it is not about next to nothing.
 */
export class ChangedFilters {
  /** The clusters whose filters differ. */
  readonly clusters: readonly ChangedCluster[];
  private readonly byName: ReadonlyMap<string, FilterIndex>;

  constructor(before: View, after: View) {
    const [old, now] = [filtersByCluster(before), filtersByCluster(after)];
    this.clusters = [...new Set([...old.keys(), ...now.keys()])].flatMap(name => {
      const cluster = { before: old.get(name) ?? [], after: now.get(name) ?? [] };
      const parts = changedParts(cluster);
      return parts.length === 0 ? [] : [{ name, ...cluster, parts }];
    });
    this.byName = new Map(this.clusters.map(({ name, parts }) => [name, new FilterIndex(parts)]));
  }

  /** Does a changed part stand in a way to the shoot? Where the tree does not tell the cluster of a filter, it may be on any seed. */
  touch({ situation, seed }: Pick<TreeSubject, 'situation' | 'seed'>): boolean {
    const indexes = [`seeds/${seed?.name ?? ''}`, ''].flatMap(cluster => this.byName.get(cluster) ?? []);
    if (indexes.length === 0) return false;
    return entryPaths(situation).some(({ chain, request }) =>
      indexes.some(index => {
        const { filters, unclear } = placementFor(index.place(chain), request);
        return filters.length + unclear.length > 0;
      }),
    );
  }
}

/** The EnvoyFilters of one cluster in both trees. */
interface ClusterFilters {
  readonly before: readonly ViewObject[];
  readonly after: readonly ViewObject[];
}

/** A cluster whose filters differ. */
export interface ChangedCluster extends ClusterFilters {
  readonly name: string;
  /** Objects with one part each, which only one of the trees has. */
  readonly parts: readonly KubernetesObject[];
}

function filtersByCluster(view: View): ReadonlyMap<string, readonly ViewObject[]> {
  const filters = new Map<string, ViewObject[]>();
  for (const entry of view.ofKind('networking.istio.io', 'EnvoyFilter')) {
    const list = filters.get(entry.cluster) ?? [];
    list.push(entry);
    filters.set(entry.cluster, list);
  }
  return filters;
}

function changedParts({ before, after }: ClusterFilters): readonly KubernetesObject[] {
  const [old, now] = [before, after].map(
    entries => new Map(entries.map(({ object }) => [objectName(object), object['spec']])),
  );
  const isSame = memoize((name: string) => isDeepStrictEqual(old?.get(name), now?.get(name)), Infinity);
  const [gone, come] = [before, after].map(entries =>
    partsOf(entries.map(({ object }) => object).filter(object => !isSame(objectName(object)))),
  ) as [Parts, Parts];
  return [...without(gone, come), ...without(come, gone)];
}

type Parts = ReadonlyMap<string, KubernetesObject>;

function without(parts: Parts, others: Parts): readonly KubernetesObject[] {
  return [...parts].flatMap(([key, part]) => (others.has(key) ? [] : [part]));
}

function partsOf(objects: readonly KubernetesObject[]): Parts {
  const parts = new Map<string, KubernetesObject>();
  for (const object of objects) {
    const spec = isMap(object['spec']) ? object['spec'] : {};
    for (const patch of patchesOf(object).flatMap(policyParts)) {
      const part = { ...object, spec: { ...spec, configPatches: [patch] } };
      parts.set(JSON.stringify([objectName(part), part.spec]), part);
    }
  }
  return parts;
}

/** Each policy of a filter that denies decides for itself; those of one that allows only together. */
function policyParts(patch: Json): Json[] {
  const outer = isMap(patch['patch']) ? patch['patch'] : {};
  const value = isMap(outer['value']) ? outer['value'] : {};
  const config = isMap(value['typed_config']) ? value['typed_config'] : {};
  const rules = isMap(config['rules']) ? config['rules'] : {};
  const policies = isMap(rules['policies']) ? Object.entries(rules['policies']) : [];
  if (rules['action'] !== 'DENY' || policies.length < 2) return [patch];
  return policies.map(([name, policy]) => {
    const typed = { ...config, rules: { ...rules, policies: { [name]: policy } } };
    return { ...patch, patch: { ...outer, value: { ...value, typed_config: typed } } };
  });
}
