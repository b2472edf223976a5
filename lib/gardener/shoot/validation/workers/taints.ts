import type { Taint } from '../../../../../imports/core/v1';
import { reservedTaintKeys } from '../../../../../imports/tables/shoot-operations';
import type { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import { labelValueProblems } from '../../../../core/names';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';
import { validateLabelKey } from '../../../../kubernetes/meta/labels';
import { taintEffects } from '../../../../kubernetes/pod/tolerations';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateTaints)', {
  'SHOOT-TAINT-RESERVED': { reason: 'Gardener sets this taint itself', fix: 'remove the entry' },
  'SHOOT-TAINT-VALUE': 'the value of a taint is a label value',
  'SHOOT-TAINT-EFFECT-MISSING': { reason: 'a taint needs an effect', fix: 'set effect, for example NoSchedule' },
  'SHOOT-TAINT-EFFECT': 'this effect of taints does not exist',
  'SHOOT-TAINT-DUPLICATE': {
    reason: 'a key is tainted once with the same effect',
    fix: 'remove the second entry',
  },
});

/** The rules about taints of pools. */
export const taintRules = Object.values(rule);

/** The taints of the nodes of a pool; `path` is the list. */
export function validateTaints(taints: readonly Loose<Taint>[], path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, taint] of taints.entries()) {
    const { key = '' } = taint;
    const effect: string = taint.effect ?? '';
    const place = path.index(index);
    validateTaint(taint, place, report);
    const id = `${effect} ${key}`;
    if (seen.has(id)) report.duplicate(rule['SHOOT-TAINT-DUPLICATE'], place, `${key}:${effect}`);
    seen.add(id);
  }
}

function validateTaint(taint: Loose<Taint>, path: FieldPath, report: Report): void {
  const { key = '', value = '' } = taint;
  const effect: string = taint.effect ?? '';
  validateLabelKey(key, path.child('key'), report);
  if (reservedTaintKeys.includes(key))
    report.forbidden(rule['SHOOT-TAINT-RESERVED'], path.child('key'), { value: key });
  const problems = labelValueProblems(value);
  if (problems.length > 0)
    report.invalid(rule['SHOOT-TAINT-VALUE'], path.child('value'), value, {
      message: `the value of a taint ${problems.join(', ')}`,
    });
  if (effect === '') report.required(rule['SHOOT-TAINT-EFFECT-MISSING'], path.child('effect'));
  else if (!(taintEffects as readonly string[]).includes(effect))
    report.notSupported(rule['SHOOT-TAINT-EFFECT'], path.child('effect'), effect, taintEffects);
}
