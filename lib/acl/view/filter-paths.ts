import type { KubernetesObject } from '../../core/object';
import { shortId } from '../../core/gardener-names';
import { isMap } from '../../core/plain-map';
import type { EntryKind, EntryPath } from '../entry-paths';
import { chosenByServerName, patchesOf } from '../evaluate/placement';
import { readRbac, type Json } from '../evaluate/rbac-config';
import type { Gateway } from '../gateway';
import { observabilityPrefixes } from '../hosts';
import { legacyPort, unifiedPort } from '../release';
import { idsIn } from './guarded-ids';

/** One patch with the gateway that it is for. */
interface PlacedPatch {
  readonly object: KubernetesObject;
  readonly patch: Json;
  readonly gateway: Gateway;
}

/**
 * The ways to a shoot as its filters tell them, where nothing else is known of it: a host per TLS chain that a filter names, and the
 * destinations behind every port with a filter for it. Other hosts of the shoot may exist.
 */
export function filterPaths(filters: readonly KubernetesObject[], id: string): EntryPath[] {
  const own = placedPatches(filters).filter(({ object, patch }) => idsIn(object, patch).has(shortId(id)));
  return distinct([
    ...own.flatMap(entry => hostPaths(entry, id, own)),
    ...own.flatMap(entry => tunnelPaths(entry, id)),
  ]);
}

/** Hosts whose filters name no shoot, each with its chains. */
export function unclaimedHosts(filters: readonly KubernetesObject[]): ReadonlyMap<string, readonly EntryPath[]> {
  const hosts = new Map<string, EntryPath[]>();
  for (const entry of placedPatches(filters)) {
    const host = chosenByServerName(entry.patch);
    if (host === undefined || host.startsWith('*') || idsIn(entry.object, entry.patch).size > 0) continue;
    hosts.set(host, distinct([...(hosts.get(host) ?? []), hostPath(entry, host, host)]));
  }
  return hosts;
}

/** Pods carry the labels of all selectors of their namespace, unless two of them contradict each other. */
function placedPatches(filters: readonly KubernetesObject[]): PlacedPatch[] {
  const gateways: { namespace: string; labels: Record<string, string> }[] = [];
  const gatewayOf = (object: KubernetesObject): Gateway => {
    const { namespace = '' } = object.metadata;
    const labels = selectorOf(object);
    const found = gateways.find(
      known =>
        known.namespace === namespace &&
        Object.entries(labels).every(([key, value]) => (known.labels[key] ?? value) === value),
    );
    if (found !== undefined) {
      Object.assign(found.labels, labels);
      return found;
    }
    const made = { namespace, labels };
    gateways.push(made);
    return made;
  };
  return filters.flatMap(object => {
    const gateway = gatewayOf(object);
    return patchesOf(object).map(patch => ({ object, patch, gateway }));
  });
}

function selectorOf({ spec }: KubernetesObject): Record<string, string> {
  const selector = isMap(spec) && isMap(spec['workloadSelector']) ? spec['workloadSelector']['labels'] : undefined;
  const entries = Object.entries(isMap(selector) ? selector : {});
  return Object.fromEntries(entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
}

function hostPaths(entry: PlacedPatch, id: string, own: readonly PlacedPatch[]): EntryPath[] {
  const sni = chosenByServerName(entry.patch);
  if (sni === undefined) return [];
  if (!sni.startsWith('*.')) return [hostPath(entry, sni, sni)];
  const exact = new Set(own.map(({ patch }) => chosenByServerName(patch)));
  const hosts = observabilityPrefixes.map(prefix => `${prefix}-${shortId(id)}${sni.slice(1)}`);
  return hosts.filter(host => !exact.has(host)).map(host => hostPath(entry, host, sni));
}

function hostPath({ gateway, patch }: PlacedPatch, host: string, serverName: string): EntryPath {
  const listener = listenerOf(patch, 9443);
  return {
    kind: kindOfHost(host),
    name: host,
    chain: { gateway, listener, entry: 'sni', serverNames: [serverName] },
    request: { sni: host, headers: {} },
    certain: true,
  };
}

function kindOfHost(host: string): EntryKind {
  if (host.startsWith('api-')) return 'wildcard';
  if (observabilityPrefixes.some(prefix => host.startsWith(`${prefix}-`))) return 'observability';
  return host.includes('.internal.') ? 'internal' : 'api';
}

function tunnelPaths({ gateway, patch }: PlacedPatch, id: string): EntryPath[] {
  const value = isMap(patch['patch']) ? patch['patch']['value'] : undefined;
  const listener = listenerOf(patch, 0);
  const port = [unifiedPort, legacyPort].find(known => listener.endsWith(`_${known.port}`));
  if (readRbac(value)?.flavor !== 'http' || port === undefined) return [];
  const destinations: [EntryKind, string][] = [
    ['vpn', `outbound|1194||vpn-seed-server.${id}.svc.cluster.local`],
    ['http-proxy', `outbound|443||kube-apiserver.${id}.svc.cluster.local`],
    ['socket', `${id}--kube-apiserver-socket`],
  ];
  return destinations.map(([kind, destination]) => ({
    kind,
    name: `${kind} on ${port.port} of ${gateway.namespace}`,
    chain: { gateway, listener, entry: 'http', serverNames: [] },
    request: { sni: null, headers: { [port.header]: destination } },
    certain: kind !== 'socket',
  }));
}

/** Name of the listener of a patch; by number where the patch tells none, and a usual one where it tells neither. */
function listenerOf({ match }: Json, usual: number): string {
  const { name, portNumber } = isMap(match) && isMap(match['listener']) ? match['listener'] : {};
  if (typeof name === 'string') return name;
  return `0.0.0.0_${typeof portNumber === 'number' ? portNumber : usual}`;
}

function distinct(paths: readonly EntryPath[]): EntryPath[] {
  const byKey = new Map<string, EntryPath>();
  for (const path of paths) {
    const key = JSON.stringify([path.name, path.chain]);
    if (!byKey.has(key)) byKey.set(key, path);
  }
  return [...byKey.values()];
}
