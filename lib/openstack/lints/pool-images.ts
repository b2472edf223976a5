import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { bestFlavor, defaultArchitecture, withDefaults } from '../pool/capabilities';
import { classOf } from '../../gardener/shoot/admission/catalog';
import { expiryOf } from '../pool/expiry';
import { flavorsOfVersion, type PlacedFlavor } from '../image/provider-image';
import { normalizeDefinitions, normalizeMachineCapabilities } from '../image/normalize';
import { hasNoCapabilities } from '../image/status-image';
import type { PoolMachines } from '../machine/pool-machines';
import { definitionsOf, machineTypeOf } from '../profile/read';
import { poolPath, type ShootSubject } from './subjects';

const rule = ruleTable('provider-openstack:pkg/controller/worker/machine_images.go v1.58', {
  'OS-ARM-IMAGE-MISSING-IN-REGION': {
    reason: 'the region has no image for the architecture of the pool: its machines cannot be created',
    fix: 'add the id of the image in that region to the CloudProfile',
  },
  'OS-ARM-IMAGE-NAME-FALLBACK': {
    reason:
      'the region has no image for the architecture of the pool, and the controller takes the global name, which is an amd64 image',
    fix: 'add the id of the image in that region to the CloudProfile, or remove the global name',
  },
  'OS-IMAGE-BY-NAME': {
    severity: 'warning',
    reason:
      'the image is found by its global name, which must be unique in OpenStack and is looked up for every machine',
    fix: 'map the region to the id of the image',
  },
  'OS-AMBIGUOUS-IMAGE-FLAVOR': {
    reason: 'several flavors of the image fit equally well, which the controller reports as not found',
    fix: 'make the flavors differ in a registered capability',
  },
  'OS-FLAVOR-PREFERENCE-SURPRISE': {
    severity: 'info',
    reason: 'the chosen flavor lists values that the machine type does not have, while another fits exactly',
    source: 'gardener:extensions/pkg/controller/worker/cloudprofile.go v1.150',
  },
  'OS-STATUS-IMAGE-ARCHITECTURE': {
    severity: 'warning',
    reason:
      'the worker status has images without capabilities while the profile registers some: such an image fits every architecture',
    fix: 'keep the version in the profile until no pool uses it',
  },
  'OS-IMAGE-EXPIRED': {
    reason: 'the image version has expired: new pools cannot use it and existing ones are updated by force',
    fix: 'choose a newer version',
    source: 'gardener:plugin/pkg/shoot/validator/admission.go v1.150',
  },
  'OS-IMAGE-EXPIRING': {
    severity: 'warning',
    reason: 'the image version expires soon',
    fix: 'plan the update of the pool',
  },
  'OS-IMAGE-PREVIEW': { severity: 'warning', reason: 'the image version is in preview' },
  'OS-IMAGE-DEPRECATED': {
    severity: 'warning',
    reason: 'the image version is deprecated',
    fix: 'choose a supported version',
  },
});

/** Rules that {@link lintPoolImages} reports. */
export const poolImageRules = Object.values(rule);

/** The image of each pool: whether there is one, which one, and for how long. */
export function lintPoolImages(subject: ShootSubject, report: Report): void {
  for (const machines of subject.machines.pools) {
    const path = `${poolPath(machines.pool.index)}.machine.image`;
    lintLookup(subject, machines, { report, path });
    lintPreference(subject, machines, { report, path });
    lintLifecycle(subject, machines, { report, path });
  }
  lintStatus(subject, report);
}

interface Place {
  readonly report: Report;
  readonly path: string;
}

function imageText({ pool }: PoolMachines): string {
  const { name = '', version = '' } = pool.worker.machine?.image ?? {};
  return `${name} ${version}`;
}

function lintLookup(subject: ShootSubject, machines: PoolMachines, { report, path }: Place): void {
  const { image, pool } = machines;
  if (image === undefined) return;
  const architecture = pool.architecture ?? defaultArchitecture;
  const value = imageText(machines);
  const region = subject.shoot.spec?.region ?? '';
  if (image.image === undefined) {
    const id = image.reason === 'ambiguous' ? 'OS-AMBIGUOUS-IMAGE-FLAVOR' : 'OS-ARM-IMAGE-MISSING-IN-REGION';
    const message = `${rule[id].reason} (${architecture} in ${region})`;
    report.add(rule[id], path, { value, message, effect: image.error });
    return;
  }
  if (image.via !== 'name') return;
  report.add(rule['OS-IMAGE-BY-NAME'], path, { value: image.image.image });
  if (architecture !== defaultArchitecture && inheritsName(subject, machines))
    report.add(rule['OS-ARM-IMAGE-NAME-FALLBACK'], path, { value: image.image.image });
}

