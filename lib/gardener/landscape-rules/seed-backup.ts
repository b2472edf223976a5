import type { WorkloadIdentity } from '../../../imports/security.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { gardenletKinds } from '../gitops-rules/gardenlets';
import { describedSeed } from './described-seed';
import { lookUp } from './lookup';

const rule = ruleTable('gardener:plugin/pkg/seed/validator/admission.go v1.150', {
  'SEED-BACKUP-IDENTITY': {
    reason: 'the backups of a seed and their WorkloadIdentity are for the same provider',
    fix: 'refer to another WorkloadIdentity, or correct backup.provider',
  },
});

/** The credentials of the backups of seeds, wherever a seed is described. */
export const seedBackupCheck: Check = {
  rules: Object.values(rule),
  kinds: ['core.gardener.cloud/Seed', ...gardenletKinds],
  object(entry: ViewObject, report: Report, view: View): void {
    const { spec, path } = describedSeed(entry);
    const { provider, credentialsRef } = spec?.backup ?? {};
    // a ManagedSeed gets the provider from its Shoot
    if (provider === undefined || credentialsRef?.kind !== 'WorkloadIdentity') return;
    const { name = '', namespace } = credentialsRef;
    const target = { group: 'security.gardener.cloud', kind: 'WorkloadIdentity', namespace, name };
    const result = lookUp(view, entry.cluster, target);
    if (result.state !== 'found') return;
    const { type = '' } = (result.entry.object as unknown as Loose<WorkloadIdentity>).spec?.targetSystem ?? {};
    if (type === provider) return;
    report.forbidden(rule['SEED-BACKUP-IDENTITY'], path.child('backup', 'credentialsRef'), {
      value: name,
      message: `the backups are for ${provider}, WorkloadIdentity ${name} is for ${type}`,
    });
  },
};
