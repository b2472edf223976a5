import type { Seed, SeedSettings, SeedSpec } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';

/** Roughly one control plane of moderate size. */
const reservedCapacity = [{ resources: { cpu: '2', memory: '6Gi' } }];

/** A Seed with its defaults. */
export function defaultSeed(seed: Loose<Seed>): Loose<Seed> {
  return { ...seed, spec: defaultSeedSpec(seed.spec ?? {}) };
}

/**
 * The specification of a seed with its defaults, on its own or below a gardenlet: IPv4 networks, and settings.
 *
 * Source: gardener:pkg/apis/core/v1beta1/defaults_seed.go v1.150.
 */
export function defaultSeedSpec(spec: Loose<SeedSpec>): Loose<SeedSpec> {
  const families = spec.networks?.ipFamilies ?? [];
  return {
    ...spec,
    networks: families.length === 0 ? { ...spec.networks, ipFamilies: ['IPv4'] } : spec.networks,
    settings: defaultSettings(spec.settings ?? {}),
  };
}

/** The Seed as it is stored: provider and region are labels too (gardener:pkg/apiserver/registry/core/seed/strategy.go v1.150). */
export function withProviderLabels(seed: Loose<Seed>): Loose<Seed> {
  const labels = {
    ...seed.metadata?.labels,
    'seed.gardener.cloud/provider': seed.spec?.provider?.type ?? '',
    'seed.gardener.cloud/region': seed.spec?.provider?.region ?? '',
  };
  return { ...seed, metadata: { ...seed.metadata, labels } };
}

function defaultSettings(settings: Loose<SeedSettings>): Loose<SeedSettings> {
  const { loadBalancerServices, dependencyWatchdog } = settings;
  return {
    ...settings,
    excessCapacityReservation: defaultReservation(settings.excessCapacityReservation),
    scheduling: settings.scheduling ?? { visible: true },
    loadBalancerServices: {
      ...loadBalancerServices,
      zonalIngress: loadBalancerServices?.zonalIngress ?? { enabled: true },
    },
    verticalPodAutoscaler: settings.verticalPodAutoscaler ?? { enabled: true },
    persistentVolumeClaimAutoscaler: settings.persistentVolumeClaimAutoscaler ?? { enabled: false },
    dependencyWatchdog: {
      ...dependencyWatchdog,
      weeder: dependencyWatchdog?.weeder ?? { enabled: true },
      prober: dependencyWatchdog?.prober ?? { enabled: true },
    },
    topologyAwareRouting: settings.topologyAwareRouting ?? { enabled: false },
  };
}

type Reservation = NonNullable<Loose<SeedSettings>['excessCapacityReservation']>;

function defaultReservation(reservation: Reservation | undefined): Reservation {
  const configured = (reservation?.configs ?? []).length > 0;
  if (reservation?.enabled === false || (configured && reservation !== undefined)) return reservation;
  return { ...reservation, configs: reservedCapacity };
}
