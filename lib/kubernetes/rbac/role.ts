import type { ClusterRole, PolicyRule, Role } from '../../../imports/rbac.authorization.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelSelector } from '../meta/label-selector';
import { pathSegmentProblems, validateManifestMetadata } from '../meta/manifest-metadata';

const rule = ruleTable('kubernetes:pkg/apis/rbac/validation/validation.go v1.36', {
  'RBAC-VERBS': { reason: 'a rule must allow at least one verb', fix: 'list verbs, or remove the rule' },
  'RBAC-RESOURCES': {
    reason: 'a rule about resources must list their API groups and their names',
    fix: 'list apiGroups and resources; the group of core resources is ""',
  },
  'RBAC-URLS-NAMESPACED': {
    reason: 'a Role lives in a namespace, and URLs do not',
    fix: 'allow URLs in a ClusterRole',
  },
  'RBAC-URLS-AND-RESOURCES': {
    reason: 'a rule is about URLs or about resources, not about both',
    fix: 'write two rules',
  },
  'RBAC-AGGREGATION': {
    reason: 'an aggregation rule must select with at least one selector',
    fix: 'add a selector, or remove aggregationRule',
  },
});

const rulesPath = FieldPath.of('rules');
const selectorsPath = FieldPath.of('aggregationRule', 'clusterRoleSelectors');

/** A new Role (`ValidateRole`). */
export function validateRole({ metadata, rules }: Loose<Role>, report: Report): void {
  validateManifestMetadata(metadata, { namespaced: true, nameProblems: pathSegmentProblems }, report);
  validatePolicyRules(rules, { namespaced: true }, report);
}

/** A new ClusterRole (`ValidateClusterRole`). */
export function validateClusterRole({ metadata, rules, aggregationRule }: Loose<ClusterRole>, report: Report): void {
  validateManifestMetadata(metadata, { namespaced: false, nameProblems: pathSegmentProblems }, report);
  validatePolicyRules(rules, { namespaced: false }, report);
  if (aggregationRule === undefined) return;
  const { clusterRoleSelectors: selectors = [] } = aggregationRule;
  if (selectors.length === 0) report.required(rule['RBAC-AGGREGATION'], selectorsPath);
  for (const [index, selector] of selectors.entries())
    validateLabelSelector(selector, selectorsPath.index(index), report);
}

function validatePolicyRules(
  rules: readonly Loose<PolicyRule>[] | undefined,
  { namespaced }: { readonly namespaced: boolean },
  report: Report,
): void {
  for (const [index, policyRule] of (rules ?? []).entries()) {
    const path = rulesPath.index(index);
    if (isEmpty(policyRule.verbs)) report.required(rule['RBAC-VERBS'], path.child('verbs'));
    if (isEmpty(policyRule.nonResourceURLs)) validateResources(policyRule, path, report);
    else validateUrls(policyRule, { path: path.child('nonResourceURLs'), namespaced }, report);
  }
}

function validateResources({ apiGroups, resources }: Loose<PolicyRule>, path: FieldPath, report: Report): void {
  if (isEmpty(apiGroups)) report.required(rule['RBAC-RESOURCES'], path.child('apiGroups'));
  if (isEmpty(resources)) report.required(rule['RBAC-RESOURCES'], path.child('resources'));
}

function validateUrls(
  { nonResourceURLs, apiGroups, resources, resourceNames }: Loose<PolicyRule>,
  { path, namespaced }: { readonly path: FieldPath; readonly namespaced: boolean },
  report: Report,
): void {
  if (namespaced) report.invalid(rule['RBAC-URLS-NAMESPACED'], path, nonResourceURLs);
  if (![apiGroups, resources, resourceNames].every(isEmpty))
    report.invalid(rule['RBAC-URLS-AND-RESOURCES'], path, nonResourceURLs);
}

function isEmpty(list: readonly string[] | undefined): boolean {
  return list === undefined || list.length === 0;
}
