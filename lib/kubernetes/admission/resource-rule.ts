import type { RuleWithOperations } from '../../../imports/admissionregistration.k8s.io/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable, type Rule } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/admissionregistration/validation/validation.go v1.36', {
  'ADMISSION-RULE': {
    reason: 'a rule must list operations, API groups, versions and resources',
    fix: 'list what is matched, or "*" for everything; the group of core resources is ""',
  },
  'ADMISSION-WILDCARD': {
    reason: '"*" stands for everything, so that nothing else can be listed beside it',
    fix: 'remove "*" or the others',
  },
});

/** Operations, groups, versions and resources that are matched; which operations and scopes there are, the schema says. */
export function validateResourceRule(matched: Loose<RuleWithOperations>, path: FieldPath, report: Report): void {
  for (const field of ['operations', 'apiGroups', 'apiVersions'] as const) {
    const values: readonly string[] = matched[field] ?? [];
    if (values.length === 0) report.required(rule['ADMISSION-RULE'], path.child(field));
    if (values.length > 1 && values.includes('*'))
      report.invalid(rule['ADMISSION-WILDCARD'], path.child(field), values);
  }
  reportEmpty(rule['ADMISSION-RULE'], { values: matched.apiVersions ?? [], path: path.child('apiVersions') }, report);
  validateResources(matched.resources ?? [], path.child('resources'), report);
}

interface Texts {
  readonly values: readonly string[];
  readonly path: FieldPath;
}

function reportEmpty(broken: Rule, { values, path }: Texts, report: Report): void {
  for (const [index, value] of values.entries())
    if (value === '') report.required(broken, path.index(index), { message: 'an entry must not be empty' });
}

/**
 * Resources and subresources (`validateResources`). An entry that another one includes is refused only after that one, as upstream does.
 */
function validateResources(resources: readonly string[], path: FieldPath, report: Report): void {
  if (resources.length === 0) report.required(rule['ADMISSION-RULE'], path);
  reportEmpty(rule['ADMISSION-RULE'], { values: resources, path }, report);
  const allOf = new Set<string>();
  const ofAll = new Set<string>();
  for (const [index, text] of resources.entries()) {
    const slash = text.indexOf('/');
    if (slash < 0) continue;
    const [resource, subresource] = [text.slice(0, slash), text.slice(slash + 1)];
    const including = [allOf.has(resource) && `${resource}/*`, ofAll.has(subresource) && `*/${subresource}`];
    for (const wildcard of including.filter(known => known !== false))
      report.invalid(rule['ADMISSION-WILDCARD'], path.index(index), text, { message: `${wildcard} includes ${text}` });
    if (subresource === '*') allOf.add(resource);
    if (resource === '*') ofAll.add(subresource);
  }
  const plain = resources.filter(text => text !== '' && !text.includes('/'));
  const everything = resources.includes('*/*') && resources.length > 1;
  // upstream looks at the last one only
  const everyResource = resources.includes('*') && plain.at(-1) !== '*';
  for (const wildcard of [everything && '*/*', everyResource && '*'].filter(known => known !== false))
    report.invalid(rule['ADMISSION-WILDCARD'], path, resources, { message: `"${wildcard}" includes the others` });
}
