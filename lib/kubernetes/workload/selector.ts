import type { LabelSelector } from '../../../imports/meta/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateImmutable } from '../meta/immutable';
import { isEmptySelector, matchesSelector, validateLabelSelector } from '../meta/label-selector';

const rule = ruleTable('kubernetes:pkg/apis/apps/validation/validation.go v1.36', {
  'OBJ-SELECTOR': {
    reason: 'the selector of a workload must match the labels of its template',
    fix: 'write the same labels in both places',
  },
  'WORKLOAD-SELECTOR-MISSING': {
    reason: 'a workload needs a selector that finds its pods',
    fix: 'repeat labels of the template in selector.matchLabels',
  },
  'WORKLOAD-SELECTOR-EMPTY': {
    reason: 'an empty selector takes every pod of the namespace for its own',
    fix: 'repeat labels of the template in selector.matchLabels',
  },
  'WORKLOAD-SELECTOR-IMMUTABLE': {
    reason: 'the selector of a workload never changes',
    fix: 'give the workload another name, or delete the old one first',
  },
});

/** Also of workloads that get a selector by default. */
export const missingSelector = rule['WORKLOAD-SELECTOR-MISSING'];

type Labels = Readonly<Record<string, string | undefined>>;

/** A workload with the template of its pods, as far as the selector concerns it. */
export interface SelectingSpec {
  readonly selector?: Loose<LabelSelector> | undefined;
  readonly template?: { readonly metadata?: { readonly labels?: Labels | undefined } | undefined } | undefined;
}

/** The selector of a workload that must have one; `path` is that of the spec. Without a selector nothing is said about the labels. */
export function validateSelector({ selector, template }: SelectingSpec, path: FieldPath, report: Report): void {
  const selectorPath = path.child('selector');
  if (selector === undefined) {
    report.required(missingSelector, selectorPath);
    return;
  }
  if (isEmptySelector(selector)) report.invalid(rule['WORKLOAD-SELECTOR-EMPTY'], selectorPath, selector);
  const known = report.findings.length;
  validateLabelSelector(selector, selectorPath, report);
  if (report.findings.length === known && template !== undefined)
    validateMatch(selector, template.metadata?.labels, path, report);
}

/** That a valid selector finds the pods of the template; upstream reports the labels. */
export function validateMatch(
  selector: Loose<LabelSelector>,
  labels: Labels | undefined,
  path: FieldPath,
  report: Report,
): void {
  if (matchesSelector(selector, labels)) return;
  report.invalid(rule['OBJ-SELECTOR'], path.child('template', 'metadata', 'labels'), labels, {
    message: `${rule['OBJ-SELECTOR'].reason}: ${misses(selector, labels ?? {})}`,
  });
}

/** The first condition that does not hold. */
function misses({ matchLabels = {}, matchExpressions = [] }: Loose<LabelSelector>, labels: Labels): string {
  for (const [key, value = ''] of Object.entries(matchLabels))
    if (labels[key] !== value)
      return `it asks for ${key}=${value}, the template has ${labels[key] === undefined ? 'no such label' : `${key}=${labels[key]}`}`;
  const wrong = matchExpressions.find(requirement => !matchesSelector({ matchExpressions: [requirement] }, labels));
  const { key = '', operator = '', values = [] } = wrong ?? {};
  return `it asks for ${key} ${operator}${values.length > 0 ? ` ${values.join(', ')}` : ''}`;
}

/** The selector of a changed workload. */
export function validateSelectorUpdate(next: SelectingSpec, old: SelectingSpec, path: FieldPath, report: Report): void {
  const change = { next: next.selector, old: old.selector, path: path.child('selector') };
  validateImmutable(rule['WORKLOAD-SELECTOR-IMMUTABLE'], change, report);
}
