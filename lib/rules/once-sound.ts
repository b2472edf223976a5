import type { FieldPath } from '../core/field-path';
import { isShared } from '../core/shared';
import { SoundParts } from '../core/sound-parts';
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
  const sound = new SoundParts();
  return (part, context, path, report) => {
    if (part === undefined || !isShared(part)) return validate(part, context, path, report);
    const key = circumstances(context, part);
    if (sound.has(part, key)) return;
    const before = report.findings.length;
    validate(part, context, path, report);
    if (report.findings.length === before) sound.add(part, key);
  };
}
