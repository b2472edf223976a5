import type { DualApprovalForDeletion, Project } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../../kubernetes/meta/immutable';
import { validateLabelSelector } from '../../kubernetes/meta/label-selector';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';
import { validateTolerations, validateTolerationsAllowed } from '../validation/tolerations';
import { gardenNamespace } from './defaults';
import { validateMembers } from './members';
import { validateSubject } from './subject';

const rule = ruleTable('gardener:pkg/api/core/validation/project.go v1.150', {
  'PROJECT-NAME-LENGTH': {
    reason: 'the name of a project is too long, it becomes part of the name of every shoot namespace',
    fix: 'choose a shorter name',
  },
  'PROJECT-NAME-HYPHENS': {
    reason: 'two hyphens in a row separate project and shoot in technical names',
    fix: 'use single hyphens',
  },
  'PROJECT-NAMESPACE-RESERVED': {
    reason: 'this namespace belongs to Gardener itself',
    fix: 'choose another namespace',
  },
  'PROJECT-NAMESPACE-PREFIX': 'the namespace of a project is garden, or begins with "garden-"',
  'PROJECT-NAMESPACE': 'a namespace is a DNS label',
  'PROJECT-TEXT-EMPTY': { reason: 'a text that is given must not be empty', fix: 'fill it or remove the field' },
  'PROJECT-TEXT': 'a text consists of letters, digits, white space and . , : - _ / \\',
  'PROJECT-APPROVAL-RESOURCE-MISSING': { reason: 'dual approval is asked for a resource', fix: 'set resource: shoots' },
  'PROJECT-APPROVAL-RESOURCE': 'dual approval exists for shoots only',
  'PROJECT-APPROVAL-DUPLICATE': { reason: 'dual approval is configured once for a resource', fix: 'merge the entries' },
  'PROJECT-IMMUTABLE': 'namespace and creator of a project never change once they are set',
  'PROJECT-OWNER-REMOVED': { reason: 'a project keeps an owner', fix: 'name another owner instead' },
});

/** The rules about Projects beside those about members. */
export const projectRules = Object.values(rule);

const metadata = FieldPath.of('metadata');
const spec = FieldPath.of('spec');
const nameLength = 10;
const namespacePrefix = 'garden-';
const reservedNamespaces = ['gardener-system-seed-lease', 'gardener-system-shoot-issuer', 'gardener-system-public'];
const approvedResources = ['shoots'];
const forbiddenCharacters = /[^\p{L}\p{Nd}\p{White_Space}.,:\-_/\\]/gu;
const texts = ['description', 'purpose'] as const;

/** A new Project, with its defaults (`ValidateProject`). */
export function validateProject(project: Loose<Project>, report: Report): void {
  validateProjectWith(project, texts, report);
}

/** A changed Project, judged as a new one too; texts that stay are not judged again (`ValidateProjectUpdate`). */
export function validateProjectUpdate(next: Loose<Project>, old: Loose<Project>, report: Report): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadata, report);
  const changed = texts.filter(field => next.spec?.[field] !== old.spec?.[field]);
  validateProjectWith(next, changed, report);
  for (const field of ['createdBy', 'namespace'] as const) {
    const change = { next: next.spec?.[field], old: old.spec?.[field], path: spec.child(field) };
    if (change.old !== undefined) validateImmutable(rule['PROJECT-IMMUTABLE'], change, report);
  }
  if (old.spec?.owner && !next.spec?.owner)
    report.invalid(rule['PROJECT-OWNER-REMOVED'], spec.child('owner'), undefined);
}

function validateProjectWith(
  project: Loose<Project>,
  changed: readonly (typeof texts)[number][],
  report: Report,
): void {
  validateName(project, report);
  const { namespace, members, createdBy, owner, tolerations, dualApprovalForDeletion } = project.spec ?? {};
  if (namespace !== undefined) validateNamespace(namespace, report);
  if (members) validateMembers(members, spec.child('members'), report);
  if (createdBy) validateSubject(createdBy, spec.child('createdBy'), report);
  if (owner) validateSubject(owner, spec.child('owner'), report);
  for (const field of texts) validateText(project, field, changed.includes(field), report);
  if (tolerations) validateProjectTolerations(tolerations, report);
  validateDualApproval(dualApprovalForDeletion ?? [], spec.child('dualApprovalForDeletion'), report);
}

function validateName({ metadata: meta }: Loose<Project>, report: Report): void {
  validateObjectMeta(meta, { namespaced: false, nameProblems: dns1123SubdomainProblems, path: metadata }, report);
  const name = meta?.name ?? '';
  if (name.length > nameLength) report.tooLong(rule['PROJECT-NAME-LENGTH'], metadata.child('name'), name, nameLength);
  if (name.includes('--')) report.invalid(rule['PROJECT-NAME-HYPHENS'], metadata.child('name'), name);
}

function validateNamespace(namespace: string, report: Report): void {
  const path = spec.child('namespace');
  if (reservedNamespaces.includes(namespace)) {
    report.invalid(rule['PROJECT-NAMESPACE-RESERVED'], path, namespace);
    return;
  }
  if (namespace !== gardenNamespace && !namespace.startsWith(namespacePrefix))
    report.invalid(rule['PROJECT-NAMESPACE-PREFIX'], path, namespace, {
      fix: `name it ${namespacePrefix}${namespace.replace(/^garden-?/i, '')}`,
    });
  const problems = dns1123LabelProblems(namespace);
  if (problems.length > 0)
    report.invalid(rule['PROJECT-NAMESPACE'], path, namespace, { message: `the namespace ${problems.join(', ')}` });
}

function validateText(project: Loose<Project>, field: (typeof texts)[number], changed: boolean, report: Report): void {
  const text = project.spec?.[field];
  if (text === undefined) return;
  if (text === '') report.required(rule['PROJECT-TEXT-EMPTY'], spec.child(field));
  const wrong = changed ? text.match(forbiddenCharacters) : null;
  if (wrong)
    report.forbidden(rule['PROJECT-TEXT'], spec.child(field), {
      value: text,
      message: `${rule['PROJECT-TEXT'].reason}, not ${[...new Set(wrong)].join(' ')}`,
    });
}

function validateProjectTolerations(
  tolerations: NonNullable<NonNullable<Loose<Project>['spec']>['tolerations']>,
  report: Report,
): void {
  const { defaults, whitelist } = tolerations;
  const path = spec.child('tolerations');
  validateTolerations(defaults, path.child('defaults'), report);
  validateTolerations(whitelist, path.child('whitelist'), report);
  validateTolerationsAllowed(defaults, whitelist, path.child('defaults'), report);
}

function validateDualApproval(
  entries: readonly Loose<DualApprovalForDeletion>[],
  path: FieldPath,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, { resource: given, selector }] of entries.entries()) {
    const resource: string = given ?? '';
    const at = path.index(index);
    if (resource === '') report.required(rule['PROJECT-APPROVAL-RESOURCE-MISSING'], at.child('resource'));
    else if (!approvedResources.includes(resource))
      report.notSupported(rule['PROJECT-APPROVAL-RESOURCE'], at.child('resource'), resource, approvedResources);
    if (resource !== '' && seen.has(resource))
      report.duplicate(rule['PROJECT-APPROVAL-DUPLICATE'], at.child('resource'), resource);
    seen.add(resource);
    validateLabelSelector(selector, at.child('selector'), report);
  }
}
