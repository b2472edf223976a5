import { sha256Hex, shortSha256 } from '../../core/hash';
import { withClients } from '../control/client-set';
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

/** One of the shoots that share the objects of a gateway. */
export interface AggregatedShoot extends ProtectedShoot {
  /** What differs from the options of all shoots. @default nothing */
  readonly options?: HardenedOptions;
  /** Who the ranges are, one line per named set. @default nobody has a name */
  readonly clients?: string | undefined;
}

interface SharedFilter {
  readonly chain: SharedChain;
  readonly options: HardenedOptions;
  readonly policies: Record<string, Policy>;
}

interface Shard {
  readonly number: number;
  readonly gateway: Gateway;
  readonly own: ConfigPatch[];
  readonly shared: Map<string, SharedFilter>;
  readonly clients: Set<string>;
}

/**
 * The filters of many shoots with few objects: on each gateway a fixed number of them, each with one filter per shared chain that holds a
 * policy per shoot. A shoot always falls into the same one, so that exactly one object per gateway changes with it; all others keep
 * their bytes. The work is linear in the shoots.
 */
export function renderAggregated(
  shoots: readonly AggregatedShoot[],
  { shards = defaultShards, ...options }: HardenedOptions & { readonly shards?: number } = {},
): EnvoyFilter[] {
  const byKey = new Map<string, Shard>();
  for (const { id, shoot } of inOrder(shoots)) {
    const number = shardOf(id, shards);
    const own = { ...options, ...shoot.options };
    for (const patches of placePatches(shoot, own)) {
      const shard = shardAt(byKey, number, patches.gateway);
      addTo(shard, patches, own);
      if (shoot.clients !== undefined) shard.clients.add(shoot.clients);
    }
  }
  return named([...byKey.values()]).map(({ name, shard }) => objectOf(name, shard));
}

function shardAt(byKey: Map<string, Shard>, number: number, gateway: Gateway): Shard {
  const key = JSON.stringify([gateway.namespace, labelsKey(gateway), number]);
  const shard = byKey.get(key) ?? { number, gateway, own: [], shared: new Map(), clients: new Set() };
  byKey.set(key, shard);
  return shard;
}

/**
 * Names in order. What selects other pods of the same namespace, such as those of a gateway that was observed with other labels, gets a
 * name of its own.
 */
function named(shards: readonly Shard[]): { readonly name: string; readonly shard: Shard }[] {
  const usual = new Map<string, string>();
  for (const { gateway } of shards) {
    const [labels, first] = [labelsKey(gateway), usual.get(gateway.namespace)];
    if (first === undefined || labels < first) usual.set(gateway.namespace, labels);
  }
  const entries = shards.map(shard => {
    const labels = labelsKey(shard.gateway);
    const suffix = usual.get(shard.gateway.namespace) === labels ? '' : `-${shortSha256(labels, 5)}`;
    return { name: `${hardenedPrefix}gateway-${shard.number}${suffix}`, shard };
  });
  const key = ({ name, shard }: (typeof entries)[number]): string => `${shard.gateway.namespace}/${name}`;
  return entries.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function labelsKey({ labels }: Gateway): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Shoots whose filters behave differently do not share one, even on the same chain. */
function addTo(shard: Shard, { name, own, shared }: PlacePatches, options: HardenedOptions): void {
  shard.own.push(...own);
  const { shadow = false, delayDeny = '' } = options;
  for (const { chain, policy } of shared) {
    const key = JSON.stringify([chain, shadow, delayDeny]);
    const filter = shard.shared.get(key) ?? { chain, options, policies: {} };
    filter.policies[name] = policy;
    shard.shared.set(key, filter);
  }
}

function objectOf(name: string, { gateway, own, shared, clients }: Shard): EnvoyFilter {
  const patches = [...shared.values()].map(({ chain, policies, options }) => sharedPatch(chain, policies, options));
  const lines = new Set([...clients].flatMap(text => text.split('\n')));
  return withClients(
    hardenedObject(name, gateway, [...own, ...patches]),
    lines.size === 0 ? undefined : [...lines].sort().join('\n'),
  );
}

/** The same for a technical ID on every machine and in every run. */
function shardOf(id: string, shards: number): number {
  return Number.parseInt(sha256Hex(id).slice(0, 8), 16) % shards;
}

function inOrder(shoots: readonly AggregatedShoot[]): { readonly id: string; readonly shoot: AggregatedShoot }[] {
  return shoots.map(shoot => ({ id: technicalID(shoot.situation), shoot })).sort((a, b) => (a.id < b.id ? -1 : 1));
}
