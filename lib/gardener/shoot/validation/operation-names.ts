import { operations } from '../../../../imports/tables/shoot-operations';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';

/** Annotation that asks for something at once. */
export const operationAnnotation = 'gardener.cloud/operation';
/** Annotation that asks for something in the next maintenance window. */
export const maintenanceOperationAnnotation = 'maintenance.gardener.cloud/operation';

/** Paths of the annotations, and of the map that holds them. */
export const annotationPaths = {
  map: FieldPath.of('metadata', 'annotations'),
  operation: FieldPath.of('metadata', 'annotations').key(operationAnnotation),
  maintenance: FieldPath.of('metadata', 'annotations').key(maintenanceOperationAnnotation),
} as const;

/** Metadata as far as operations need it. */
export type Annotated = Loose<{ readonly annotations?: Readonly<Record<string, string>> }> | undefined;

const separator = ';';
const none: readonly string[] = [];

/** Operations that are asked for at once. */
export function operationsOf(metadata: Annotated): readonly string[] {
  return split(metadata?.annotations?.[operationAnnotation]);
}

/** Operations that are asked for in the next maintenance window. */
export function maintenanceOperationsOf(metadata: Annotated): readonly string[] {
  return split(metadata?.annotations?.[maintenanceOperationAnnotation]);
}

function split(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return none;
  return text.split(separator).map(name => name.trim());
}

/** Annotation value of several operations. */
export function joinOperations(names: readonly string[]): string {
  return names.join(separator);
}

/** Begins the operations that roll the nodes of some pools; they carry the names of the pools. */
export const rotateRollout = 'rotate-rollout-workers';
export const rollout = 'rollout-workers';

/** Whether the operation rolls the nodes of pools that it names. */
export function namesPools(operation: string): boolean {
  return operation.startsWith(rotateRollout) || operation.startsWith(rollout);
}

/** Whether a Shoot knows the operation. */
export function isOperation(operation: string): boolean {
  return operations.includes(operation) || namesPools(operation);
}
