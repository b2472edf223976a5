import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { volumeRule } from './volume-rules';

/** Judges the fields of one source of volumes. */
export type SourceCheck<Source> = (source: Loose<Source>, path: FieldPath, report: Report) => void;

/** The sources that an object may name, with what each is asked; the API server takes the first in this order for the one that was meant. */
export type SourceChecks<T> = { readonly [Name in keyof T]?: SourceCheck<NonNullable<T[Name]>> };

/** Where sources lie, and what is asked of each. */
export interface SourceScope<T> {
  readonly checks: SourceChecks<T>;
  readonly path: FieldPath;
  /** A source that the API server accepts beside another one before it. @default none */
  readonly beside?: keyof T;
}

/**
 * Judges the source that an object names, and forbids every further one.
 *
 * @returns whether there is a source at all
 */
export function validateOneSource<T extends object>(
  object: Loose<T>,
  { checks, path, beside }: SourceScope<T>,
  report: Report,
): boolean {
  const sources = object as Readonly<Record<string, unknown>>;
  let first: string | undefined;
  for (const [name, check] of Object.entries(checks) as [string, SourceCheck<unknown>][]) {
    const source = sources[name];
    if (source === undefined || source === null) continue;
    if (first === undefined || name === beside) check(source, path.child(name), report);
    else {
      const message = `a volume comes from one source, and ${first} is there already`;
      report.forbidden(volumeRule['VOLUME-SOURCES'], path.child(name), { message });
    }
    first ??= name;
  }
  return first !== undefined;
}
