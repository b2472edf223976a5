import { minorOf } from './release';
import type { Situation } from './situation';

/** The zone to which a control plane is pinned, as far as specs and facts tell. */
export type ZonePinning =
  | { readonly kind: 'none' }
  | { readonly kind: 'zone'; readonly zone: string }
  /** gardenlet picks one of these at random when it creates the shoot namespace. */
  | { readonly kind: 'random'; readonly zones: readonly string[] };

const notPinned: ZonePinning = { kind: 'none' };

/**
 * Gateways of a single zone serve only shoots that are pinned to exactly one. The annotation of the shoot namespace decides; it is
 * written once, so it can be foreseen only where nothing is random.
 * Source: gardener:pkg/gardenlet/operation/istio_config.go (singleZoneIfPinned),
 * gardener:pkg/gardenlet/operation/botanist/namespaces.go (calculateShootZones) v1.150.
 */
export function pinnedZone(situation: Situation): ZonePinning {
  const { facts } = situation;
  const zones = zonesWithGateway(situation);
  if (zones.length === 0) return notPinned;
  if (facts.controlPlaneZones === undefined) return foreseenZone(situation, zones);
  return pinnedTo(new Set((facts.controlPlaneZones ?? '').split(',').filter(zone => zone !== '')));
}

/** Zones of the seed with a gateway of their own: all of several, unless they are switched off. */
export function zonesWithGateway(situation: Situation): readonly string[] {
  const zones = situation.seed.spec?.provider?.zones ?? [];
  return zones.length > 1 && zonalIngress(situation) ? zones : [];
}

/** Default true. The setting exists since v1.131; before, gateways of a zone could not be switched off. */
function zonalIngress({ seed, gardener }: Situation): boolean {
  if (minorOf(gardener) < 131) return true;
  return seed.spec?.settings?.loadBalancerServices?.zonalIngress?.enabled ?? true;
}

function foreseenZone({ seed, shoot, gardener }: Situation, seedZones: readonly string[]): ZonePinning {
  const controlPlane = shoot.spec?.controlPlane;
  const explicit = minorOf(gardener) >= 150 ? (controlPlane?.zones ?? []) : [];
  if (explicit.length > 0) return pinnedTo(new Set(explicit));
  if (controlPlane?.highAvailability?.failureTolerance?.type === 'zone') return notPinned;
  const mode = minorOf(gardener) >= 139 ? seed.spec?.settings?.zoneSelection?.mode : undefined;
  const common = mode ? commonZones(seedZones, shoot) : [];
  if (common.length === 1) return pinnedTo(new Set(common));
  return { kind: 'random', zones: common.length > 0 ? common : [...new Set(seedZones)] };
}

function commonZones(seedZones: readonly string[], shoot: Situation['shoot']): string[] {
  const wanted = new Set(shoot.spec?.provider?.workers?.flatMap(worker => worker.zones ?? []));
  return [...new Set(seedZones)].filter(zone => wanted.has(zone));
}

function pinnedTo(zones: ReadonlySet<string>): ZonePinning {
  const [zone, second] = zones;
  return zone !== undefined && second === undefined ? { kind: 'zone', zone } : notPinned;
}
