import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, qualifiedNameProblems, type Problems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateAnnotations, validateLabels } from './labels';
import { validateManagedFields, type ManagedFields } from './managed-fields';
import { validateOwnerReferences, type OwnerReference } from './owner-references';

const rule = ruleTable('apimachinery:pkg/api/validation/objectmeta.go v0.36', {
  'META-NAME-MISSING': { reason: 'an object needs a name', fix: 'set metadata.name' },
  'META-NAME-GENERATED': {
    reason: 'without a name the API server makes one up, so that every apply creates another object',
    severity: 'warning',
    fix: 'set metadata.name',
  },
  'META-NAME': 'this is no name for an object of this kind',
  'META-GENERATE-NAME': 'this is no beginning of a name for an object of this kind',
  'META-NAMESPACE-MISSING': { reason: 'an object of this kind lives in a namespace', fix: 'set metadata.namespace' },
  'META-NAMESPACE': 'a namespace is a DNS label',
  'META-NAMESPACE-CLUSTER-SCOPED': {
    reason: 'an object of this kind belongs to the whole cluster and has no namespace',
    fix: 'remove metadata.namespace',
  },
  'META-GENERATION': 'the generation is a number from 0 that never gets smaller',
  'META-FINALIZER': 'a finalizer is a qualified name',
  'META-FINALIZER-CONFLICT': 'the finalizers orphan and foregroundDeletion exclude each other',
  'META-FINALIZER-DELETING': 'an object that is being deleted takes no new finalizer',
  'META-IMMUTABLE': 'this field never changes once the object exists',
});

/** The rules about object metadata. */
export const objectMetaRules = Object.values(rule);

/** The metadata of any object, as far as the API server judges it. */
export interface ValidatedMetadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly OwnerReference[];
  readonly managedFields?: readonly ManagedFields[];
  readonly generation?: number;
  readonly uid?: string;
  readonly deletionTimestamp?: string | null;
  readonly deletionGracePeriodSeconds?: number | null;
}

/** What metadata may be, by kind. */
export interface MetadataScope {
  readonly namespaced: boolean;
  /** What is wrong with a name of that kind, for example `dns1123SubdomainProblems`. */
  readonly nameProblems: (name: string) => Problems;
  /** The API server makes up a name where there is none, even without generateName. @default false */
  readonly generatesNames?: boolean;
  /** Where the metadata lies. */
  readonly path: FieldPath;
}

/**
 * The metadata of a new object (`ValidateObjectMeta`): name, namespace by scope, labels, annotations, owner references, finalizers.
 * A name that the API server generates is not known yet; only its beginning is judged then.
 */
export function validateObjectMeta(
  metadata: Loose<ValidatedMetadata> | undefined,
  scope: MetadataScope,
  report: Report,
): void {
  const { name = '', generateName = '', namespace = '', generation = 0 } = metadata ?? {};
  const { path } = scope;
  validateName(name, generateName, scope, report);
  validateNamespace(namespace, scope, report);
  if (generation < 0) report.invalid(rule['META-GENERATION'], path.child('generation'), generation);
  validateMaps(metadata, path, report);
  if (metadata?.finalizers) validateFinalizers(metadata.finalizers, path.child('finalizers'), report);
  if (metadata?.managedFields) validateManagedFields(metadata.managedFields, path.child('managedFields'), report);
}

/**
 * The metadata of a changed object against the stored one (`ValidateObjectMetaUpdate`). Fields that the API server fills in
 * itself (resourceVersion, uid, timestamps, generation) are compared only where the manifest has them.
 */
