import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { labelValueProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelKey } from '../../kubernetes/meta/labels';

const rule = ruleTable('gardener:pkg/api/core/validation/project.go v1.150', {
  'TOLERATION-KEY': { reason: 'a toleration needs the key of a seed taint', fix: 'set key' },
  'TOLERATION-VALUE': 'the value of a toleration is a label value',
  'TOLERATION-DUPLICATE': {
    reason: 'this taint is tolerated already',
    fix: 'remove the entry; a key without value tolerates every value',
  },
  'TOLERATION-NOT-ALLOWED': {
    reason: 'a default toleration must be on the whitelist of the project',
    fix: 'add it to spec.tolerations.whitelist',
  },
});

/** The rules about tolerations of seed taints. */
export const tolerationRules = Object.values(rule);

/** A toleration of a seed taint (core.gardener.cloud/v1beta1 Toleration); without value it tolerates every value of the key. */
export interface TolerationFields {
  readonly key: string;
  readonly value?: string;
}

type Tolerations = readonly Loose<TolerationFields>[] | undefined;

/** Tolerations of seed taints (`ValidateTolerations`). */
export function validateTolerations(tolerations: Tolerations, path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, toleration] of (tolerations ?? []).entries()) {
    const { key = '', value } = toleration;
    const entry = path.index(index);
    if (key === '') report.required(rule['TOLERATION-KEY'], entry.child('key'));
    else validateLabelKey(key, entry.child('key'), report);
    const problems = labelValueProblems(value ?? '');
    if (problems.length > 0)
      report.invalid(rule['TOLERATION-VALUE'], entry.child('value'), value, {
        message: `the value of a toleration ${problems.join(', ')}`,
      });
    const id = taintId(toleration);
    if (seen.has(id) || seen.has(key)) report.duplicate(rule['TOLERATION-DUPLICATE'], entry, id);
    seen.add(id);
  }
}

/** Tolerations that must be on a list, with their value or for every value (`ValidateTolerationsAgainstAllowlist`). */
export function validateTolerationsAllowed(
  tolerations: Tolerations,
  allowed: Tolerations,
  path: FieldPath,
  report: Report,
): void {
  const ids = new Set((allowed ?? []).map(taintId));
  for (const [index, toleration] of (tolerations ?? []).entries()) {
    const id = taintId(toleration);
    if (ids.has(toleration.key ?? '') || ids.has(id)) continue;
    report.forbidden(rule['TOLERATION-NOT-ALLOWED'], path.index(index), { value: id, allowed: [...ids] });
  }
}

/** `key` or `key=value`: what makes a taint or a toleration the same as another one. */
export function taintId({ key = '', value }: Loose<TolerationFields>): string {
  return value === undefined ? key : `${key}=${value}`;
}
