import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
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
const keyRotation = { rotationPeriod: '672h0m0s' } as const;

/**
 * The Shoot, with its defaults, after the mutating admission plugins ShootExposureClass, ShootDNS, ShootTolerationRestriction and
 * ShootMutator. Annotations by which the server remembers who created it and what to deploy are left out.
 */
export function completeShoot(shoot: Loose<Shoot>, completion: Completion, report: Report): Loose<Shoot> {
  const { relatives, world, old } = completion;
  const { seed, project, exposureClass } = relatives;
  const exposed = completeExposure(shoot, exposureClass, report);
  const named = completeDns(exposed, { domains: defaultDomainsOf(seed, world), project, old });
  const tolerant = old === undefined ? completeTolerations(named, project) : named;
  return completeFromProfile(tolerant, completion, report);
}

function completeFromProfile(shoot: Loose<Shoot>, { relatives, world, old }: Completion, report: Report): Loose<Shoot> {
  const { profile, seed } = relatives;
  if (profile === undefined) return shoot;
  const { now } = world;
  const rotated = old === undefined ? withKeyRotation(shoot) : shoot;
  const versioned = completeVersions(completeNetworks(rotated, seed), { profile, now }, report);
  const { provider } = versioned.spec ?? {};
  if (provider?.workers === undefined) return versioned;
  const deleting = shoot.metadata?.deletionTimestamp !== undefined;
  const workers = provider.workers.map((worker, index) => {
    const complete = completeArchitecture(worker, profile);
    if (deleting) return complete;
    const stored = storedPool(old?.spec?.provider?.workers, worker.name);
    const path = FieldPath.of('spec', 'provider', 'workers').index(index);
    return completeImage(complete, { profile, now, old: stored }, path, report);
  });
  return { ...versioned, spec: { ...versioned.spec, provider: { ...provider, workers } } };
}

/** The encryption key of a new Shoot is rotated automatically. */
function withKeyRotation(shoot: Loose<Shoot>): Loose<Shoot> {
  const { maintenance = {} } = shoot.spec ?? {};
  const { autoRotation = {} } = maintenance;
  const { credentials = {} } = autoRotation;
  if (credentials.etcdEncryptionKey !== undefined) return shoot;
  const rotation = { ...autoRotation, credentials: { ...credentials, etcdEncryptionKey: keyRotation } };
  return { ...shoot, spec: { ...shoot.spec, maintenance: { ...maintenance, autoRotation: rotation } } };
}

/** A new Shoot that names its CloudProfile in both ways, before the API server brings the names together. */
export function validateProfileNamedOnce({ spec }: Loose<Shoot>, report: Report): void {
  if ((spec?.cloudProfileName ?? '') !== '' && spec?.cloudProfile !== undefined)
    report.forbidden(rule['SHOOT-PROFILE-TWICE'], FieldPath.of('spec', 'cloudProfileName'), {
      value: spec.cloudProfileName,
    });
}
