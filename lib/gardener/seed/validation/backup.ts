import type { Backup } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateImmutable } from '../../../kubernetes/meta/immutable';
import { validateCredentialsRef } from '../../validation/references';

const rule = ruleTable('gardener:pkg/api/core/validation/seed.go v1.150', {
  'SEED-BACKUP-PROVIDER': { reason: 'a backup needs a provider', fix: 'set backup.provider, for example openstack' },
  'SEED-BACKUP-REGION': {
    reason: 'a backup at another provider than that of the seed needs a region of that provider',
    fix: 'set backup.region',
  },
  'SEED-BACKUP-CREDENTIALS': {
    reason: 'a backup needs credentials',
    fix: 'set backup.credentialsRef to a Secret or WorkloadIdentity',
  },
  'SEED-BACKUP-IMMUTABLE': {
    reason: 'provider and region of the backup never change, backups already lie there',
    fix: 'create another seed',
  },
  'SEED-BACKUP-REMOVED': { reason: 'the backup of a seed cannot be switched off', fix: 'keep backup' },
});

/** The rules about backups of seeds. */
export const seedBackupRules = Object.values(rule);

/** Where the etcds of the shoots of a seed are backed up (`validateSeedBackup`); `providerType` is that of the seed. */
export function validateSeedBackup(
  backup: Loose<Backup> | undefined,
  providerType: string,
  path: FieldPath,
  report: Report,
): void {
  if (!backup) return;
  const { provider = '', region = '', credentialsRef } = backup;
  if (provider === '') report.required(rule['SEED-BACKUP-PROVIDER'], path.child('provider'));
  if (provider !== providerType && region === '')
    report.invalid(rule['SEED-BACKUP-REGION'], path.child('region'), region);
  if (credentialsRef) validateCredentialsRef(credentialsRef, path.child('credentialsRef'), report);
  else report.required(rule['SEED-BACKUP-CREDENTIALS'], path.child('credentialsRef'));
}

/** A backup once configured stays where it is. */
export function validateSeedBackupUpdate(
  next: Loose<Backup> | undefined,
  old: Loose<Backup> | undefined,
  path: FieldPath,
  report: Report,
): void {
  if (!old) return;
  if (!next) return report.invalid(rule['SEED-BACKUP-REMOVED'], path, undefined);
  for (const field of ['provider', 'region'] as const) {
    const change = { next: next[field], old: old[field], path: path.child(field), isPointer: field === 'region' };
    validateImmutable(rule['SEED-BACKUP-IMMUTABLE'], change, report);
  }
}
