import type { LabelSelector } from '../../../imports/meta/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelKey } from '../meta/labels';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-LABEL-KEYS-SELECTOR': {
    reason: 'matchLabelKeys and mismatchLabelKeys narrow a labelSelector',
    fix: 'set labelSelector, or remove the keys',
  },
  'POD-LABEL-KEYS-TWICE': {
    reason: 'a label is selected either by matchLabelKeys, or by mismatchLabelKeys, or by labelSelector',
    fix: 'remove the key from all but one',
  },
});

/** Labels of a Pod. */
export type PodLabels = Readonly<Record<string, string | undefined>>;

/** Which pods are meant, with labels whose value is that of the pod itself. */
export interface KeyedSelector {
  readonly selector: Loose<LabelSelector> | undefined;
  readonly matchLabelKeys: readonly string[] | undefined;
  readonly mismatchLabelKeys?: readonly string[] | undefined;
}

/** Where the selector lies. */
export interface LabelKeysScope {
  readonly path: FieldPath;
  /** The labels of a Pod; undefined for templates. */
  readonly labels: PodLabels | undefined;
}

/** The keys of labels that are compared with those of the pod itself (`ValidateMatchLabelKeysAndMismatchLabelKeys`). */
export function validateLabelKeys(keyed: KeyedSelector, { path, labels }: LabelKeysScope, report: Report): void {
  for (const list of ['matchLabelKeys', 'mismatchLabelKeys'] as const) {
    const keys = keyed[list] ?? [];
    if (keys.length === 0) continue;
    const place = path.child(list);
    if (keyed.selector === undefined) report.forbidden(rule['POD-LABEL-KEYS-SELECTOR'], place);
    else for (const [index, key] of keys.entries()) validateLabelKey(key, place.index(index), report);
  }
  validateNotSelected(keyed, { path, labels }, report);
  for (const [index, key] of (keyed.matchLabelKeys ?? []).entries())
    if (keyed.mismatchLabelKeys?.includes(key) === true)
      report.invalid(rule['POD-LABEL-KEYS-TWICE'], path.child('matchLabelKeys').index(index), key);
}

/** Upstream reports the position of the key as if it were one of the whole. */
function validateNotSelected(keyed: KeyedSelector, { path, labels }: LabelKeysScope, report: Report): void {
  const { selector, matchLabelKeys = [] } = keyed;
  if (selector === undefined) return;
  const selected = new Set(Object.keys(selector.matchLabels ?? {}));
  const expressions = (selector.matchExpressions ?? []).map(({ key = '' }) => key);
  for (const key of [...expressions, ...addedKeys(keyed, labels)]) {
    if (selected.has(key) && matchLabelKeys.includes(key))
      report.invalid(rule['POD-LABEL-KEYS-TWICE'], path.index(matchLabelKeys.lastIndexOf(key)), key);
    selected.add(key);
  }
}

/** The API server adds to the selector of a Pod what the keys stand for. */
function addedKeys(
  { matchLabelKeys = [], mismatchLabelKeys = [] }: KeyedSelector,
  labels: PodLabels = {},
): readonly string[] {
  return [...matchLabelKeys, ...mismatchLabelKeys].filter(key => labels[key] !== undefined);
}
