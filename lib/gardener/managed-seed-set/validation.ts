import type {
  ManagedSeedSet,
  ManagedSeedSetSpec,
  RollingUpdateStrategy,
  UpdateStrategy,
} from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { ValidationContext } from '../validation-context';
import { fieldChecks, isCount } from '../../rules/field-checks';
import { validateImmutable } from '../../kubernetes/meta/immutable';
import { isEmptySelector, validateLabelSelector } from '../../kubernetes/meta/label-selector';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';
import { validateTemplates, validateTemplatesUpdate, type TemplateSelector } from './validation/templates';

const rule = ruleTable('gardener:pkg/api/seedmanagement/validation/managedseedset.go v1.150', {
  'MANAGED-SEED-SET-NAMESPACE': {
    reason: 'a ManagedSeedSet lives in the namespace garden',
    fix: 'set metadata.namespace to garden',
  },
  'MANAGED-SEED-SET-REPLICAS': 'the number of replicas must not be negative',
  'MANAGED-SEED-SET-SELECTOR-EMPTY': {
    reason: 'the selector must name labels, for an empty one would select every ManagedSeed',
    fix: 'set spec.selector.matchLabels to labels of the template',
  },
  'MANAGED-SEED-SET-SELECTOR': 'the selector must be one that Kubernetes can evaluate',
  'MANAGED-SEED-SET-STRATEGY-MISSING': { reason: 'an update strategy needs a type', fix: 'set type to RollingUpdate' },
  'MANAGED-SEED-SET-STRATEGY': 'the update strategy must be one that Gardener knows',
  'MANAGED-SEED-SET-PARTITION': 'the ordinal from which replicas are updated must not be negative',
  'MANAGED-SEED-SET-HISTORY': 'the number of kept revisions must not be negative',
  'MANAGED-SEED-SET-SELECTOR-FIXED': 'the selector never changes once the ManagedSeedSet exists',
  'MANAGED-SEED-SET-HISTORY-FIXED': 'the number of kept revisions never changes once the ManagedSeedSet exists',
});

/** The rules about ManagedSeedSets, their templates aside. */
export const managedSeedSetRules = Object.values(rule);

type Spec = Loose<ManagedSeedSetSpec>;

const metadataPath = FieldPath.of('metadata');
const specPath = FieldPath.of('spec');
const strategies = ['RollingUpdate'];

const checkCounts = fieldChecks<ManagedSeedSetSpec>({
  replicas: { rule: rule['MANAGED-SEED-SET-REPLICAS'], holds: isCount },
  revisionHistoryLimit: { rule: rule['MANAGED-SEED-SET-HISTORY'], holds: isCount },
});
const checkRollingUpdate = fieldChecks<RollingUpdateStrategy>({
  partition: { rule: rule['MANAGED-SEED-SET-PARTITION'], holds: isCount },
});

/** A new ManagedSeedSet (`ValidateManagedSeedSet`). */
export function validateManagedSeedSet(set: Loose<ManagedSeedSet>, report: Report, context: ValidationContext): void {
  validateSet(set, undefined, report, context);
}

/** A changed ManagedSeedSet against the stored one (`ValidateManagedSeedSetUpdate`). */
export function validateManagedSeedSetUpdate(
  next: Loose<ManagedSeedSet>,
  old: Loose<ManagedSeedSet>,
  report: Report,
  context: ValidationContext,
): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadataPath, report);
  validateFixedFields(next.spec ?? {}, old.spec ?? {}, report);
  validateTemplatesUpdate({ next: next.spec ?? {}, old: old.spec ?? {}, context }, specPath, report);
  validateSet(next, old, report, context);
}

function validateSet(
  { metadata, spec = {} }: Loose<ManagedSeedSet>,
  old: Loose<ManagedSeedSet> | undefined,
  report: Report,
  context: ValidationContext,
): void {
  const namespace = metadata?.namespace ?? '';
  if (namespace !== 'garden')
    report.invalid(rule['MANAGED-SEED-SET-NAMESPACE'], metadataPath.child('namespace'), namespace);
  validateObjectMeta(
    metadata,
    { namespaced: true, nameProblems: dns1123SubdomainProblems, path: metadataPath },
    report,
  );
  checkCounts(spec, specPath, report);
  const selector = validateSelector(spec.selector ?? {}, report);
  validateTemplates(spec, { path: specPath, context, selector, oldSpec: old?.spec }, report);
  if (spec.updateStrategy !== undefined) validateStrategy(spec.updateStrategy, report);
}

/** The selector for the labels of the templates; undefined when it cannot be evaluated. */
function validateSelector(selector: NonNullable<Spec['selector']>, report: Report): TemplateSelector | undefined {
  const path = specPath.child('selector');
  if (isEmptySelector(selector)) {
    report.invalid(rule['MANAGED-SEED-SET-SELECTOR-EMPTY'], path, selector);
    return undefined;
  }
  const before = report.findings.length;
  validateLabelSelector(selector, path, report);
  if (report.findings.length === before) return selector;
  report.invalid(rule['MANAGED-SEED-SET-SELECTOR'], path, selector);
  return undefined;
}

function validateStrategy({ type, rollingUpdate }: Loose<UpdateStrategy>, report: Report): void {
  const path = specPath.child('updateStrategy');
  const given: string | undefined = type;
  if (given === '') report.required(rule['MANAGED-SEED-SET-STRATEGY-MISSING'], path.child('type'));
  else if (given !== undefined && !strategies.includes(given))
    report.notSupported(rule['MANAGED-SEED-SET-STRATEGY'], path.child('type'), given, strategies);
  else if (given !== undefined) checkRollingUpdate(rollingUpdate ?? {}, path.child('rollingUpdate'), report);
}

function validateFixedFields(next: Spec, old: Spec, report: Report): void {
  const selector = { next: next.selector, old: old.selector, path: specPath.child('selector') };
  validateImmutable(rule['MANAGED-SEED-SET-SELECTOR-FIXED'], selector, report);
  const path = specPath.child('revisionHistoryLimit');
  const history = { next: next.revisionHistoryLimit, old: old.revisionHistoryLimit, path };
  validateImmutable(rule['MANAGED-SEED-SET-HISTORY-FIXED'], history, report);
}
