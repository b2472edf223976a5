import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/utils.go v1.150', {
  'REFERENCE-API-VERSION': { reason: 'a reference needs an apiVersion', fix: 'set apiVersion, v1 for a Secret' },
  'REFERENCE-KIND': { reason: 'a reference needs a kind', fix: 'set kind' },
  'REFERENCE-NAME-MISSING': { reason: 'a reference needs the name of the object', fix: 'set name' },
  'REFERENCE-NAME': 'the name of a referenced object is a DNS subdomain',
  'REFERENCE-NAMESPACE-MISSING': { reason: 'a reference needs the namespace of the object', fix: 'set namespace' },
  'REFERENCE-NAMESPACE': 'the namespace of a referenced object must be a valid name',
  'REFERENCE-NAMESPACE-LOCAL': {
    reason: 'this reference stays in the namespace of its object',
    fix: 'remove namespace',
  },
  'CREDENTIALS-REFERENCE-KIND': 'credentials are a Secret, an InternalSecret or a WorkloadIdentity',
  'RESOURCE-REFERENCE-KIND': 'a resource reference must name a kind that may be referenced here',
  'RESOURCE-REFERENCE-API-VERSION': 'an apiVersion is a version, or a group, "/" and a version',
});

/** The rules about references to other objects. */
export const referenceRules = Object.values(rule);

/** A reference to an object, in whichever of its shapes (ObjectReference, SecretReference, CrossVersionObjectReference). */
export interface ReferenceFields {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
}

type Reference = Loose<ReferenceFields> | undefined;

const credentialKinds = [
  'v1 Secret',
  'core.gardener.cloud/v1beta1 InternalSecret',
  'security.gardener.cloud/v1alpha1 WorkloadIdentity',
];
const resourceKinds = ['v1 Secret', 'v1 ConfigMap'];
const resourceKindsWithIdentity = [...resourceKinds, 'security.gardener.cloud/v1alpha1 WorkloadIdentity'];

/** Credentials in any namespace (`ValidateCredentialsRef`). */
export function validateCredentialsRef(reference: Reference, path: FieldPath, report: Report): void {
  validateCredentials(reference, path, report);
  const namespace = reference?.namespace ?? '';
  if (namespace === '') report.required(rule['REFERENCE-NAMESPACE-MISSING'], path.child('namespace'));
  reportNamespace(namespace, dns1123SubdomainProblems(namespace), path, report);
}

/** Credentials in the namespace of the object that refers to them (`ValidateLocalCredentialsRef`). */
export function validateLocalCredentialsRef(reference: Reference, path: FieldPath, report: Report): void {
  validateCredentials(reference, path, report);
  const namespace = reference?.namespace ?? '';
  if (namespace !== '') report.invalid(rule['REFERENCE-NAMESPACE-LOCAL'], path.child('namespace'), namespace);
}

function validateCredentials(reference: Reference, path: FieldPath, report: Report): void {
  validateKindIsGiven(reference, path, report);
  const name = reference?.name ?? '';
  if (name === '') report.required(rule['REFERENCE-NAME-MISSING'], path.child('name'));
  reportName(name, path, report);
  const kind = kindOf(reference);
  if (!credentialKinds.includes(kind))
    report.notSupported(rule['CREDENTIALS-REFERENCE-KIND'], path, kind, credentialKinds);
}

/** Name and, where it is given, namespace of a reference whose kind is known (`ValidateObjectReferenceNameAndNamespace`). */
export function validateNameReference(reference: Reference, path: FieldPath, report: Report): void {
  const { name = '', namespace = '' } = reference ?? {};
  if (name === '') report.required(rule['REFERENCE-NAME-MISSING'], path.child('name'));
  else reportName(name, path, report);
  if (namespace !== '') reportNamespace(namespace, dns1123LabelProblems(namespace), path, report);
}

/** As {@link validateNameReference}, for a reference that must tell its namespace. */
export function validateNamespacedReference(reference: Reference, path: FieldPath, report: Report): void {
  validateNameReference(reference, path, report);
  if ((reference?.namespace ?? '') === '')
    report.required(rule['REFERENCE-NAMESPACE-MISSING'], path.child('namespace'));
}

/** What a resource reference may point at. */
export interface ResourceReferenceScope {
  readonly allowWorkloadIdentity: boolean;
}

/** A Secret, ConfigMap or, where allowed, WorkloadIdentity that extensions read (`validateCrossVersionObjectReference`). */
export function validateResourceReference(
  reference: Reference,
  path: FieldPath,
  report: Report,
  { allowWorkloadIdentity }: ResourceReferenceScope,
): void {
  validateKindIsGiven(reference, path, report);
  const apiVersion = reference?.apiVersion ?? '';
  const kinds = allowWorkloadIdentity ? resourceKindsWithIdentity : resourceKinds;
  const kind = kindOf(reference);
  if (apiVersion.split('/').length > 2) report.invalid(rule['RESOURCE-REFERENCE-API-VERSION'], path, apiVersion);
  else if (!kinds.includes(kind)) report.notSupported(rule['RESOURCE-REFERENCE-KIND'], path, kind, kinds);
  if ((reference?.name ?? '') === '') report.required(rule['REFERENCE-NAME-MISSING'], path.child('name'));
}

function validateKindIsGiven(reference: Reference, path: FieldPath, report: Report): void {
  if ((reference?.apiVersion ?? '') === '') report.required(rule['REFERENCE-API-VERSION'], path.child('apiVersion'));
  if ((reference?.kind ?? '') === '') report.required(rule['REFERENCE-KIND'], path.child('kind'));
}

function reportName(name: string, path: FieldPath, report: Report): void {
  const problems = dns1123SubdomainProblems(name);
  if (problems.length > 0)
    report.invalid(rule['REFERENCE-NAME'], path.child('name'), name, { message: `the name ${problems.join(', ')}` });
}

function reportNamespace(namespace: string, problems: readonly string[], path: FieldPath, report: Report): void {
  if (problems.length > 0)
    report.invalid(rule['REFERENCE-NAMESPACE'], path.child('namespace'), namespace, {
      message: `the namespace ${problems.join(', ')}`,
    });
}

/** `v1 Secret`: how kinds are compared and shown. */
function kindOf(reference: Reference): string {
  return `${reference?.apiVersion ?? ''} ${reference?.kind ?? ''}`;
}