/** Whether the name that was found belongs to the version as a whole, not to a flavor of its own. */
function inheritsName(subject: ShootSubject, machines: PoolMachines): boolean {
  const found = machines.image?.image?.image;
  return flavorsOfPool(subject, machines).some(({ image, inheritsName }) => inheritsName && image === found);
}

function flavorsOfPool({ profile }: ShootSubject, { pool }: PoolMachines): PlacedFlavor[] {
  const { name, version } = pool.worker.machine?.image ?? {};
  return (profile.config.machineImages ?? [])
    .filter(image => image.name === name)
    .flatMap(image => (image.versions ?? []).filter(entry => entry.version === version))
    .flatMap(entry => flavorsOfVersion(entry, ''));
}

function lintPreference(subject: ShootSubject, machines: PoolMachines, { report, path }: Place): void {
  const definitions = normalizeDefinitions(definitionsOf(subject.profile.spec));
  const type = machineTypeOf(subject.profile.spec, machines.pool.worker.machine?.type);
  if (type === undefined || machines.image?.image === undefined) return;
  const machine = withDefaults(
    normalizeMachineCapabilities(type.capabilities, machines.pool.architecture, definitions),
    definitions,
  );
  const region = subject.shoot.spec?.region;
  const usable = flavorsOfPool(subject, machines).filter(({ regions }) => regions.some(({ name }) => name === region));
  // an only one leaves no choice
  if (usable.length < 2) return;
  const best = bestFlavor(usable, machine, definitions);
  const isExact = ({ capabilities }: PlacedFlavor): boolean =>
    definitions.every(({ name, values }) =>
      (capabilities[name] ?? values).every(value => machine[name]?.includes(value) === true),
    );
  if (!('flavor' in best) || isExact(best.flavor)) return;
  if (usable.some(flavor => isExact(flavor) && 'flavor' in bestFlavor([flavor], machine, definitions)))
    report.add(rule['OS-FLAVOR-PREFERENCE-SURPRISE'], path, { value: best.flavor.capabilities });
}

const day = 24 * 60 * 60 * 1000;

function lintLifecycle(subject: ShootSubject, machines: PoolMachines, { report, path }: Place): void {
  const { now, spec } = subject.profile;
  const { name, version } = machines.pool.worker.machine?.image ?? {};
  const entry = spec.machineImages
    ?.find(image => image.name === name)
    ?.versions?.find(known => known.version === version);
  if (entry === undefined || now === undefined) return;
  const id = lifecycleRule(entry, now, subject.limits.expiryDays);
  if (id === undefined) return;
  const expiry = expiryOf(entry);
  const message = expiry === undefined ? rule[id].reason : `${rule[id].reason} (expires ${expiry})`;
  report.add(rule[id], `${path}.version`, { value: version, message });
}

function lifecycleRule(
  entry: Parameters<typeof expiryOf>[0],
  now: Date,
  horizonDays: number,
): keyof typeof rule | undefined {
  const classification = classOf(entry, now);
  if (classification === 'expired') return 'OS-IMAGE-EXPIRED';
  const expiry = Date.parse(expiryOf(entry) ?? '');
  if (expiry - now.getTime() < horizonDays * day) return 'OS-IMAGE-EXPIRING';
  if (classification === 'preview') return 'OS-IMAGE-PREVIEW';
  if (classification === 'deprecated') return 'OS-IMAGE-DEPRECATED';
  return undefined;
}

function lintStatus({ profile, workerStatus }: ShootSubject, report: Report): void {
  if (definitionsOf(profile.spec).length === 0) return;
  const legacy = (workerStatus?.machineImages ?? []).filter(image =>
    hasNoCapabilities({ ...image, name: image.name ?? '', version: image.version ?? '' }),
  );
  if (legacy.length > 0)
    report.add(rule['OS-STATUS-IMAGE-ARCHITECTURE'], 'spec.provider.workers', {
      value: legacy.map(({ name = '', version = '' }) => `${name} ${version}`),
    });
}
