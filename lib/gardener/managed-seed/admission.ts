import type { SeedSpec, Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import type { GardenletConfiguration } from '../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { ManagedSeed } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { gardenNamespaceRule } from '../validation/garden-namespace';
import { compareSeed, compareZones } from './admission/compare';
import { completeSeed } from './admission/complete';
import { seedDnsProvider } from './admission/dns-provider';
import { validateSeedInUse } from './admission/in-use';
import type { ManagedSeedWorld } from './admission/world';

const rule = ruleTable('gardener:plugin/pkg/managedseed/validator/admission.go v1.150', {
  'MANAGED-SEED-SHOOT-NOT-FOUND': {
    reason: 'the Shoot that becomes a seed must exist in the namespace of the ManagedSeed',
    fix: 'create the Shoot first, or correct spec.shoot.name',
  },
  'MANAGED-SEED-SEED-CONFIG': {
    reason: 'a ManagedSeed must describe its seed, be it with an empty spec',
    fix: 'set spec.gardenlet.config.seedConfig',
  },
  'MANAGED-SEED-DNS-PROVIDER': {
    reason: 'nobody can tell which DNS provider manages the records of the seed',
    fix: 'set seedConfig.spec.dns.provider',
  },
  'MS-01': { reason: 'a Shoot that becomes a seed needs a domain', fix: 'set spec.dns.domain of the Shoot' },
  'MS-02': {
    reason: 'a Shoot that becomes a seed needs the vertical pod autoscaler',
    fix: 'set spec.kubernetes.verticalPodAutoscaler.enabled of the Shoot to true',
  },
  'MS-03': {
    reason: 'a seed brings its own ingress controller, so its Shoot must not have the nginx addon',
    fix: 'remove spec.addons.nginxIngress of the Shoot',
  },
  'MS-04': { reason: 'a Shoot without workers cannot become a seed', fix: 'add a worker pool to the Shoot' },
  'MS-10': { reason: 'a Shoot becomes a seed only once', fix: 'choose another Shoot' },
});

/** The rules about a ManagedSeed and its Shoot as a whole. */
export const managedSeedAdmissionRules = [gardenNamespaceRule, ...Object.values(rule)];

type Fields = Loose<ManagedSeed>;

const shootPath = FieldPath.of('spec', 'shoot', 'name');
const seedPath = FieldPath.of('spec', 'gardenlet', 'config', 'seedConfig', 'spec');

/**
 * The mutating half of the admission: the ManagedSeed with what follows from its Shoot, or as it was where that is refused. It is the
 * object that the API server stores, so that a manifest can be compared with it.
 */
export function completeManagedSeed(managedSeed: Fields, world: ManagedSeedWorld, report: Report): Fields {
  if ((managedSeed.spec?.shoot?.name ?? '') === '') return managedSeed;
  const shoot = findShoot(managedSeed, world, report);
  const seed = seedOf(managedSeed);
  if (shoot === undefined || seed === undefined) return managedSeed;
  if (shoot.spec?.dns?.domain === undefined) {
    // upstream ends in a panic here
    report.invalid(rule['MS-01'], shootPath, managedSeed.spec?.shoot?.name);
    return managedSeed;
  }
  const completed = completeSeed(seed, shoot);
  return withSeed(managedSeed, withDnsProvider(completed, shoot, world, report));
}

/** The validating half of the admission: a new or, with `old`, a changed ManagedSeed, both completed. */
export function validateManagedSeedAdmission(
  next: Fields,
  old: Fields | undefined,
  world: ManagedSeedWorld,
  report: Report,
): void {
  const { name = '', namespace } = next.metadata ?? {};
  if (namespace !== 'garden') {
    report.invalid(gardenNamespaceRule, FieldPath.of('metadata', 'namespace'), namespace);
    return;
  }
  if ((next.spec?.shoot?.name ?? '') === '') return;
  const shoot = findShoot(next, world, report);
  if (shoot === undefined) return;
  validateShoot(next, shoot, world, report);
  const [seed, oldSeed] = [seedOf(next), old && seedOf(old)];
  if (seed === undefined || (old !== undefined && oldSeed === undefined)) {
    reportSeedConfig(report);
    return;
  }
  compareSeed(seed, shoot, seedPath, report);
  if (oldSeed !== undefined) validateSeedInUse({ name, next: seed, old: oldSeed }, world, seedPath, report);
  // zones that the seed had before may differ from those of the Shoot
  const added = (seed.provider?.zones ?? []).filter(zone => !(oldSeed?.provider?.zones ?? []).includes(zone));
  compareZones(added, shoot, seedPath.child('provider', 'zones'), report);
}

/** What is refused whatever the Shoot is. */
export function requireSeedConfig(managedSeed: Fields, report: Report): void {
  if (seedOf(managedSeed) === undefined) reportSeedConfig(report);
}

function reportSeedConfig(report: Report): void {
  report.required(rule['MANAGED-SEED-SEED-CONFIG'], FieldPath.of('spec', 'gardenlet', 'config', 'seedConfig'));
}

function findShoot({ metadata, spec }: Fields, world: ManagedSeedWorld, report: Report): Loose<Shoot> | undefined {
  const name = spec?.shoot?.name ?? '';
  const namespace = metadata?.namespace ?? '';
  const shoot = world.shoot(namespace, name);
  if (shoot === undefined)
    report.invalid(rule['MANAGED-SEED-SHOOT-NOT-FOUND'], shootPath, name, {
      message: `there is no Shoot ${namespace}/${name} that could become a seed`,
    });
  return shoot;
}

/** Whether the Shoot can become a seed at all. */
function validateShoot(managedSeed: Fields, shoot: Loose<Shoot>, world: ManagedSeedWorld, report: Report): void {
  const name = managedSeed.spec?.shoot?.name;
  const { dns, addons, kubernetes, provider } = shoot.spec ?? {};
  if ((dns?.domain ?? '') === '') report.invalid(rule['MS-01'], shootPath, name);
  if (addons?.nginxIngress?.enabled === true) report.invalid(rule['MS-03'], shootPath, name);
  if (kubernetes?.verticalPodAutoscaler?.enabled !== true) report.invalid(rule['MS-02'], shootPath, name);
  if ((provider?.workers ?? []).length === 0) report.invalid(rule['MS-04'], shootPath, name);
  const others = world.managedSeeds(managedSeed.metadata?.namespace ?? '').filter(other => {
    return other.spec?.shoot?.name === name && other.metadata?.name !== managedSeed.metadata?.name;
  });
  for (const other of others)
    report.invalid(rule['MS-10'], shootPath, name, {
      message: `the Shoot is the seed of ManagedSeed ${other.metadata?.name ?? ''} already`,
    });
}

function withDnsProvider(
  seed: Loose<SeedSpec>,
  shoot: Loose<Shoot>,
  world: ManagedSeedWorld,
  report: Report,
): Loose<SeedSpec> {
  if (seed.dns?.provider !== undefined) return seed;
  const found = seedDnsProvider(shoot, world);
  if ('provider' in found) return { ...seed, dns: { ...seed.dns, provider: found.provider } };
  // upstream names the ingress, which cannot work without DNS
  const message = `${rule['MANAGED-SEED-DNS-PROVIDER'].reason}: ${found.problem}`;
  report.invalid(rule['MANAGED-SEED-DNS-PROVIDER'], seedPath.child('ingress'), seed.ingress, { message });
  return seed;
}

function configOf({ spec }: Fields): Loose<GardenletConfiguration> | undefined {
  return spec?.gardenlet?.config;
}

/** The seed inside; undefined without a seedConfig. */
export function seedOf(managedSeed: Fields): Loose<SeedSpec> | undefined {
  const seedConfig = configOf(managedSeed)?.seedConfig;
  return seedConfig && (seedConfig.spec ?? {});
}

function withSeed(managedSeed: Fields, seed: Loose<SeedSpec>): Fields {
  const config = configOf(managedSeed);
  const gardenlet = {
    ...managedSeed.spec?.gardenlet,
    config: { ...config, seedConfig: { ...config?.seedConfig, spec: seed } },
  };
  return { ...managedSeed, spec: { ...managedSeed.spec, gardenlet } };
}
