import type { Chain } from '../../lib/acl/evaluate/connection';
import { insertedFilters } from './patching';
import type { KubernetesObject } from '../../lib/core/object';

/** EnvoyFilters, and the chains on which they are tried. */
export interface Scene {
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
  readonly chains: readonly Chain[];
  /** Where the gateway listens: `::` takes both families, IPv4 clients as such. @default 127.0.0.1 */
  readonly address?: '127.0.0.1' | '::';
}

/** An Envoy configuration, and where each chain of each scene listens. */
export interface Stage {
  readonly bootstrap: object;
  /** Name of the listener of a chain. */
  listener(scene: Scene, chain: Chain): string;
}

/** Istio's gateways allow longer regular expressions than Envoy does by itself. */
const regexLimit = { name: 'istio', static_layer: { re2: { max_program_size: { error_level: 32_768 } } } };

/**
 * The gateway listeners of scenes as one Envoy: a listener per gateway, listener name and scene, as Gardener builds them, everything on
 * loopback with ports of the kernel's choice. All chains lead to one backend.
 */
export function stageOf(scenes: readonly Scene[], backendPort: number): Stage {
  const listeners = new Map<string, Listener>();
  const keyOf = (scene: Scene, { gateway, listener }: Chain): string =>
    JSON.stringify([scene.name, gateway.namespace, gateway.labels, listener]);
  for (const scene of scenes) {
    for (const chain of scene.chains) {
      const key = keyOf(scene, chain);
      const name = `listener-${listeners.size}`;
      const listener = listeners.get(key) ?? { name, address: scene.address ?? '127.0.0.1', chains: new Map() };
      listeners.set(key, listener);
      const chainKey = [...chain.serverNames].sort().join(' ');
      if (!listener.chains.has(chainKey)) listener.chains.set(chainKey, filterChain(scene.objects, chain, chainKey));
    }
  }
  return {
    bootstrap: {
      layered_runtime: { layers: [regexLimit] },
      static_resources: {
        clusters: [backendCluster(backendPort)],
        listeners: [...listeners.values()].map(envoyListener),
      },
    },
    listener: (scene, chain) => listeners.get(keyOf(scene, chain))?.name ?? '',
  };
}

function filterChain(objects: readonly KubernetesObject[], chain: Chain, name: string): object {
  const inserted = insertedFilters(objects, chain);
  if (chain.entry === 'http') return { name: 'http', filters: [httpManager(inserted)] };
  const proxy = {
    name: 'envoy.filters.network.tcp_proxy',
    typed_config: typed(tcpProxy, { stat_prefix: 'tcp', cluster: 'backend' }),
  };
  return { name, filter_chain_match: { server_names: chain.serverNames }, filters: [...inserted, proxy] };
}

/** As the gateways: the client's own address counts, X-Forwarded-For does not. */
function httpManager(inserted: readonly object[]): object {
  const route = {
    match: { connect_matcher: {} },
    route: { cluster: 'backend', upgrade_configs: [{ upgrade_type: 'CONNECT', connect_config: {} }] },
  };
  const manager = typed(httpConnectionManager, {
    stat_prefix: 'http',
    use_remote_address: true,
    upgrade_configs: [{ upgrade_type: 'CONNECT' }],
    http_filters: [...inserted, { name: 'envoy.filters.http.router', typed_config: typed(router, {}) }],
    route_config: { virtual_hosts: [{ name: 'all', domains: ['*'], routes: [route] }] },
  });
  return { name: 'envoy.filters.network.http_connection_manager', typed_config: manager };
}

interface Listener {
  readonly name: string;
  readonly address: string;
  readonly chains: Map<string, object>;
}

function envoyListener({ name, address, chains }: Listener): object {
  const proxy = typed(proxyProtocol, { allow_requests_without_proxy_protocol: true });
  return {
    name,
    address: { socket_address: { address, port_value: 0, ...(address === '::' && { ipv4_compat: true }) } },
    listener_filters: [
      { name: 'envoy.filters.listener.proxy_protocol', typed_config: proxy },
      { name: 'envoy.filters.listener.tls_inspector', typed_config: typed(tlsInspector, {}) },
    ],
    filter_chains: [...chains.values()],
  };
}

function backendCluster(port: number): object {
  const address = { socket_address: { address: '127.0.0.1', port_value: port } };
  return {
    name: 'backend',
    type: 'STATIC',
    connect_timeout: '5s',
    load_assignment: { cluster_name: 'backend', endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] },
  };
}

const extension = 'type.googleapis.com/envoy.extensions.filters';
const tcpProxy = `${extension}.network.tcp_proxy.v3.TcpProxy`;
const httpConnectionManager = `${extension}.network.http_connection_manager.v3.HttpConnectionManager`;
const router = `${extension}.http.router.v3.Router`;
const proxyProtocol = `${extension}.listener.proxy_protocol.v3.ProxyProtocol`;
const tlsInspector = `${extension}.listener.tls_inspector.v3.TlsInspector`;

function typed(type: string, fields: object): object {
  return { '@type': type, ...fields };
}
