import { asForeseen, findGateway, sameGateway, unpinnedGateway, wildcardGateway, type Gateway } from '../gateway';
import { advertisedHosts, ingressDomain, ingressHost, observabilityPrefixes, wildcardHost } from '../hosts';
import { terminatesTLS, tunnelPorts } from '../release';
import type { Situation } from '../situation';

/** What must be protected on one gateway. */
export interface Place {
  readonly gateway: Gateway;
  /** One server name of each chain that serves the API of this shoot only. */
  readonly apiHosts: readonly string[];
  /** Server names of the chains of the shoot's observability components. */
  readonly observabilityHosts: readonly string[];
  /** Domain whose `*.` chain may carry hosts of the shoot. */
  readonly sharedDomain?: string;
  /** Ports whose CONNECT requests can reach the shoot. */
  readonly tunnelPorts: readonly number[];
}

/**
 * All gateways on which a shoot can be reached: its own, or every one that may become its own, and the one of the trusted hosts. A
 * filter on a gateway or chain that does not serve the shoot is inert, so what is not certain is covered; that also closes the gap
 * while a shoot moves or Gardener is upgraded.
 */
export function placesOf(situation: Situation): Place[] {
  const candidates = ownGateways(situation);
  const own = candidates.length === 1 ? 'yes' : 'maybe';
  const wildcard = wildcardGateway(situation);
  const shared = candidates.find(gateway => sameGateway(gateway, wildcard));
  const places = candidates.map(gateway => place(situation, gateway, { own, wildcard: gateway === shared }));
  return shared === undefined ? [...places, place(situation, wildcard, { own: 'no', wildcard: true })] : places;
}

function ownGateways(situation: Situation): Gateway[] {
  const search = findGateway(situation);
  switch (search.kind) {
    case 'found':
      return [search.gateway];
    case 'absent':
      return ownGateways(asForeseen(situation));
    case 'undetermined':
      return [...search.candidates, unpinnedGateway(situation)];
  }
}

/** What a gateway does for a shoot. */
interface Service {
  /** It is the gateway of the API server. */
  readonly own: 'yes' | 'maybe' | 'no';
  /** It is the gateway of the trusted hosts. */
  readonly wildcard: boolean;
}

function place(situation: Situation, gateway: Gateway, serves: Service): Place {
  const domain = serves.wildcard ? ingressDomain(situation) : undefined;
  return {
    gateway,
    apiHosts: apiHosts(situation, serves),
    observabilityHosts:
      domain === undefined ? [] : observabilityPrefixes.flatMap(prefix => ingressHost(situation, prefix) ?? []),
    ...(domain !== undefined && { sharedDomain: domain }),
    tunnelPorts: tunnelPorts(situation).map(({ port }) => port),
  };
}

/**
 * Internal and external host share a chain, so one name stands for both. The trusted host shares it too where the gateway of both passes
 * TLS through.
 */
function apiHosts(situation: Situation, { own, wildcard }: Service): string[] {
  const trusted = wildcardHost(situation);
  const hosts = own === 'no' ? [] : advertisedHosts(situation);
  const main = hosts.find(host => host !== trusted && !host.includes('/'));
  const ownChain = own !== 'yes' || terminatesTLS(situation);
  const mayExist = situation.facts.wildcardCertificate !== false;
  const separate = wildcard && ownChain && mayExist ? trusted : undefined;
  return [main, separate].filter(host => host !== undefined);
}
