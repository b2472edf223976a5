import type { KubernetesObject } from '../../core/object';
import { listenerPort, type Chain } from './connection';
import { isMap, listOf, readRbac, type Json, type Rbac } from './rbac-config';

/** An RBAC filter that Istio puts into a chain. */
export interface PlacedFilter {
  /** `namespace/name` of the EnvoyFilter. */
  readonly object: string;
  readonly rbac: Rbac;
}

/** What the EnvoyFilters of a tree do to one chain. */
export interface Placement {
  readonly filters: readonly PlacedFilter[];
  /** EnvoyFilters that touch RBAC filters of the chain in a way that is not known here. */
  readonly unclear: readonly string[];
}

/** Filters of which every gateway chain of that kind has one, so that an insertion next to them does happen. */
const anchors = new Set([
  'envoy.filters.network.tcp_proxy',
  'envoy.filters.network.http_connection_manager',
  'envoy.filters.http.router',
]);

/** `namespace/name`. */
export function objectName({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
}

/** The patches of an EnvoyFilter. */
export function patchesOf(object: KubernetesObject): readonly Json[] {
  return isMap(object['spec']) ? listOf(object['spec']['configPatches']).filter(isMap) : [];
}

/** The server name that a patch names; undefined when it is for any chain. */
export function chosenByServerName(patch: Json): string | undefined {
  const listener = isMap(patch['match']) ? patch['match']['listener'] : undefined;
  const chain = isMap(listener) ? listener['filterChain'] : undefined;
  const sni = isMap(chain) ? chain['sni'] : undefined;
  return typeof sni === 'string' ? sni : undefined;
}

/**
 * Does the EnvoyFilter apply to the pods of the gateway? Its namespace is looked at elsewhere. `targetRefs` name Gateways of the Gateway
 * API or Services, which Gardener's gateways are not.
 */
export function selects(object: KubernetesObject, { gateway }: Chain): boolean {
  const spec = isMap(object['spec']) ? object['spec'] : {};
  if (listOf(spec['targetRefs']).length > 0) return false;
  const selector = isMap(spec['workloadSelector']) ? spec['workloadSelector']['labels'] : undefined;
  return !isMap(selector) || Object.entries(selector).every(([key, value]) => gateway.labels[key] === value);
}

/**
 * The RBAC filter that a patch puts into a chain; undefined when it does not touch RBAC there.
 * Source: istio:pilot/pkg/networking/core/envoyfilter/listener_patch.go.
 */
export function placePatch(entry: Json, chain: Chain): Rbac | 'unclear' | undefined {
  const match = isMap(entry['match']) ? entry['match'] : {};
  const context = match['context'] ?? 'ANY';
  if ((context !== 'GATEWAY' && context !== 'ANY') || !listenerMatches(match['listener'], chain)) return undefined;
  const patch = isMap(entry['patch']) ? entry['patch'] : {};
  const rbac = readRbac(patch['value']);
  if (rbac?.matcher === true) return 'unclear';
  if (rbac === undefined) return touchesRbac(match['listener']) ? 'unclear' : undefined;
  const expected = rbac.flavor === 'network' ? 'NETWORK_FILTER' : 'HTTP_FILTER';
  if (entry['applyTo'] !== expected) return 'unclear';
  // the HTTP filters of a TLS chain are asked per request, after the handshake
  if (rbac.flavor === 'http' && chain.entry === 'sni') return undefined;
  const certain = inserted(String(patch['operation']), match['listener']) && !isConditional(match);
  return certain ? rbac : 'unclear';
}

/** Conditions that only the running gateway can decide: its version, and properties of its chains. */
function isConditional({ proxy, listener }: Json): boolean {
  const { filterChain, portName, listenerFilter } = isMap(listener) ? listener : {};
  const extra = Object.keys(isMap(filterChain) ? filterChain : {}).some(key => key !== 'sni' && key !== 'filter');
  return extra || proxy !== undefined || portName !== undefined || listenerFilter !== undefined;
}

function listenerMatches(listener: unknown, chain: Chain): boolean {
  if (!isMap(listener)) return true;
  const { name, portNumber, filterChain } = listener;
  if (name !== undefined && name !== chain.listener) return false;
  if (portNumber !== undefined && portNumber !== listenerPort(chain.listener)) return false;
  const sni = isMap(filterChain) ? filterChain['sni'] : undefined;
  return sni === undefined || chain.serverNames.some(serverName => serverName === sni);
}

/** INSERT_FIRST always inserts; beside another filter only where that one exists. */
function inserted(operation: string, listener: unknown): boolean {
  if (operation === 'INSERT_FIRST') return true;
  if (operation !== 'INSERT_BEFORE' && operation !== 'INSERT_AFTER') return false;
  const neighbors = neighborsOf(listener);
  return neighbors.every(isAnchor) && (operation === 'INSERT_BEFORE' || neighbors.length > 0);
}

/** Does every gateway chain have a filter of that name? */
export function isAnchor(name: string): boolean {
  return anchors.has(name);
}

function touchesRbac(listener: unknown): boolean {
  return neighborsOf(listener).some(name => name.includes('rbac') || name.startsWith('acl-'));
}

/** The filters that a patch names as its place. */
export function neighborsOf(listener: unknown): string[] {
  const chain = isMap(listener) && isMap(listener['filterChain']) ? listener['filterChain'] : {};
  const filter = isMap(chain['filter']) ? chain['filter'] : {};
  const inner = isMap(filter['subFilter']) ? filter['subFilter'] : {};
  return [filter['name'], inner['name']].filter(name => typeof name === 'string');
}
