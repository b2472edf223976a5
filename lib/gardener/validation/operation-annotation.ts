import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { semanticEqual } from '../../kubernetes/meta/semantic-equal';

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

/** An object that takes operations. */
type Operated = Loose<{
  readonly metadata?: {
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: string | null;
  };
  readonly spec?: object;
}>;

/** The operation must be among those that the kind knows; none is fine. */
export function validateOperation(metadata: Annotated, operations: readonly string[], report: Report): void {
  const operation = metadata?.annotations?.[operationAnnotation] ?? '';
  if (operation !== '' && !operations.includes(operation))
    report.notSupported(rule['SEEDMANAGEMENT-OPERATION'], operationPath, operation, operations);
}

/**
 * A pending operation may be removed but not replaced. Where nothing else changes, the API server carries out `reconcile` itself and takes
 * it away before it looks.
 *
 * Source: gardener:pkg/apiserver/registry/seedmanagement/managedseed/strategy.go v1.150 (mustIncreaseGeneration).
 */
export function validateOperationUpdate(next: Operated, old: Operated, report: Report): void {
  const value = operationOf(next);
  const pending = operationOf(old);
  if (value === '' || pending === '' || value === pending || isCarriedOut(next, old)) return;
  const message = `operation ${pending} is still pending and must not be replaced by ${value}`;
  report.forbidden(rule['SEEDMANAGEMENT-OPERATION-PENDING'], operationPath, { value, message });
}

/** Whether the API server takes the operation of a change away itself, in Seeds, ManagedSeeds and Gardenlets. */
export function isCarriedOut(next: Operated, old: Operated): boolean {
  const deletes = (old.metadata?.deletionTimestamp ?? '') === '' && (next.metadata?.deletionTimestamp ?? '') !== '';
  return operationOf(next) === 'reconcile' && !deletes && semanticEqual(next.spec, old.spec);
}

function operationOf({ metadata }: Operated): string {
  return metadata?.annotations?.[operationAnnotation] ?? '';
}
