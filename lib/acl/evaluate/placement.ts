import type { KubernetesObject } from '../../core/object';
import { isMap } from '../../core/plain-map';
import { listenerPort, type Chain } from './connection';
import { listOf, readRbac, type Json, type Rbac } from './rbac-config';

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

/** The network filter that HTTP filters lie in. */
export const httpManager = 'envoy.filters.network.http_connection_manager';

/** The last filters of gateway chains: a TLS chain has one of the first two, an HTTP chain the other two. */
const anchors = new Set(['envoy.filters.network.tcp_proxy', httpManager, 'envoy.filters.http.router']);

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
  if (chain.entry === 'http' && trustsHeaders(entry) !== undefined) return 'unclear';
  const rbac = readRbac(patch['value']);
  if (rbac?.matcher === true) return 'unclear';
  if (rbac === undefined) return touchesRbac(match['listener']) ? 'unclear' : undefined;
  const expected = rbac.flavor === 'network' ? 'NETWORK_FILTER' : 'HTTP_FILTER';
  if (entry['applyTo'] !== expected) return 'unclear';
  // the HTTP filters of a TLS chain are asked per request, after the handshake
  if (rbac.flavor === 'http' && chain.entry === 'sni') return undefined;
  const certain = inserted(String(patch['operation']), match['listener'], chain) && !isConditional(match);
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

/** At the beginning always; beside another filter only where that one exists, and behind the last one Envoy takes none. */
function inserted(operation: string, listener: unknown, { entry }: Chain): boolean {
  const [filter, inner] = neighborsOf(listener);
  const inManager = entry === 'sni' || filter === undefined || filter === httpManager;
  if (operation === 'INSERT_FIRST') return inManager;
  if (operation !== 'INSERT_BEFORE') return false;
  // whether a TLS chain ends TLS is not known here
  return filter === undefined || (entry === 'http' && inManager && (inner === undefined || isAnchor(inner)));
}

/** Fields of the connection manager that make it believe a header about who the client is. */
const headerTrust: readonly (readonly [field: string, camel: string, trusts: (value: unknown) => boolean])[] = [
  ['use_remote_address', 'useRemoteAddress', value => value === false],
  ['xff_num_trusted_hops', 'xffNumTrustedHops', value => value !== undefined && Number(value) > 0],
  [
    'original_ip_detection_extensions',
    'originalIpDetectionExtensions',
    value => Array.isArray(value) && value.length > 0,
  ],
];

/** The field by which a patch makes a gateway take the client's address from a header; undefined when it has none. */
export function trustsHeaders(entry: Json): string | undefined {
  const value = isMap(entry['patch']) ? entry['patch']['value'] : undefined;
  const config = isMap(value) ? (value['typed_config'] ?? value['typedConfig']) : undefined;
  if (entry['applyTo'] !== 'NETWORK_FILTER' || !isMap(config)) return undefined;
  if (!String(config['@type']).endsWith('.HttpConnectionManager')) return undefined;
  return headerTrust.find(([field, camel, trusts]) => trusts(config[field] ?? config[camel]))?.[0];
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
