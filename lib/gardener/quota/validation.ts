import type { Quota, QuotaSpec } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../../kubernetes/meta/immutable';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';
import { validateResourceQuantity } from '../../kubernetes/quantities';

const rule = ruleTable('gardener:pkg/api/core/validation/quota.go v1.150', {
  'QUOTA-LIFETIME': {
    reason: 'the lifetime of a cluster is at least one day',
    fix: 'write 1 or more, or remove clusterLifetimeDays for clusters without end',
  },
  'QUOTA-SCOPE': 'a quota counts per Project, per Secret or per WorkloadIdentity',
  'QUOTA-SCOPE-IMMUTABLE': {
    reason: 'the scope of a quota never changes',
    fix: 'create another Quota and refer to it from the bindings',
  },
  'QUOTA-METRIC': 'Gardener counts no such metric',
});

/** The rules about Quotas. */
export const quotaRules = Object.values(rule);

const metadata = FieldPath.of('metadata');
const specPath = FieldPath.of('spec');
const scopes = [
  'core.gardener.cloud/v1beta1 Project',
  'v1 Secret',
  'security.gardener.cloud/v1alpha1 WorkloadIdentity',
];
const metrics = ['cpu', 'gpu', 'memory', 'storage.standard', 'storage.premium', 'loadbalancer'];

/** A new Quota (`ValidateQuota`). */
export function validateQuota(quota: Loose<Quota>, report: Report): void {
  const scope = { namespaced: true, nameProblems: dns1123SubdomainProblems, path: metadata };
  validateObjectMeta(quota.metadata, scope, report);
  const { clusterLifetimeDays, scope: counted } = quota.spec ?? {};
  if (clusterLifetimeDays !== undefined && clusterLifetimeDays < 1)
    report.invalid(rule['QUOTA-LIFETIME'], specPath.child('clusterLifetimeDays'), clusterLifetimeDays);
  const kind = `${counted?.apiVersion ?? ''} ${counted?.kind ?? ''}`;
  if (!scopes.includes(kind)) report.notSupported(rule['QUOTA-SCOPE'], specPath.child('scope'), kind, scopes);
  validateMetrics(quota.spec?.metrics, report);
}

/** A changed Quota, judged as a new one too (`ValidateQuotaUpdate`). */
export function validateQuotaUpdate(next: Loose<Quota>, old: Loose<Quota>, report: Report): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadata, report);
  const change = { next: next.spec?.scope, old: old.spec?.scope, path: specPath.child('scope') };
  validateImmutable(rule['QUOTA-SCOPE-IMMUTABLE'], change, report);
  validateQuota(next, report);
}

function validateMetrics(given: Loose<QuotaSpec>['metrics'], report: Report): void {
  for (const [metric, amount] of Object.entries(given ?? {})) {
    const path = specPath.child('metrics').key(metric);
    if (!metrics.includes(metric)) report.invalid(rule['QUOTA-METRIC'], path, amount, { allowed: metrics });
    validateResourceQuantity(amount, { resource: metric, path }, report);
  }
}
