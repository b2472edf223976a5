import type { SeedSpec, Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';

type Seed = Loose<SeedSpec>;

/** The domain that an ingress of a managed seed must have. */
export function ingressDomain(shoot: Loose<Shoot>): string | undefined {
  const domain = shoot.spec?.dns?.domain;
  return domain === undefined ? undefined : `ingress.${domain}`;
}

/** All zones of all worker pools, in alphabetical order. */
export function zonesOf(shoot: Loose<Shoot>): readonly string[] {
  const zones = (shoot.spec?.provider?.workers ?? []).flatMap(worker => worker.zones ?? []);
  return [...new Set(zones)].sort();
}

/**
 * A seed with what follows from the Shoot on which it runs, where its manifest does not say it; the DNS provider aside.
 *
 * Source: gardener:plugin/pkg/managedseed/validator/admission.go v1.150 (admitSeedSpec).
 */
export function completeSeed(seed: Seed, shoot: Loose<Shoot>): Seed {
  const { backup, ingress, settings } = seed;
  const type = shoot.spec?.provider?.type;
  return {
    ...seed,
    ...(backup && { backup: { ...backup, provider: given(backup.provider) ?? type } }),
    ingress: {
      ...(ingress ?? { controller: { kind: 'nginx' } }),
      domain: given(ingress?.domain) ?? ingressDomain(shoot),
    },
    networks: completeNetworks(seed.networks ?? {}, shoot),
    provider: completeProvider(seed.provider ?? {}, shoot),
    settings: { ...settings, verticalPodAutoscaler: settings?.verticalPodAutoscaler ?? { enabled: false } },
  };
}

function completeNetworks(networks: NonNullable<Seed['networks']>, shoot: Loose<Shoot>): Seed['networks'] {
  const { nodes, pods, services } = shoot.spec?.networking ?? {};
  const result = {
    nodes: networks.nodes ?? nodes,
    pods: given(networks.pods) ?? pods,
    services: given(networks.services) ?? services,
  };
  const known = Object.entries(result).filter(([, range]) => range !== undefined);
  return { ...networks, ...Object.fromEntries(known) };
}

function completeProvider(provider: NonNullable<Seed['provider']>, shoot: Loose<Shoot>): Seed['provider'] {
  const zones = (provider.zones ?? []).length > 0 ? provider.zones : zonesOf(shoot);
  return {
    ...provider,
    type: given(provider.type) ?? shoot.spec?.provider?.type,
    region: given(provider.region) ?? shoot.spec?.region,
    ...((zones ?? []).length > 0 && { zones }),
  };
}

/** An empty text says nothing. */
function given<T extends string>(text: T | undefined): T | undefined {
  return text === '' ? undefined : text;
}