export function validateObjectMetaUpdate(
  next: Loose<ValidatedMetadata> | undefined,
  old: Loose<ValidatedMetadata> | undefined,
  path: FieldPath,
  report: Report,
): void {
  const { generation, uid } = next ?? {};
  const deleting = (old?.deletionTimestamp ?? next?.deletionTimestamp ?? '') !== '';
  if (deleting) validateNoNewFinalizers(next?.finalizers, old?.finalizers, path.child('finalizers'), report);
  if (generation !== undefined && generation < (old?.generation ?? 0))
    report.invalid(rule['META-GENERATION'], path.child('generation'), generation);
  for (const field of ['name', 'namespace'] as const) {
    const value = next?.[field] ?? '';
    if (value !== (old?.[field] ?? '')) report.invalid(rule['META-IMMUTABLE'], path.child(field), value);
  }
  if ((uid ?? '') !== '' && (old?.uid ?? '') !== '' && uid !== old?.uid)
    report.invalid(rule['META-IMMUTABLE'], path.child('uid'), uid);
  // the API server keeps the stored period where the manifest has none
  const period = next?.deletionGracePeriodSeconds ?? undefined;
  if (period !== undefined && period !== old?.deletionGracePeriodSeconds)
    report.invalid(rule['META-IMMUTABLE'], path.child('deletionGracePeriodSeconds'), period);
  validateMaps(next, path, report);
}

function validateMaps(metadata: Loose<ValidatedMetadata> | undefined, path: FieldPath, report: Report): void {
  const { labels, annotations, ownerReferences } = metadata ?? {};
  if (labels) validateLabels(labels, path.child('labels'), report);
  if (annotations) validateAnnotations(annotations, path.child('annotations'), report);
  if (ownerReferences) validateOwnerReferences(ownerReferences, path.child('ownerReferences'), report);
}

function validateName(name: string, generateName: string, scope: MetadataScope, report: Report): void {
  if (generateName !== '') {
    const problems = scope.nameProblems(withoutTrailingDash(generateName));
    if (problems.length > 0)
      report.invalid(rule['META-GENERATE-NAME'], scope.path.child('generateName'), generateName, {
        message: `the name ${problems.join(', ')}`,
      });
  }
  if (name !== '') {
    const problems = scope.nameProblems(name);
    if (problems.length > 0)
      report.invalid(rule['META-NAME'], scope.path.child('name'), name, { message: `the name ${problems.join(', ')}` });
  } else if (generateName === '') {
    if (scope.generatesNames) report.add(rule['META-NAME-GENERATED'], scope.path.child('name'));
    else report.required(rule['META-NAME-MISSING'], scope.path.child('name'));
  }
}

function validateNamespace(namespace: string, scope: MetadataScope, report: Report): void {
  if (!scope.namespaced) {
    if (namespace !== '') report.forbidden(rule['META-NAMESPACE-CLUSTER-SCOPED'], scope.path.child('namespace'));
    return;
  }
  if (namespace === '') {
    report.required(rule['META-NAMESPACE-MISSING'], scope.path.child('namespace'));
    return;
  }
  validateNamespaceName(namespace, scope.path.child('namespace'), report);
}

/** The name of the namespace that an object is in. */
export function validateNamespaceName(namespace: string, path: FieldPath, report: Report): void {
  const problems = dns1123LabelProblems(namespace);
  if (problems.length > 0)
    report.invalid(rule['META-NAMESPACE'], path, namespace, { message: `the namespace ${problems.join(', ')}` });
}

/** The API server appends to the dash that ends a generateName, so that dash does no harm. */
function withoutTrailingDash(name: string): string {
  return name.length > 1 && name.endsWith('-') ? `${name.slice(0, -2)}a` : name;
}

/** The finalizers of an object; `path` is the list, as upstream reports it. */
export function validateFinalizers(finalizers: readonly string[] = [], path: FieldPath, report: Report): void {
  for (const finalizer of finalizers) {
    const problems = qualifiedNameProblems(finalizer);
    if (problems.length > 0)
      report.invalid(rule['META-FINALIZER'], path, finalizer, { message: `a finalizer ${problems.join(', ')}` });
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion'))
    report.invalid(rule['META-FINALIZER-CONFLICT'], path, finalizers);
}

function validateNoNewFinalizers(
  next: readonly string[] = [],
  old: readonly string[] = [],
  path: FieldPath,
  report: Report,
): void {
  const added = next.filter(finalizer => !old.includes(finalizer));
  if (added.length > 0)
    report.forbidden(rule['META-FINALIZER-DELETING'], path, {
      value: added,
      message: `an object that is being deleted takes no new finalizer, got ${added.join(', ')}`,
    });
}
