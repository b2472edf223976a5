import type { CustomResourceDefinition, CustomResourceDefinitionNames } from '../../../imports/apiextensions.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1035LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateObjectMeta } from '../meta/object-meta';

const rule = ruleTable('apiextensions-apiserver:pkg/apis/apiextensions/validation/validation.go v0.36', {
  'CRD-NAME': {
    reason: 'the name of a definition is made of the plural name and the group',
    fix: 'write <plural>.<group>',
  },
  'CRD-GROUP': 'the group of a definition is a domain with a dot: example.org',
  'CRD-SCOPE': 'objects of a kind are Cluster or Namespaced',
  'CRD-NAMES': 'a kind has names that are labels: plural, singular, kind, listKind, shortNames, categories',
});

/** The metadata, whose name follows from the plural name and the group. */
export function validateDefinitionMeta({ metadata, spec }: Loose<CustomResourceDefinition>, report: Report): void {
  const scope = { namespaced: false, nameProblems: dns1123SubdomainProblems, path: FieldPath.of('metadata') };
  validateObjectMeta(metadata, scope, report);
  if (spec?.names === undefined) return;
  const wanted = `${spec.names.plural ?? ''}.${spec.group ?? ''}`;
  for (const field of ['generateName', 'name'] as const) {
    const name = metadata?.[field] ?? '';
    if (name !== '' && name !== wanted)
      report.invalid(rule['CRD-NAME'], scope.path.child(field), name, { message: `the name must be ${wanted}` });
  }
}

/** The group. */
export function validateGroup(group: string, path: FieldPath, report: Report): void {
  const problems = dns1123SubdomainProblems(group);
  if (group === '') report.required(rule['CRD-GROUP'], path);
  else if (problems.length > 0)
    report.invalid(rule['CRD-GROUP'], path, group, { message: `the group ${problems.join(', ')}` });
  else if (!group.includes('.')) report.invalid(rule['CRD-GROUP'], path, group);
}

const scopes = ['Cluster', 'Namespaced'];

/** Where the objects live. */
export function validateScope(scope: string, path: FieldPath, report: Report): void {
  if (scope === '') report.required(rule['CRD-SCOPE'], path, { fix: `write ${scopes.join(' or ')}` });
  else if (!scopes.includes(scope)) report.notSupported(rule['CRD-SCOPE'], path, scope, scopes);
}

/** The names of a kind; the API server makes up singular and listKind. */
export function validateNames(names: Loose<CustomResourceDefinitionNames>, path: FieldPath, report: Report): void {
  const { plural = '', kind = '' } = names;
  const singular = filled(names.singular) ?? kind.toLowerCase();
  const listKind = filled(names.listKind) ?? (kind === '' ? '' : `${kind}List`);
  for (const [field, name] of Object.entries({ plural, singular, kind, listKind }))
    if (name === '') report.required(rule['CRD-NAMES'], path.child(field));
    else validateLabel(name, /kind/i.test(field) ? name.toLowerCase() : name, path.child(field), report);
  for (const field of ['shortNames', 'categories'] as const)
    for (const [index, name] of (names[field] ?? []).entries())
      validateLabel(name, name, path.child(field).index(index), report);
  if (kind !== '' && kind === listKind)
    report.invalid(rule['CRD-NAMES'], path.child('listKind'), listKind, { message: 'kind and listKind differ' });
}

function validateLabel(name: string, compared: string, path: FieldPath, report: Report): void {
  const problems = dns1035LabelProblems(compared);
  if (problems.length > 0)
    report.invalid(rule['CRD-NAMES'], path, name, { message: `the name ${problems.join(', ')}` });
}

const filled = (text: string | undefined): string | undefined => (text === '' ? undefined : text);
