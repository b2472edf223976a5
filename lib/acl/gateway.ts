import { zonalNamespace } from '../core/gardener-names';
import { minorOf } from './release';
import type { Situation } from './situation';
import { pinnedZone, type ZonePinning } from './zones';

/** The istio ingress gateway that serves a host: where its pods run and the labels that they carry. */
export interface Gateway {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Which gateway serves the API server of a shoot, as far as specs and facts tell. */
export type GatewaySearch =
  | { readonly kind: 'found'; readonly gateway: Gateway }
  /** The Gateway `kube-apiserver` does not exist in the shoot namespace. */
  | { readonly kind: 'absent' }
  /** gardenlet picks the zone at random: one of these. */
  | { readonly kind: 'undetermined'; readonly candidates: readonly Gateway[] };

type Handler = NonNullable<NonNullable<Situation['gardenlet']>['exposureClassHandlers']>[number];

const defaultNamespace = 'istio-ingress';
const appLabel = { app: 'istio-ingressgateway' };
const defaultLabels = { ...appLabel, istio: 'ingressgateway' };
const handlerRole = { 'gardener.cloud/role': 'exposureclass-handler' };

/**
 * Finds the gateway of a shoot: what was observed on the seed, else what gardenlet computes.
 * Source: gardener:pkg/gardenlet/operation/istio_config.go v1.150; gardener-extension-acl:pkg/controller/actuator.go.
 */
export function findGateway(situation: Situation): GatewaySearch {
  const observed = situation.facts.kubeApiserverGateway;
  if (observed !== undefined) {
    if (observed === null || 'absent' in observed) return { kind: 'absent' };
    return { kind: 'found', gateway: { namespace: observed.namespace, labels: observed.selector } };
  }
  const base = baseGateway(situation);
  const pinning: ZonePinning = pinnedZone(situation);
  const inZone = (zone?: string): Gateway => zonalGateway(base, zone, situation.gardener);
  switch (pinning.kind) {
    case 'none':
      return { kind: 'found', gateway: inZone() };
    case 'zone':
      return { kind: 'found', gateway: inZone(pinning.zone) };
    case 'random':
      return { kind: 'undetermined', candidates: pinning.zones.map(inZone) };
  }
}

/**
 * The gateway of the host with the trusted certificate and of all observability hosts: never zonal, never of an exposure class.
 * Source: gardener:pkg/gardenlet/operation/istio_config.go (WildcardIstioNamespace) v1.150.
 */
export function wildcardGateway(situation: Situation): Gateway {
  return zonalGateway(seedGateway(situation), undefined, situation.gardener);
}

/** The gateway of the shoot, a candidate where several are possible, the foreseen one where none exists. */
export function likelyGateway(situation: Situation): Gateway {
  const search = findGateway(situation);
  switch (search.kind) {
    case 'found':
      return search.gateway;
    case 'absent':
      return likelyGateway(asForeseen(situation));
    case 'undetermined':
      return search.candidates[0] ?? wildcardGateway(situation);
  }
}

/** A Gateway that does not exist yet, or went away with hibernation, will be where the specs say: the situation without the fact. */
export function asForeseen<Some extends Pick<Situation, 'facts'>>(situation: Some): Some {
  return { ...situation, facts: { ...situation.facts, kubeApiserverGateway: undefined } };
}

/** The gateway of the shoot if it were pinned to no zone. */
export function unpinnedGateway(situation: Situation): Gateway {
  return zonalGateway(baseGateway(situation), undefined, situation.gardener);
}

/** Two gateways are the same pods when their namespace is; upstream compares no more. */
export function sameGateway(a: Gateway, b: Gateway): boolean {
  return a.namespace === b.namespace;
}

/** The handler of the shoot's exposure class that the gardenlet is configured with; the class name does not matter, its handler does. */
export function exposureHandler(situation: Situation): Handler | undefined {
  const handler = situation.exposureClass?.handler;
  if (handler === undefined) return undefined;
  return situation.gardenlet?.exposureClassHandlers?.find(candidate => candidate.name === handler);
}

function baseGateway(situation: Situation): Gateway {
  const handler = exposureHandler(situation);
  if (handler === undefined) return seedGateway(situation);
  const name = handler.name ?? '';
  const ingress = handler.sni?.ingress;
  const configured = definedOnly(ingress?.labels);
  return {
    namespace: ingress?.namespace ?? `istio-ingress-handler-${name}`,
    labels: {
      ...(Object.keys(configured).length > 0 ? configured : { ...appLabel, ...handlerRole }),
      ...appLabel,
      ...handlerRole,
      'handler.exposureclass.gardener.cloud/name': name,
    },
  };
}

function seedGateway({ gardenlet }: Situation): Gateway {
  const ingress = gardenlet?.sni?.ingress;
  return {
    namespace: ingress?.namespace ?? defaultNamespace,
    labels: ingress?.labels === undefined ? defaultLabels : definedOnly(ingress.labels),
  };
}

/** Source: gardener:pkg/component/shared/istio.go (GetIstioNamespaceForZone, GetIstioZoneLabels) v1.150. */
function zonalGateway(base: Gateway, zone: string | undefined, version: string): Gateway {
  return {
    namespace: zone === undefined ? base.namespace : zonalNamespace(base.namespace, zone),
    labels: zonalLabels(base.labels, zone, version),
  };
}

function zonalLabels(labels: Gateway['labels'], zone: string | undefined, version: string): Gateway['labels'] {
  const key = ['istio', 'gardener.cloud/role'].find(candidate => labels[candidate] !== undefined) ?? 'istio';
  const value = labels[key] ?? 'ingressgateway';
  return {
    ...labels,
    ...(minorOf(version) >= 143 && { 'istio-role': 'seed' }),
    [key]: zone === undefined ? value : `${value}--zone--${zone}`,
  };
}

function definedOnly(labels: Readonly<Record<string, string | undefined>> | undefined): Record<string, string> {
  const entries = Object.entries(labels ?? {}).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  return Object.fromEntries(entries) as Record<string, string>;
}
