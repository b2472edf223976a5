import type { MatchResources, NamedRuleWithOperations } from '../../../imports/admissionregistration.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelSelector } from '../meta/label-selector';
import { pathSegmentProblems } from '../meta/manifest-metadata';
import { validateResourceRule } from './resource-rule';

const rule = ruleTable('kubernetes:pkg/apis/admissionregistration/validation/validation.go v1.36', {
  'POLICY-RESOURCE-NAME': 'the names of resources are those of objects, each listed once',
});

/** What a policy or a binding matches (`validateMatchResources`). */
export function validateMatchResources(matched: Loose<MatchResources>, path: FieldPath, report: Report): void {
  validateLabelSelector(matched.namespaceSelector, path.child('namespaceSelector'), report);
  validateLabelSelector(matched.objectSelector, path.child('objectSelector'), report);
  for (const list of ['resourceRules', 'excludeResourceRules'] as const)
    for (const [index, entry] of (matched[list] ?? []).entries())
      validateNamedRule(entry, path.child(list).index(index), report);
}

function validateNamedRule(entry: Loose<NamedRuleWithOperations>, path: FieldPath, report: Report): void {
  const names = new Set<string>();
  for (const [index, name] of (entry.resourceNames ?? []).entries()) {
    const at = path.child('resourceNames').index(index);
    for (const problem of pathSegmentProblems(name))
      report.invalid(rule['POLICY-RESOURCE-NAME'], at, name, { message: `the name of a resource ${problem}` });
    if (names.has(name)) report.duplicate(rule['POLICY-RESOURCE-NAME'], at, name);
    names.add(name);
  }
  validateResourceRule(entry, path, report);
}
