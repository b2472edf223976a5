import type { Shoot, Worker } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';
import { isAppliedOnce } from './gitops';

const rule = ruleTable('gardener:pkg/controllermanager/controller/shoot v1.150, flux.md 6.1', {
  'SSA-FIGHT': {
    severity: 'warning',
    reason: 'a controller of Gardener writes this field, too, and Flux takes its change back',
  },
  'GO-08': {
    severity: 'warning',
    reason: 'the scheduler and the control plane migration decide about the seed, and a patch cannot change it',
    fix: 'remove spec.seedName and select seeds by spec.seedSelector',
    source: 'gardener:pkg/apiserver/registry/core/shoot/strategy.go v1.150',
  },
  'GO-12': {
    severity: 'notice',
    reason: 'without a time window the API server draws one at random, which nobody sees in Git',
    fix: 'set spec.maintenance.timeWindow',
    source: 'gardener:pkg/apis/core/v1beta1/defaults_shoot.go v1.150',
  },
});

type ShootFields = Loose<Shoot>;

const spec = FieldPath.of('spec');
const wholeVersion = /^v?\d+\.\d+\.\d+/;

/** Annotations that admission plugins and controllers write. */
const foreignAnnotations = [
  'shoot.gardener.cloud/tasks',
  'gardener.cloud/created-by',
  'deletion.gardener.cloud/confirmed-by',
];

/** Fields of a Shoot that Gardener's controllers write, too. */
export const shootOwnerCheck: Check = {
  rules: Object.values(rule),
  kinds: ['core.gardener.cloud/Shoot'],
  object({ object }: ViewObject, report: Report): void {
    const shoot = object as ShootFields;
    if (shoot.spec?.seedName !== undefined)
      report.add(rule['GO-08'], spec.child('seedName'), { value: shoot.spec.seedName });
    if (shoot.spec?.maintenance?.timeWindow === undefined)
      report.add(rule['GO-12'], spec.child('maintenance', 'timeWindow'));
    if (isAppliedOnce(object)) return;
    checkAnnotations(shoot, report);
    checkHibernation(shoot, report);
    checkVersions(shoot, report);
    if (shoot.spec?.secretBindingName !== undefined)
      fight(report, spec.child('secretBindingName'), {
        value: shoot.spec.secretBindingName,
        fix: 'use spec.credentialsBindingName',
        effect: 'maintenance replaces it by a CredentialsBinding, and the old name is then refused',
      });
  },
};

interface Fight {
  readonly value: unknown;
  readonly fix: string;
  readonly effect: string;
}

function fight(report: Report, path: FieldPath, details: Fight): void {
  report.add(rule['SSA-FIGHT'], path, details);
}

function checkAnnotations({ metadata }: ShootFields, report: Report): void {
  for (const key of foreignAnnotations) {
    const value = metadata?.annotations?.[key];
    if (value !== undefined)
      fight(report, FieldPath.of('metadata', 'annotations').key(key), {
        value,
        fix: 'remove the annotation, Gardener writes it',
        effect: 'Flux and Gardener overwrite each other at every run',
      });
  }
}

function checkHibernation({ spec: { hibernation } = {} }: ShootFields, report: Report): void {
  if (hibernation?.enabled === undefined || (hibernation.schedules ?? []).length === 0) return;
  fight(report, spec.child('hibernation', 'enabled'), {
    value: hibernation.enabled,
    fix: 'remove spec.hibernation.enabled, the schedules decide',
    effect: hibernation.enabled
      ? 'Flux puts the cluster to sleep again after every wake-up of the schedule'
      : 'Flux wakes the cluster again after every sleep of the schedule',
  });
}

function checkVersions({ spec: fields = {} }: ShootFields, report: Report): void {
  const { kubernetesVersion = true, machineImageVersion = true } = fields.maintenance?.autoUpdate ?? {};
  const workers = fields.provider?.workers ?? [];
  const workersPath = spec.child('provider', 'workers');
  if (kubernetesVersion) checkVersion(fields.kubernetes?.version, spec.child('kubernetes', 'version'), report);
  for (const [index, worker] of workers.entries()) {
    if (kubernetesVersion)
      checkVersion(worker.kubernetes?.version, workersPath.index(index).child('kubernetes', 'version'), report);
    if (machineImageVersion) checkImage(worker, workersPath.index(index).child('machine', 'image', 'version'), report);
  }
}

function checkVersion(version: string | undefined, path: FieldPath, report: Report): void {
  if (version === undefined || !wholeVersion.test(version)) return;
  fight(report, path, {
    value: version,
    fix: 'set spec.maintenance.autoUpdate.kubernetesVersion to false and raise the version here',
    effect: 'after an automatic upgrade Flux asks for the old version, which is refused with the whole Kustomization',
  });
}

function checkImage({ machine }: Loose<Worker>, path: FieldPath, report: Report): void {
  const version = machine?.image?.version;
  if (version === undefined || !wholeVersion.test(version)) return;
  fight(report, path, {
    value: version,
    fix: 'leave the version out, or set spec.maintenance.autoUpdate.machineImageVersion to false',
    effect: 'nodes roll to the new image in the maintenance window and back at the next run of Flux',
  });
}
