import type { Seed, Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import type { GardenletConfiguration } from '../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import type { View, ViewObject } from '../../rules/view';

/** A seed of the tree, and what says so. */
export interface KnownSeed {
  readonly name: string;
  readonly seed: Loose<Seed>;
  /** Undefined when the tree only holds the Seed itself. */
  readonly gardenlet: Loose<GardenletConfiguration> | undefined;
  /** The seed is a shoot of the landscape. */
  readonly managed: boolean;
  /** Where findings about the seed belong, and where in that object the Seed begins: with a dot at the end, or nowhere. */
  readonly entry: ViewObject;
  readonly path: string;
}

type Config = Loose<GardenletConfiguration>;

/** All seeds of a tree by name: Seeds, and those that Gardenlets and ManagedSeeds will register. */
export function knownSeeds(view: View): ReadonlyMap<string, KnownSeed> {
  const seeds = new Map<string, KnownSeed>();
  for (const entry of view.ofKind('core.gardener.cloud', 'Seed')) {
    const name = entry.object.metadata.name ?? '';
    seeds.set(name, { name, seed: entry.object as Loose<Seed>, gardenlet: undefined, managed: false, entry, path: '' });
  }
  for (const entry of view.ofKind('seedmanagement.gardener.cloud', 'Gardenlet')) {
    const config = (entry.object['spec'] as { readonly config?: Config } | undefined)?.config ?? {};
    add(seeds, entry, { config, managed: false, path: 'spec.config.seedConfig.' });
  }
  for (const entry of view.ofKind('seedmanagement.gardener.cloud', 'ManagedSeed')) {
    const spec = entry.object['spec'] as
      { readonly gardenlet?: { readonly config?: Config }; readonly shoot?: { readonly name?: string } } | undefined;
    const shoot = view.find('core.gardener.cloud', 'Shoot', 'garden', spec?.shoot?.name ?? '');
    const config = spec?.gardenlet?.config ?? {};
    add(seeds, entry, {
      config: shoot === undefined || shoot.malformed ? config : withShoot(config, shoot.object as Loose<Shoot>),
      managed: true,
      path: 'spec.gardenlet.config.seedConfig.',
    });
  }
  return seeds;
}

function add(
  seeds: Map<string, KnownSeed>,
  entry: ViewObject,
  { config, managed, path }: { readonly config: Config; readonly managed: boolean; readonly path: string },
): void {
  const name = entry.object.metadata.name ?? '';
  const registered = seeds.get(name);
  const { metadata, spec } = config.seedConfig ?? {};
  const seed: Loose<Seed> = registered?.seed ?? { metadata: { ...metadata, name }, ...(spec && { spec }) };
  const place = registered ?? { entry, path };
  seeds.set(name, { name, seed, gardenlet: config, managed, entry: place.entry, path: place.path });
}

/**
 * What admission copies from the Shoot of a managed seed where the seed config leaves it out.
 * Source: gardener:plugin/pkg/managedseed/validator/admission.go v1.150.
 */
function withShoot(config: Config, shoot: Loose<Shoot>): Config {
  const spec = config.seedConfig?.spec;
  const { networking, provider, region, dns } = shoot.spec ?? {};
  const { nodes, pods, services, ipFamilies } = networking ?? {};
  const zones = [...new Set(provider?.workers?.flatMap(worker => worker.zones ?? []))];
  const domain = dns?.domain === undefined ? undefined : `ingress.${dns.domain}`;
  return {
    ...config,
    seedConfig: {
      ...config.seedConfig,
      spec: {
        ...spec,
        networks: { nodes, pods, services, ipFamilies, ...spec?.networks },
        provider: { type: provider?.type, region, zones, ...spec?.provider },
        ingress: spec?.ingress ?? (domain === undefined ? undefined : { domain }),
      },
    },
  };
}
