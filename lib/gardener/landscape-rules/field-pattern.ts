import { FieldPath } from '../../core/field-path';

/** A value that a pattern found, and where. */
export interface FoundField {
  readonly value: unknown;
  readonly path: FieldPath;
}

interface Step {
  readonly field: string;
  /** Every entry of the list that the field holds. */
  readonly each: boolean;
}

/** Finds fields of plain objects by a pattern such as `spec.dns.providers[].secretName`; `[]` stands for every entry of a list. */
export class FieldPattern {
  private readonly steps: readonly Step[];

  constructor(pattern: string) {
    this.steps = pattern.split('.').map(text => {
      const each = text.endsWith('[]');
      return { field: each ? text.slice(0, -2) : text, each };
    });
  }

  /** The fields that are there; `at` is where the object stands. */
  find(object: object, at: FieldPath = FieldPath.root): readonly FoundField[] {
    // most fields are absent, and paths are only for those that are there
    if (!this.mayBeIn(object)) return none;
    let found: readonly FoundField[] = [{ value: object, path: at }];
    for (const step of this.steps) found = found.flatMap(field => next(field, step));
    return found;
  }

  /** Whether there is something at the pattern, up to the first list of it. */
  private mayBeIn(object: object): boolean {
    let value: unknown = object;
    for (const { field, each } of this.steps) {
      if (typeof value !== 'object' || value === null) return false;
      value = (value as Readonly<Record<string, unknown>>)[field];
      if (each) break;
    }
    return value !== undefined && value !== null;
  }
}

const none: readonly FoundField[] = [];

function next({ value, path }: FoundField, { field, each }: Step): readonly FoundField[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const child = (value as Readonly<Record<string, unknown>>)[field];
  if (child === undefined || child === null) return [];
  const at = path.child(field);
  if (!each) return [{ value: child, path: at }];
  if (!Array.isArray(child)) return [];
  return child.map((entry: unknown, index) => ({ value: entry, path: at.index(index) }));
}
