import type { FieldPath } from '../core/field-path';
import { isShared } from '../core/shared';
import type { Report } from './report';

type Validate<Part extends object | undefined, Context> = (
  part: Part,
  context: Context,
  path: FieldPath,
  report: Report,
) => void;

/**
 * A validator that does not judge a shared part again with which nothing was wrong: parts of Shoots are written a few times and used by
 * thousands. `circumstances` tells apart the contexts in which the verdict may differ.
 */
export function onceSound<Part extends object | undefined, Context>(
  validate: Validate<Part, Context>,
  circumstances: (context: Context, part: Part) => string,
): Validate<Part, Context> {
  const soundIn = new WeakMap<object, Set<string>>();
  return (part, context, path, report) => {
    if (part === undefined || !isShared(part)) return validate(part, context, path, report);
    const key = circumstances(context, part);
    const sound = soundIn.get(part);
    if (sound?.has(key) === true) return;
    const before = report.findings.length;
    validate(part, context, path, report);
    if (report.findings.length > before) return;
    if (sound === undefined) soundIn.set(part, new Set([key]));
    else sound.add(key);
  };
}
