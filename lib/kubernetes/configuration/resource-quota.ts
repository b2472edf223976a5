import type { ResourceQuota, ResourceQuotaSpec, ScopedResourceSelectorRequirement } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';
import { validateResourceQuantity } from '../quantities';
import { isQuotaResource, quotaResourceProblems } from './resource-names';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'LIMIT-QUOTA-RESOURCE': 'a quota is about resources that Kubernetes counts, or that have a domain',
  'LIMIT-QUOTA-SCOPE': {
    reason: 'a quota of this scope cannot count this resource',
    fix: 'write another ResourceQuota without the scope',
  },
  'LIMIT-QUOTA-SCOPES-CONFLICT': 'no pod is in both of these scopes',
  'LIMIT-QUOTA-SELECTOR': {
    reason: 'scopes exist or not; only the classes of priority and of volume attributes are compared with values',
    fix: 'set operator: Exists, and remove values',
  },
  'LIMIT-QUOTA-SCOPES-CHANGED': { reason: 'a quota keeps its scopes', fix: 'write another ResourceQuota' },
});

const path = FieldPath.of('spec');
const scopesPath = path.child('scopes');

/** A new ResourceQuota. */
export function validateResourceQuota(quota: Loose<ResourceQuota>, report: Report): void {
  const scope = { namespaced: true, nameProblems: dns1123SubdomainProblems };
  validateKubernetesMetadata(quota.metadata, scope, report);
  const { spec = {} } = quota;
  for (const [resource, amount] of Object.entries(spec.hard ?? {})) {
    const at = path.child('hard').key(resource);
    const problems = quotaResourceProblems(resource);
    if (problems.length > 0)
      report.invalid(rule['LIMIT-QUOTA-RESOURCE'], at, resource, { message: `the resource ${problems.join(', ')}` });
    validateResourceQuantity(amount, { resource, path: at }, report);
  }
  validateScopes(spec.scopes ?? [], { spec, path: scopesPath }, report);
  validateSelector(spec, report);
}

/** The scopes of a quota never change; their order does not matter. */
export function validateResourceQuotaUpdate(
  next: Loose<ResourceQuota>,
  old: Loose<ResourceQuota>,
  report: Report,
): void {
  const [scopes, before] = [next, old].map(quota => [...new Set(quota.spec?.scopes)].sort().join());
  if (scopes !== before) report.invalid(rule['LIMIT-QUOTA-SCOPES-CHANGED'], scopesPath, next.spec?.scopes);
}

interface ScopesPlace {
  readonly spec: Loose<ResourceQuotaSpec>;
  readonly path: FieldPath;
}

function validateScopes(scopes: readonly string[], { spec, path: at }: ScopesPlace, report: Report): void {
  for (const scope of scopes)
    for (const resource of Object.keys(spec.hard ?? {}).sort())
      if (isQuotaResource(resource) && !isCounted(scope, resource)) {
        const message = `a quota of the scope ${scope} cannot count ${resource}`;
        report.invalid(rule['LIMIT-QUOTA-SCOPE'], at, resource, { message });
      }
  for (const pair of exclusive)
    if (pair.every(scope => scopes.includes(scope))) {
      const message = `no pod is in both of ${pair.join(' and ')}`;
      report.invalid(rule['LIMIT-QUOTA-SCOPES-CONFLICT'], scopesPath, scopes, { message });
    }
}

const exclusive = [
  ['BestEffort', 'NotBestEffort'],
  ['Terminating', 'NotTerminating'],
] as const;
const compute = ['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory', 'pods'];
const countedByScope: Readonly<Record<string, readonly string[]>> = {
  BestEffort: ['pods'],
  NotBestEffort: compute,
  Terminating: compute,
  NotTerminating: compute,
  PriorityClass: compute,
  CrossNamespacePodAffinity: compute,
  VolumeAttributesClass: ['persistentvolumeclaims', 'requests.storage'],
};

function isCounted(scope: string, resource: string): boolean {
  return countedByScope[scope]?.includes(resource) ?? true;
}

function validateSelector(spec: Loose<ResourceQuotaSpec>, report: Report): void {
  const { matchExpressions: requirements = [] } = spec.scopeSelector ?? {};
  const at = path.child('scopeSelector', 'matchExpressions');
  const scopes = requirements.map(({ scopeName = '' }) => scopeName);
  validateScopes(scopes, { spec, path: at }, report);
  for (const [index, requirement] of requirements.entries()) validateRequirement(requirement, at.index(index), report);
}

/** Upstream reports these without the position in the list. */
function validateRequirement(
  requirement: Loose<ScopedResourceSelectorRequirement>,
  at: FieldPath,
  report: Report,
): void {
  const { scopeName = '', operator, values = [] } = requirement;
  const isClass = scopeName === 'PriorityClass' || scopeName === 'VolumeAttributesClass';
  const wrong = rule['LIMIT-QUOTA-SELECTOR'];
  if (scopeName in countedByScope && !isClass && operator !== undefined && operator !== 'Exists') {
    const message = `the scope ${scopeName} knows the operator Exists only`;
    report.invalid(wrong, at.child('operator'), operator, { message });
  }
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0) {
    const message = 'In and NotIn compare with at least one value';
    report.required(wrong, at.child('values'), { message, fix: 'list values' });
  }
  if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0)
    report.invalid(wrong, at.child('values'), values);
}
