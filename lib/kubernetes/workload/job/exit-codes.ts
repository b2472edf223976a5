import type { PodFailurePolicyOnExitCodesRequirement } from '../../../../imports/batch/v1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { requiredChoice } from '../choice';

const rule = ruleTable('kubernetes:pkg/apis/batch/validation/validation.go v1.36', {
  'JOB-EXIT-OPERATOR': 'exit codes are compared by In or NotIn',
  'JOB-EXIT-CONTAINER': 'exit codes are those of a container of the template',
  'JOB-EXIT-CODES': {
    reason: 'exit codes are listed in ascending order, each once, 1 to 255 of them',
    fix: 'list the codes in ascending order',
  },
  'JOB-EXIT-ZERO': { reason: 'the exit code 0 is no failure', fix: 'remove 0' },
});

const maxCodes = 255;
const validateOperator = requiredChoice(rule['JOB-EXIT-OPERATOR'], ['In', 'NotIn']);

/** Where a requirement lies, and the names of the containers that it may name. */
export interface ExitCodesScope {
  readonly path: FieldPath;
  readonly names: ReadonlySet<string>;
}

/** Exit codes of containers that a rule of a podFailurePolicy is about. */
export function validateExitCodes(
  requirement: Loose<PodFailurePolicyOnExitCodesRequirement>,
  { path, names }: ExitCodesScope,
  report: Report,
): void {
  const { operator, containerName, values } = requirement;
  validateOperator(operator, path.child('operator'), report);
  if (containerName !== undefined && !names.has(containerName))
    report.invalid(rule['JOB-EXIT-CONTAINER'], path.child('containerName'), containerName, {
      message: `there is no container of that name; there are ${[...names].join(', ')}`,
    });
  const valuesPath = path.child('values');
  if (values === undefined) report.required(rule['JOB-EXIT-CODES'], valuesPath);
  else validateCodes(values, { path: valuesPath, allowsZero: operator !== 'In' }, report);
}

interface CodesScope {
  readonly path: FieldPath;
  readonly allowsZero: boolean;
}

function validateCodes(codes: readonly number[], { path, allowsZero }: CodesScope, report: Report): void {
  if (codes.length > maxCodes) report.tooMany(rule['JOB-EXIT-CODES'], path, codes.length, maxCodes);
  const isOrdered = codes.every((code, index) => index === 0 || (codes[index - 1] ?? 0) <= code);
  if (codes.length === 0 || !isOrdered) report.invalid(rule['JOB-EXIT-CODES'], path, codes);
  const seen = new Set<number>();
  for (const [index, code] of codes.entries()) {
    if (code === 0 && !allowsZero) report.invalid(rule['JOB-EXIT-ZERO'], path.index(index), code);
    if (seen.has(code)) report.duplicate(rule['JOB-EXIT-CODES'], path.index(index), code);
    seen.add(code);
  }
}
