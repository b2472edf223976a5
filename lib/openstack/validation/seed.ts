import type { Seed } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('provider-openstack:pkg/apis/openstack/validation/backupbucket.go v1.58', {
  'OS-SEED-BACKUP-CREDENTIALS-MISSING': 'a backup in OpenStack needs credentials',
  'OS-SEED-BACKUP-CREDENTIALS': {
    reason: 'credentials for a backup in OpenStack are a Secret',
    fix: 'refer to a Secret with apiVersion v1',
  },
});

/** Rules of Seeds with a backup in OpenStack. */
export const seedRules = Object.values(rule);

/** What provider-openstack says to a Seed; creation and change are judged alike. */
export function validateOpenStackSeed(seed: Loose<Seed>, report: Report): void {
  const backup = seed.spec?.backup;
  if (backup === undefined) return;
  const path = FieldPath.of('spec', 'backup', 'credentialsRef');
  const reference = backup.credentialsRef;
  if (reference === undefined) report.required(rule['OS-SEED-BACKUP-CREDENTIALS-MISSING'], path);
  else if (reference.apiVersion !== 'v1' || reference.kind !== 'Secret')
    report.notSupported(
      rule['OS-SEED-BACKUP-CREDENTIALS'],
      path,
      `${reference.apiVersion ?? ''} ${reference.kind ?? ''}`,
      ['v1 Secret'],
    );
}
