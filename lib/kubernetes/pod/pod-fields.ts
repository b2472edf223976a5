import type { PodSpec } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import { isWithin } from '../../rules/field-checks';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { optionalText, presentText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-REFERENCE': 'a pod names its service account, node, priority class and runtime class by DNS names',
  'POD-DEADLINE': 'activeDeadlineSeconds is a number from 1 to 2147483647',
});

const isDeadline = isWithin(1, 2 ** 31 - 1);
const syntax = { rule: rule['POD-REFERENCE'], subject: 'the name', problems: dns1123SubdomainProblems };
const optionalName = optionalText(syntax);
const presentName = presentText(syntax);

/** Fields of a pod that nothing else depends on. */
export function validatePodFields(spec: Loose<PodSpec>, path: FieldPath, report: Report): void {
  const account = (spec.serviceAccountName ?? '') === '' ? spec.serviceAccount : spec.serviceAccountName;
  optionalName(account, path.child('serviceAccountName'), report);
  for (const field of ['nodeName', 'priorityClassName'] as const) optionalName(spec[field], path.child(field), report);
  presentName(spec.runtimeClassName, path.child('runtimeClassName'), report);
  const { activeDeadlineSeconds: deadline } = spec;
  if (deadline !== undefined && !isDeadline(deadline))
    report.invalid(rule['POD-DEADLINE'], path.child('activeDeadlineSeconds'), deadline);
}
