import type {
  GardenSpecVirtualClusterGardenerGardenerAdmissionControllerResourceAdmissionConfiguration as ResourceAdmission,
  GardenSpecVirtualClusterGardenerGardenerAdmissionControllerResourceAdmissionConfigurationLimits as ResourceLimit,
  GardenSpecVirtualClusterGardenerGardenerAdmissionControllerResourceAdmissionConfigurationUnrestrictedSubjects as Subject,
} from '../../../../imports/operator.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { Quantity } from '../../../core/quantity';
import type { Report } from '../../../rules/report';
import { ruleTable, type Rule } from '../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/config/admissioncontroller/v1alpha1/validation/validation.go v1.150', {
  'RESOURCE-ADMISSION-MODE': 'objects that are too large must be blocked or logged',
  'RESOURCE-ADMISSION-SUBJECT-KIND': 'a subject without limits must be a user, a group or a service account',
  'RESOURCE-ADMISSION-SUBJECT-NAME': { reason: 'a subject without limits needs a name', fix: 'set name' },
  'RESOURCE-ADMISSION-ACCOUNT-NAMESPACE': { reason: 'a service account lives in a namespace', fix: 'set namespace' },
  'RESOURCE-ADMISSION-ACCOUNT-GROUP': { reason: 'a service account has no API group', fix: 'remove apiGroup' },
  'RESOURCE-ADMISSION-USER-NAMESPACE': { reason: 'users and groups live in no namespace', fix: 'remove namespace' },
  'RESOURCE-ADMISSION-USER-GROUP': 'users and groups belong to the API group of RBAC',
  'RESOURCE-ADMISSION-RESOURCE-EMPTY': 'a limited resource needs a name',
  'RESOURCE-ADMISSION-RESOURCES': { reason: 'a limit needs resources to hold for', fix: 'list resources, or "*"' },
  'RESOURCE-ADMISSION-GROUPS': { reason: 'a limit needs API groups to hold for', fix: 'list apiGroups, or "*"' },
  'RESOURCE-ADMISSION-VERSION-EMPTY': 'a limited API version needs a name',
  'RESOURCE-ADMISSION-VERSIONS': { reason: 'a limit needs API versions to hold for', fix: 'list apiVersions, or "*"' },
  'RESOURCE-ADMISSION-NO-LIMIT': {
    reason: 'a limit bounds the size or the number of objects',
    fix: 'set size or count',
  },
  'RESOURCE-ADMISSION-COUNT': 'the number of objects must not be negative',
  'RESOURCE-ADMISSION-SIZE': 'the size of objects must not be negative',
});

/** The rules about limits of the size and number of objects. */
export const resourceAdmissionRules = Object.values(rule);

const modes = ['block', 'log'];
const subjectKinds = ['User', 'Group', 'ServiceAccount'];
const rbacGroup = 'rbac.authorization.k8s.io';

/** Limits of the size and number of objects; upstream reports versions and mode under the names of another API. */
export function validateResourceAdmission(
  config: Loose<ResourceAdmission> | undefined,
  path: FieldPath,
  report: Report,
): void {
  const mode = config?.operationMode;
  if (mode !== undefined && !modes.includes(mode))
    report.notSupported(rule['RESOURCE-ADMISSION-MODE'], path.child('operationMode'), mode, modes);
  for (const [index, subject] of (config?.unrestrictedSubjects ?? []).entries())
    validateSubject(subject, path.child('unrestrictedSubjects').index(index), report);
  for (const [index, limit] of (config?.limits ?? []).entries())
    validateLimit(limit, path.child('limits').index(index), report);
}

function validateSubject(subject: Loose<Subject>, path: FieldPath, report: Report): void {
  const { kind = '', name = '', namespace = '', apiGroup = '' } = subject;
  if (!subjectKinds.includes(kind))
    report.notSupported(rule['RESOURCE-ADMISSION-SUBJECT-KIND'], path.child('kind'), kind, subjectKinds);
  if (name === '') report.invalid(rule['RESOURCE-ADMISSION-SUBJECT-NAME'], path.child('name'), name);
  if (kind === 'ServiceAccount') {
    if (namespace === '')
      report.invalid(rule['RESOURCE-ADMISSION-ACCOUNT-NAMESPACE'], path.child('namespace'), namespace);
    if (apiGroup !== '') report.invalid(rule['RESOURCE-ADMISSION-ACCOUNT-GROUP'], path.child('apiGroup'), apiGroup);
  } else if (subjectKinds.includes(kind)) {
    if (namespace !== '') report.invalid(rule['RESOURCE-ADMISSION-USER-NAMESPACE'], path.child('namespace'), namespace);
    if (apiGroup !== rbacGroup)
      report.notSupported(rule['RESOURCE-ADMISSION-USER-GROUP'], path.child('apiGroup'), apiGroup, [rbacGroup]);
  }
}

function validateLimit(limit: Loose<ResourceLimit>, path: FieldPath, report: Report): void {
  const { apiGroups = [], apiVersions = [], resources = [], size, count } = limit;
  validateNames(resources, rule['RESOURCE-ADMISSION-RESOURCE-EMPTY'], path.child('resources'), report);
  if (resources.length === 0) report.invalid(rule['RESOURCE-ADMISSION-RESOURCES'], path.child('resources'), resources);
  if (apiGroups.length === 0) report.invalid(rule['RESOURCE-ADMISSION-GROUPS'], path.child('apiGroups'), apiGroups);
  validateNames(apiVersions, rule['RESOURCE-ADMISSION-VERSION-EMPTY'], path.child('apiVersions'), report);
  if (apiVersions.length === 0)
    report.invalid(rule['RESOURCE-ADMISSION-VERSIONS'], path.child('apiVersions'), apiVersions);
  if (size === undefined && count === undefined) report.invalid(rule['RESOURCE-ADMISSION-NO-LIMIT'], path, limit);
  if (count !== undefined && count < 0) report.invalid(rule['RESOURCE-ADMISSION-COUNT'], path.child('count'), count);
  if (size !== undefined && Quantity.parse(size)?.isNegative())
    report.invalid(rule['RESOURCE-ADMISSION-SIZE'], path.child('size'), size);
}

function validateNames(names: readonly string[], emptyRule: Rule, path: FieldPath, report: Report): void {
  for (const [index, name] of names.entries()) if (name === '') report.invalid(emptyRule, path.index(index), name);
}
