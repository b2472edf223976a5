import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('gardener:pkg/api/seedmanagement/validation/managedseed.go v1.150', {
  'SEEDMANAGEMENT-OPERATION': 'the operation must be one that this kind knows',
  'SEEDMANAGEMENT-OPERATION-PENDING': {
    reason: 'an operation that is still pending must not be replaced by another one',
    fix: 'wait until the annotation is gone, then set the next operation',
  },
});

/** The rules about operations of ManagedSeeds and Gardenlets. */
export const operationAnnotationRules = Object.values(rule);

/** Key of the annotation that asks a controller to do something once. */
export const operationAnnotation = 'gardener.cloud/operation';

/** Where the annotation lies. */
export const operationPath = FieldPath.of('metadata', 'annotations').key(operationAnnotation);

type Annotated = Loose<{ readonly annotations?: Readonly<Record<string, string>> }> | undefined;

/** The operation must be among those that the kind knows; none is fine. */
export function validateOperation(metadata: Annotated, operations: readonly string[], report: Report): void {
  const operation = metadata?.annotations?.[operationAnnotation] ?? '';
  if (operation !== '' && !operations.includes(operation))
    report.notSupported(rule['SEEDMANAGEMENT-OPERATION'], operationPath, operation, operations);
}

/** A pending operation may be removed but not replaced. */
export function validateOperationUpdate(next: Annotated, old: Annotated, report: Report): void {
  const value = next?.annotations?.[operationAnnotation] ?? '';
  const pending = old?.annotations?.[operationAnnotation] ?? '';
  if (value === '' || pending === '' || value === pending) return;
  const message = `operation ${pending} is still pending and must not be replaced by ${value}`;
  report.forbidden(rule['SEEDMANAGEMENT-OPERATION-PENDING'], operationPath, { value, message });
}
