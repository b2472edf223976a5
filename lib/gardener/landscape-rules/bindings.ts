import type { Quota, SecretBinding } from '../../../imports/core.gardener.cloud/v1beta1';
import type { CredentialsBinding, WorkloadIdentity } from '../../../imports/security.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { lookUp } from './lookup';

const rule = ruleTable('gardener:plugin/pkg/global/resourcereferencemanager/admission.go v1.150', {
  'CB-01': {
    reason: 'a binding and its WorkloadIdentity are for the same provider',
    fix: 'correct provider.type, or refer to another WorkloadIdentity',
  },
  'CB-02': {
    reason: 'a binding has one quota for the project and one for the credentials',
    fix: 'keep one quota of each scope',
  },
});

/** Bindings against the identities and quotas that they refer to. */
export const bindingCheck: Check = {
  rules: Object.values(rule),
  kinds: ['security.gardener.cloud/CredentialsBinding', 'core.gardener.cloud/SecretBinding'],
  object(entry: ViewObject, report: Report, view: View): void {
    checkIdentity(entry, report, view);
    checkQuotas(entry, report, view);
  },
};

function checkIdentity({ cluster, object }: ViewObject, report: Report, view: View): void {
  const { credentialsRef, provider } = object as unknown as Loose<CredentialsBinding>;
  if (credentialsRef?.kind !== 'WorkloadIdentity') return;
  const { name = '', namespace = object.metadata.namespace } = credentialsRef;
  const target = { group: 'security.gardener.cloud', kind: 'WorkloadIdentity', namespace, name };
  const result = lookUp(view, cluster, target);
  if (result.state !== 'found') return;
  const identity = result.entry.object as unknown as Loose<WorkloadIdentity>;
  const { type = '' } = identity.spec?.targetSystem ?? {};
  if (type === provider?.type) return;
  const message = `the provider is ${provider?.type ?? 'not set'}, WorkloadIdentity ${name} is for ${type}`;
  report.forbidden(rule['CB-01'], FieldPath.of('provider', 'type'), {
    value: provider?.type,
    allowed: [type],
    message,
  });
}

/** Scope of a quota: of the project, or of the credentials of a binding. */
type QuotaScope = 'project' | 'credentials';

function checkQuotas({ cluster, object }: ViewObject, report: Report, view: View): void {
  const { quotas = [] } = object as unknown as Loose<CredentialsBinding | SecretBinding>;
  const seen = new Map<QuotaScope, string>();
  for (const [index, { name = '', namespace = object.metadata.namespace }] of quotas.entries()) {
    const result = lookUp(view, cluster, { group: 'core.gardener.cloud', kind: 'Quota', namespace, name });
    if (result.state !== 'found') continue;
    const quota = result.entry.object as unknown as Loose<Quota>;
    const scope: QuotaScope = quota.spec?.scope?.kind === 'Project' ? 'project' : 'credentials';
    const other = seen.get(scope);
    if (other !== undefined) {
      const message = `quotas ${other} and ${name} both count for the ${scope}, one is allowed`;
      report.forbidden(rule['CB-02'], FieldPath.of('quotas').index(index), { value: name, message });
    }
    seen.set(scope, name);
  }
}
