import type { MachineImageVersion, MachineType } from '../../../../imports/core.gardener.cloud/v1beta1';
import { compareVersions } from '../../../core/kubernetes-version';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { architectures, machineTypeArchitecture, registeredCapabilities } from '../../cloud-profile/capabilities';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import { isInPlace } from '../defaults/workers';
import {
  classOf,
  findImageVersion,
  findMachineType,
  fitsCapabilities,
  imageArchitectures,
  isActiveVersion,
} from './catalog';
import type { PoolChange } from './change';
import { isMissingInZone } from './pool-zones';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150 (validateWorkerMachine)', {
  'SHOOT-ARCHITECTURE': { reason: 'Gardener does not know this CPU architecture', fix: 'write amd64 or arm64' },
  'SHOOT-MACHINE-UNKNOWN': {
    reason: 'the CloudProfile does not have this machine type',
    fix: 'choose one that it has',
  },
  'SHOOT-MACHINE-UNUSABLE': 'the CloudProfile does not offer this machine type any more',
  'SHOOT-MACHINE-ZONE': {
    reason: 'a zone of the pool does not have this machine type',
    fix: 'choose another type or other zones',
  },
  'SHOOT-MACHINE-ARCHITECTURE': {
    reason: 'the machine type has another CPU architecture than the pool',
    fix: 'correct machine.architecture, or leave it out',
  },
  'SHOOT-IMAGE-UNKNOWN': {
    reason: 'the CloudProfile does not have this version of this machine image',
    fix: 'choose one that it has',
  },
  'SHOOT-IMAGE-ARCHITECTURE': {
    reason: 'the machine image does not run on the CPU architecture of the pool',
    fix: 'choose another image',
  },
  'SHOOT-IMAGE-EXPIRED': {
    reason: 'the version of the machine image is expired or not available yet',
    fix: 'choose a newer one',
  },
  'SHOOT-IMAGE-IN-PLACE': {
    reason: 'machines cannot be updated in place to this version of the machine image',
    fix: 'choose another version or another update strategy',
  },
  'SHOOT-IMAGE-CAPABILITIES': {
    reason: 'no flavor of the machine image fits the capabilities of the machine type',
    fix: 'choose another image or another machine type',
  },
});

/** The rules about machines of pools. */
export const poolMachineRules = Object.values(rule);

/** Type and image of the machines; reports the first problem and answers whether there is none. */
export function validateMachine(pool: PoolChange, report: Report): boolean {
  const { worker, path } = pool;
  const architecture = worker.machine?.architecture;
  if (architecture !== undefined && !(architectures as readonly string[]).includes(architecture)) {
    report.notSupported(rule['SHOOT-ARCHITECTURE'], path.child('machine', 'architecture'), architecture, architectures);
    return false;
  }
  return validateType(pool, report) && validateImage(pool, report) && validateCapabilities(pool, report);
}

function validateType(pool: PoolChange, report: Report): boolean {
  const { worker, stored, profile, path } = pool;
  const { type = '', architecture = '' } = worker.machine ?? {};
  if (type === stored?.machine?.type && architecture === (stored.machine.architecture ?? '')) return true;
  const place = path.child('machine', 'type');
  const known = findMachineType(profile, type);
  const problem = known && typeProblem(known, pool);
  if (known !== undefined && problem === undefined) return true;
  const allowed = (profile.machineTypes ?? [])
    .filter(candidate => typeProblem(candidate, pool) === undefined)
    .map(({ name = '' }) => name);
  if (problem === undefined) report.notSupported(rule['SHOOT-MACHINE-UNKNOWN'], place, type, allowed);
  else report.invalid(rule[problem], place, type, { allowed });
  return false;
}

function typeProblem(type: Loose<MachineType>, pool: PoolChange): keyof typeof rule | undefined {
  if (type.usable !== true) return 'SHOOT-MACHINE-UNUSABLE';
  if (isMissingInZone(pool, 'unavailableMachineTypes', type.name ?? '')) return 'SHOOT-MACHINE-ZONE';
  const offered = machineTypeArchitecture(type, registeredCapabilities(pool.profile.machineCapabilities));
  return offered === (pool.worker.machine?.architecture ?? '') ? undefined : 'SHOOT-MACHINE-ARCHITECTURE';
}

function validateImage(pool: PoolChange, report: Report): boolean {
  const { worker, stored, profile, path } = pool;
  const { image, architecture } = worker.machine ?? {};
  if (stored && semanticEqual(image, stored.machine?.image) && architecture === stored.machine?.architecture)
    return true;
  const place = path.child('machine', 'image');
  const known = (image?.version ?? '') === '' ? undefined : findImageVersion(profile, image);
  const problem = known && imageProblem(known, pool);
  if (known !== undefined && problem === undefined) return true;
  const versions = profile.machineImages?.find(({ name }) => name === image?.name)?.versions ?? [];
  const allowed = versions
    .filter(candidate => imageProblem(candidate, pool) === undefined)
    .map(({ version = '' }) => version);
  if (problem === undefined)
    report.notSupported(rule['SHOOT-IMAGE-UNKNOWN'], place.child('version'), image?.version ?? '', allowed);
  else report.invalid(rule[problem], place, image, { allowed });
  return false;
}

function imageProblem(version: Loose<MachineImageVersion>, pool: PoolChange): keyof typeof rule | undefined {
  const { worker, profile } = pool;
  if (!imageArchitectures(version, profile).includes(worker.machine?.architecture ?? ''))
    return 'SHOOT-IMAGE-ARCHITECTURE';
  if (!mayRun(version, pool)) return 'SHOOT-IMAGE-EXPIRED';
  return isInPlace(worker) && !mayUpdateInPlace(version, pool) ? 'SHOOT-IMAGE-IN-PLACE' : undefined;
}

/** Maintenance moves an older pool to an expired version, when it is not older than the one that it has. */
function mayRun(version: Loose<MachineImageVersion>, { stored, world }: PoolChange): boolean {
  if (isActiveVersion(version, world.now)) return true;
  const before = stored?.machine?.image?.version ?? '';
  const expired = classOf(version, world.now) === 'expired';
  return stored !== undefined && expired && !compareVersions(version.version ?? '', '<', before);
}

function mayUpdateInPlace({ inPlaceUpdates }: Loose<MachineImageVersion>, { stored }: PoolChange): boolean {
  if (inPlaceUpdates?.supported !== true) return false;
  if (stored === undefined) return true;
  const minimum = inPlaceUpdates.minVersionForUpdate;
  return minimum !== undefined && compareVersions(minimum, '<=', stored.machine?.image?.version ?? '');
}

function validateCapabilities({ worker, profile, path }: PoolChange, report: Report): boolean {
  if ((profile.machineCapabilities ?? []).length === 0) return true;
  const { image, type: typeName } = worker.machine ?? {};
  const version = findImageVersion(profile, image);
  const type = findMachineType(profile, typeName);
  // an older pool may have what the profile has lost
  if (version === undefined || type === undefined || fitsCapabilities(version, type, profile)) return true;
  report.invalid(rule['SHOOT-IMAGE-CAPABILITIES'], path.child('machine', 'image', 'version'), image?.version ?? '');
  return false;
}
