import type { Chain, Request } from './evaluate/connection';
import { likelyGateway, sameGateway, wildcardGateway, type Gateway } from './gateway';
import { externalHost, ingressDomain, ingressHost, internalHost, observabilityPrefixes, wildcardHost } from './hosts';
import { technicalID } from './identity';
import { observabilityHasOwnChains, terminatesTLS, tunnelPorts, type TunnelPort } from './release';
import type { Situation } from './situation';

/** The ways to a shoot's control plane. */
export type EntryKind =
  'api' | 'internal' | 'wildcard' | 'vpn' | 'http-proxy' | 'socket' | 'foreign-gateway' | 'observability';

/** One way in, ready to be tried with any client. */
export interface EntryPath {
  readonly kind: EntryKind;
  /** Short name for tables, unique among the paths of a shoot. */
  readonly name: string;
  readonly chain: Chain;
  readonly request: Request;
  /** False when it exists only if the seed has a wildcard certificate and nobody knows that. */
  readonly certain: boolean;
}

const tlsPort = 9443;

/**
 * Every way in which a client can reach a shoot, as Gardener of that version builds it (Istio Gateways, listeners, filter chains).
 * Where the gateway is picked at random, the first candidate stands for it.
 * Source: gardener:pkg/component/networking/istio, pkg/component/kubernetes/apiserverexposure/sni.go v1.150.
 */
export function entryPaths(situation: Situation): EntryPath[] {
  const gateway = likelyGateway(situation);
  return [
    ...apiPaths(situation, gateway),
    ...tunnelPaths(situation, gateway),
    ...foreignGatewayPaths(situation, gateway),
    ...observabilityPaths(situation),
  ];
}

/** IPv6-only gateways name their listeners `::_PORT`, all others `0.0.0.0_PORT`. */
export function listenerName({ seed }: Situation, port: number): string {
  return isIPv6Only(seed.spec?.networks?.ipFamilies) ? `::_${port}` : `0.0.0.0_${port}`;
}

/** Families of a seed or shoot; IPv4 unless said otherwise. */
export function isIPv6Only(families: readonly string[] | undefined): boolean {
  return families?.length === 1 && families[0] === 'IPv6';
}

/** Families of the clients that a seed's gateways take. */
export function gatewayFamilies({ seed }: Pick<Situation, 'seed'>): ReadonlySet<4 | 6> {
  const names = seed.spec?.networks?.ipFamilies ?? ['IPv4'];
  return new Set(names.map(name => (name === 'IPv6' ? 6 : 4)));
}

function apiPaths(situation: Situation, gateway: Gateway): EntryPath[] {
  const wildcard = situation.facts.wildcardCertificate === false ? undefined : wildcardHost(situation);
  const trusted = wildcardGateway(situation);
  const external = externalHost(situation);
  const internal = internalHost(situation);
  const joined = wildcard !== undefined && sameGateway(gateway, trusted) && !terminatesTLS(situation);
  const own = [internal, external, joined ? wildcard : undefined].filter(host => host !== undefined);
  const chains: [
    EntryKind,
    string | undefined,
    { readonly gateway: Gateway; readonly serverNames: readonly string[] },
  ][] = [
    ['api', external, { gateway, serverNames: own }],
    ['internal', internal, { gateway, serverNames: own }],
    [
      'wildcard',
      wildcard,
      joined ? { gateway, serverNames: own } : { gateway: trusted, serverNames: [wildcard ?? ''] },
    ],
  ];
  return chains.flatMap(([kind, host, chain]) =>
    host === undefined ? [] : [sniPath(situation, { kind, host, ...chain })],
  );
}

function tunnelPaths(situation: Situation, gateway: Gateway): EntryPath[] {
  const id = technicalID(situation);
  const unified = tunnelPorts(situation).flatMap(port => [
    connectPath(situation, gateway, {
      kind: 'vpn',
      port,
      destination: `outbound|1194||vpn-seed-server.${id}.svc.cluster.local`,
    }),
    connectPath(situation, gateway, {
      kind: 'http-proxy',
      port,
      destination: `outbound|443||kube-apiserver.${id}.svc.cluster.local`,
    }),
  ]);
  if (!terminatesTLS(situation)) return unified;
  const socket = tunnelPorts(situation).map(port =>
    connectPath(situation, gateway, { kind: 'socket', port, destination: `${id}--kube-apiserver-socket` }),
  );
  return [...unified, ...socket];
}

/** A wildcard certificate exports the API server's Service to the gateway of the trusted hosts, whose CONNECT ports then reach it too. */
function foreignGatewayPaths(situation: Situation, gateway: Gateway): EntryPath[] {
  const trusted = wildcardGateway(situation);
  if (sameGateway(gateway, trusted) || situation.facts.wildcardCertificate === false) return [];
  const destination = `outbound|443||kube-apiserver.${technicalID(situation)}.svc.cluster.local`;
  return tunnelPorts(situation).map(port => ({
    ...connectPath(situation, trusted, { kind: 'foreign-gateway', port, destination }),
    certain: situation.facts.wildcardCertificate === true,
  }));
}

function observabilityPaths(situation: Situation): EntryPath[] {
  const domain = ingressDomain(situation);
  if (domain === undefined) return [];
  return observabilityPrefixes.flatMap(prefix => {
    const host = ingressHost(situation, prefix) ?? '';
    const serverNames = [observabilityHasOwnChains(situation) ? host : `*.${domain}`];
    return sniPath(situation, { kind: 'observability', host, gateway: wildcardGateway(situation), serverNames });
  });
}

function sniPath(
  situation: Situation,
  {
    kind,
    host,
    gateway,
    serverNames,
  }: { kind: EntryKind; host: string; gateway: Gateway; serverNames: readonly string[] },
): EntryPath {
  return {
    kind,
    name: host,
    chain: { gateway, listener: listenerName(situation, tlsPort), entry: 'sni', serverNames },
    request: { sni: host, headers: {} },
    certain: kind !== 'wildcard' || situation.facts.wildcardCertificate === true,
  };
}

function connectPath(
  situation: Situation,
  gateway: Gateway,
  { kind, port, destination }: { kind: EntryKind; port: TunnelPort; destination: string },
): EntryPath {
  return {
    kind,
    name: `${kind} on ${port.port}${kind === 'foreign-gateway' ? ` of ${gateway.namespace}` : ''}`,
    chain: { gateway, listener: listenerName(situation, port.port), entry: 'http', serverNames: [] },
    request: { sni: null, headers: { [port.header]: destination } },
    certain: true,
  };
}
