import type { Backup, Exposure, ShootSpec, Worker } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import { dns1123LabelProblems } from '../../../../core/names';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { validateCredentialsRef } from '../../../validation/references';
import { amountOf } from './int-or-percent';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'SHOOT-SELF-HOSTED-POOLS': {
    reason: 'one pool carries the control plane',
    fix: 'remove controlPlane from the others',
  },
  'SHOOT-SELF-HOSTED-BACKUP-PROVIDER': { reason: 'a backup needs a provider', fix: 'set backup.provider' },
  'SHOOT-SELF-HOSTED-BACKUP-REGION': {
    reason: 'a backup at another provider needs a region',
    fix: 'set backup.region',
  },
  'SHOOT-SELF-HOSTED-BACKUP-CREDENTIALS': { reason: 'a backup needs credentials', fix: 'set backup.credentialsRef' },
  'SHOOT-SELF-HOSTED-BACKUP-NAMESPACE': 'the credentials of a backup lie in the namespace of the Shoot',
  'SHOOT-SELF-HOSTED-BACKUP-IDENTITY': {
    reason: 'a backup does not yet work with a WorkloadIdentity',
    fix: 'refer to a Secret',
  },
  'SHOOT-SELF-HOSTED-EXPOSURE': {
    reason: 'a control plane is exposed in one way',
    fix: 'set dns or extension, not both',
  },
  'SHOOT-SELF-HOSTED-EXPOSURE-TYPE': {
    reason: 'an exposure by an extension needs its type, a DNS label',
    fix: 'set exposure.extension.type',
    source:
      'gardener:pkg/api/core/validation/shoot.go v1.150 (upstream prints exposure.type, the field is exposure.extension.type)',
  },
  'SHOOT-SELF-HOSTED-MINIMUM': 'the pool of the control plane has minimum and maximum 1',
  'SHOOT-SELF-HOSTED-MAXIMUM': 'the pool of the control plane has maximum 1, or 3 when it is highly available',
  'SHOOT-SELF-HOSTED-SURGE': 'the pool of a highly available control plane has maxSurge 1 and maxUnavailable 1',
  'SHOOT-SELF-HOSTED-ZONES': 'the pool of a control plane that tolerates the failure of a zone has 3 zones',
});

/** The rules about pools that carry a control plane. */
export const controlPlanePoolRules = Object.values(rule);

/** Where the Shoot of a pool lives. */
export interface PoolOwner {
  readonly namespace: string;
  readonly providerType: string;
}

/** What a pool says about the control plane that it carries; `path` is the pool. */
export function validateControlPlanePool(
  { controlPlane }: Loose<Worker>,
  owner: PoolOwner,
  path: FieldPath,
  report: Report,
): void {
  if (controlPlane?.backup) validateBackup(controlPlane.backup, owner, path.child('controlPlane', 'backup'), report);
  if (controlPlane?.exposure) validateExposure(controlPlane.exposure, path.child('controlPlane', 'exposure'), report);
}

function validateBackup(backup: Loose<Backup>, owner: PoolOwner, path: FieldPath, report: Report): void {
  const { provider = '', region = '', credentialsRef } = backup;
  if (provider === '') report.required(rule['SHOOT-SELF-HOSTED-BACKUP-PROVIDER'], path.child('provider'));
  if (provider !== owner.providerType && region === '')
    report.required(rule['SHOOT-SELF-HOSTED-BACKUP-REGION'], path.child('region'));
  const place = path.child('credentialsRef');
  if (credentialsRef === undefined) return report.required(rule['SHOOT-SELF-HOSTED-BACKUP-CREDENTIALS'], place);
  validateCredentialsRef(credentialsRef, place, report);
  const { namespace = '', apiVersion, kind } = credentialsRef;
  if (namespace !== owner.namespace)
    report.forbidden(rule['SHOOT-SELF-HOSTED-BACKUP-NAMESPACE'], place.child('namespace'), { value: namespace });
  if (apiVersion === 'security.gardener.cloud/v1alpha1' && kind === 'WorkloadIdentity')
    report.forbidden(rule['SHOOT-SELF-HOSTED-BACKUP-IDENTITY'], place);
}

function validateExposure({ dns, extension }: Loose<Exposure>, path: FieldPath, report: Report): void {
  if (dns !== undefined && extension !== undefined)
    report.invalid(rule['SHOOT-SELF-HOSTED-EXPOSURE'], path, 'dns and extension');
  if (extension === undefined) return;
  const { type = '' } = extension;
  const place = path.child('extension', 'type');
  if (type === '') return report.required(rule['SHOOT-SELF-HOSTED-EXPOSURE-TYPE'], place);
  for (const problem of dns1123LabelProblems(type))
    report.invalid(rule['SHOOT-SELF-HOSTED-EXPOSURE-TYPE'], place, type, {
      message: `the type of an extension ${problem}`,
    });
}

/** Size of the pool that carries the control plane; `path` is the list of pools. */
export function validateSelfHostedPool(
  { provider, controlPlane }: Loose<ShootSpec>,
  path: FieldPath,
  report: Report,
): void {
  const workers = provider?.workers ?? [];
  const index = workers.findIndex(worker => worker.controlPlane !== undefined);
  const worker = workers[index];
  if (worker === undefined) return;
  const { minimum = 0, maximum = 0, zones = [] } = worker;
  const place = path.index(index);
  if (minimum !== maximum || minimum !== 1)
    report.invalid(rule['SHOOT-SELF-HOSTED-MINIMUM'], place.child('minimum'), minimum);
  const availability = controlPlane?.highAvailability;
  if (maximum !== (availability === undefined ? 1 : 3))
    report.invalid(rule['SHOOT-SELF-HOSTED-MAXIMUM'], place.child('maximum'), maximum);
  if (availability === undefined) return;
  for (const field of ['maxSurge', 'maxUnavailable'] as const) {
    const value = worker[field];
    // a percentage counts as 0 here
    const amount = typeof value === 'string' && value.endsWith('%') ? 0 : amountOf(value ?? 0);
    if (amount !== 1) report.invalid(rule['SHOOT-SELF-HOSTED-SURGE'], place.child(field), value);
  }
  if (availability.failureTolerance?.type === 'zone' && zones.length !== 3)
    report.invalid(rule['SHOOT-SELF-HOSTED-ZONES'], place.child('zones'), zones);
}

/** At most one pool carries the control plane; `path` is the list of pools. */
export function validateSingleControlPlanePool(
  workers: readonly Loose<Worker>[],
  path: FieldPath,
  report: Report,
): void {
  const first = workers.findIndex(({ controlPlane }) => controlPlane !== undefined);
  for (const [index, { name, controlPlane }] of workers.entries())
    if (controlPlane !== undefined && index !== first)
      report.invalid(rule['SHOOT-SELF-HOSTED-POOLS'], path.index(index).child('controlPlane'), name);
}
