import type { Maintenance, Shoot, ShootSpec } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { memoizeShared } from '../../../core/shared';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { draft, type Draft } from '../defaults/fill';
import { storedPool } from '../validation/update/pools';
import { completeDns, defaultDomainsOf } from './complete-dns';
import { completeArchitecture, completeImage } from './complete-image';
import { completeExposure, completeNetworks, completeTolerations } from './complete-placement';
import { completeVersions } from './complete-version';
import type { ShootRelatives } from './relatives';
import type { ShootWorld } from './world';

const rule = ruleTable('gardener:plugin/pkg/shoot/mutator/admission.go v1.150', {
  'SHOOT-PROFILE-TWICE': {
    reason: 'a new Shoot names its CloudProfile once',
    fix: 'set cloudProfile and remove cloudProfileName',
  },
});

/** The rules about completing Shoots that no table of a part holds. */
export const completeRules = Object.values(rule);

/** What the mutating plugins know. */
export interface Completion {
  readonly relatives: ShootRelatives;
  readonly world: ShootWorld;
  /** The stored Shoot of an update, with its defaults. */
  readonly old: Loose<Shoot> | undefined;
}

/** Four weeks. */
const keyRotation = { credentials: { etcdEncryptionKey: { rotationPeriod: '672h0m0s' } } } as const;

/**
 * The Shoot, with its defaults, after the mutating admission plugins ShootExposureClass, ShootDNS, ShootTolerationRestriction and
 * ShootMutator. Annotations by which the server remembers who created it and what to deploy are left out.
 */
export function completeShoot(shoot: Loose<Shoot>, completion: Completion, report: Report): Loose<Shoot> {
  const { relatives, world, old } = completion;
  const { profile, seed, project, exposureClass } = relatives;
  const exposed = completeExposure(shoot.spec ?? {}, exposureClass, report);
  const { now } = world;
  const result = draft(shoot);
  const spec = draft(profile ? completeVersions(exposed, { profile, now }, report) : exposed);
  result.spec = spec;
  set(spec, 'dns', completeDns(shoot, { domains: defaultDomainsOf(seed, world), project, old }));
  if (old === undefined) completeCreation(spec, relatives, world);
  if (profile === undefined) return result;
  set(spec, 'networking', completeNetworks(spec, seed));
  const deleting = shoot.metadata?.deletionTimestamp !== undefined;
  const workers = spec.provider?.workers?.map((worker, index) => {
    const complete = completeArchitecture(worker, profile);
    if (deleting) return complete;
    const stored = old && storedPool(old.spec?.provider?.workers, worker.name);
    return completeImage(complete, { profile, now, old: stored }, workersPath.index(index), report);
  });
  if (workers !== undefined) spec.provider = { ...spec.provider, workers };
  return result;
}

const workersPath = FieldPath.of('spec', 'provider', 'workers');

/** What only the creation of a Shoot fills in: tolerations of its landscape and project, and the rotation of its encryption key. */
export function completeCreation(
  spec: Draft<Loose<ShootSpec>>,
  { project, profile }: ShootRelatives,
  { plugins }: ShootWorld,
): void {
  set(spec, 'tolerations', completeTolerations(spec.tolerations, project, plugins));
  if (profile !== undefined) set(spec, 'maintenance', withKeyRotation(spec.maintenance ?? {}));
}

/** Leaves a field that stays as it is alone, also when it is missing. */
function set<Field extends keyof ShootSpec>(
  spec: Draft<Loose<ShootSpec>>,
  field: Field,
  value: Loose<ShootSpec>[Field],
): void {
  if (value !== spec[field]) spec[field] = value;
}

/** The encryption key of a new Shoot is rotated automatically. */
const withKeyRotation = memoizeShared((maintenance: Loose<Maintenance>): Loose<Maintenance> => {
  const rotation = maintenance.autoRotation;
  if (rotation?.credentials?.etcdEncryptionKey !== undefined) return maintenance;
  const autoRotation = rotation
    ? { ...rotation, credentials: { ...rotation.credentials, ...keyRotation.credentials } }
    : keyRotation;
  return { ...maintenance, autoRotation };
});

/** A new Shoot that names its CloudProfile in both ways, before the API server brings the names together. */
export function validateProfileNamedOnce({ spec }: Loose<Shoot>, report: Report): void {
  if ((spec?.cloudProfileName ?? '') !== '' && spec?.cloudProfile !== undefined)
    report.forbidden(rule['SHOOT-PROFILE-TWICE'], FieldPath.of('spec', 'cloudProfileName'), {
      value: spec.cloudProfileName,
    });
}
