import type { PodReadinessGate, PodSchedulingGate } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { qualifiedNameProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { presentText } from '../text-field';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-GATE-NAME': 'a gate has a qualified name, for example example.com/ready',
});

const name = presentText({
  rule: rule['POD-GATE-NAME'],
  subject: 'the name of a gate',
  problems: qualifiedNameProblems,
});

/** Conditions that a pod waits for before it is ready (`validateReadinessGates`). */
export function validateReadinessGates(
  gates: readonly Loose<PodReadinessGate>[] = [],
  path: FieldPath,
  report: Report,
): void {
  for (const [index, { conditionType }] of gates.entries())
    name(conditionType, path.index(index).child('conditionType'), report);
}

/** What keeps a pod from being scheduled (`validateSchedulingGates`); the schema finds two of the same name. */
export function validateSchedulingGates(
  gates: readonly Loose<PodSchedulingGate>[] = [],
  path: FieldPath,
  report: Report,
): void {
  for (const [index, gate] of gates.entries()) name(gate.name, path.index(index), report);
}
