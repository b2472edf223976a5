import type { Schema } from './json-schema';
import type { SchemaError } from './validator';

/**
 * Drops what the branches of `anyOf`, `oneOf` and `not` say about themselves: whoever reads "must match exactly one of" wants one
 * line, not one per branch.
 */
export function withoutBranchErrors(errors: readonly SchemaError[]): readonly SchemaError[] {
  const groups = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf' || keyword === 'not');
  if (groups.length === 0) return errors;
  return errors.filter(error => !groups.some(group => group !== error && isInside(error, group)));
}

function isInside(error: SchemaError, group: SchemaError): boolean {
  return error.schemaPath.startsWith(`${group.schemaPath}/`) && error.instancePath.startsWith(group.instancePath);
}

/** The fields between which the branches choose, when that is all that they do; empty otherwise. */
export function choiceOf(branches: readonly Schema[]): readonly string[] {
  const fields = new Set<string>();
  for (const branch of branches) {
    for (const name of fieldsOf(branch)) fields.add(name);
  }
  return [...fields];
}

/** Whether none of the fields need be set: a branch says "not any of them". */
export function mayBeNone(branches: readonly Schema[]): boolean {
  return branches.some(branch => branch.not !== undefined);
}

function fieldsOf(branch: Schema): readonly string[] {
  const nested = [...(branch.anyOf ?? []), ...(branch.oneOf ?? []), ...(branch.not === undefined ? [] : [branch.not])];
  return [...(branch.required ?? []), ...nested.flatMap(fieldsOf)];
}
