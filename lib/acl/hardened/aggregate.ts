import { sha256Hex } from '../../core/hash';
import type { ConfigPatch, EnvoyFilter, Policy } from '../envoy-filter';
import type { Gateway } from '../gateway';
import { technicalID } from '../identity';
import {
  hardenedObject,
  hardenedPrefix,
  placePatches,
  sharedPatch,
  type HardenedOptions,
  type PlacePatches,
  type ProtectedShoot,
  type SharedChain,
} from './render';

/** Into how many objects the shoots of one gateway are spread unless said otherwise: 1,000 shoots stay below 500 kB an object. */
export const defaultShards = 16;

interface SharedFilter {
  readonly chain: SharedChain;
  readonly policies: Record<string, Policy>;
}

interface Shard {
  readonly name: string;
  readonly gateway: Gateway;
  readonly own: ConfigPatch[];
  readonly shared: Map<string, SharedFilter>;
}

/**
 * The filters of many shoots with few objects: on each gateway a fixed number of them, each with one filter per shared chain that holds a
 * policy per shoot. A shoot always falls into the same one, so that exactly one object per gateway changes with it; all others keep
 * their bytes. The work is linear in the shoots.
 */
export function renderAggregated(
  shoots: readonly ProtectedShoot[],
  { shards = defaultShards, ...options }: HardenedOptions & { readonly shards?: number } = {},
): EnvoyFilter[] {
  const byKey = new Map<string, Shard>();
  for (const { id, shoot } of inOrder(shoots)) {
    const name = `${hardenedPrefix}gateway-${shardOf(id, shards)}`;
    for (const patches of placePatches(shoot, options)) addTo(shardAt(byKey, name, patches.gateway), patches);
  }
  const keys = [...byKey.keys()].sort();
  return keys.flatMap(key => {
    const shard = byKey.get(key);
    return shard === undefined ? [] : [objectOf(shard, options)];
  });
}

function shardAt(byKey: Map<string, Shard>, name: string, gateway: Gateway): Shard {
  const key = `${gateway.namespace}/${name}`;
  const shard = byKey.get(key) ?? { name, gateway, own: [], shared: new Map() };
  byKey.set(key, shard);
  return shard;
}

function addTo(shard: Shard, { name, own, shared }: PlacePatches): void {
  shard.own.push(...own);
  for (const { chain, policy } of shared) {
    const key = JSON.stringify(chain);
    const filter = shard.shared.get(key) ?? { chain, policies: {} };
    filter.policies[name] = policy;
    shard.shared.set(key, filter);
  }
}

function objectOf({ name, gateway, own, shared }: Shard, options: HardenedOptions): EnvoyFilter {
  const patches = [...shared.values()].map(({ chain, policies }) => sharedPatch(chain, policies, options));
  return hardenedObject(name, gateway, [...own, ...patches]);
}

/** The same for a technical ID on every machine and in every run. */
function shardOf(id: string, shards: number): number {
  return Number.parseInt(sha256Hex(id).slice(0, 8), 16) % shards;
}

function inOrder(shoots: readonly ProtectedShoot[]): { readonly id: string; readonly shoot: ProtectedShoot }[] {
  return shoots.map(shoot => ({ id: technicalID(shoot.situation), shoot })).sort((a, b) => (a.id < b.id ? -1 : 1));
}
