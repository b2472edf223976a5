import type { KeyToPath } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { needs } from './field-sources';
import { validateInnerPath } from './volume-path';
import { volumeRule } from './volume-rules';

/** The mode of files in a volume: 0 to 0777. */
export function validateFileMode(mode: number | undefined, path: FieldPath, report: Report): void {
  if (mode !== undefined && (mode < 0 || mode > 0o777)) report.invalid(volumeRule['VOLUME-FILE-MODE'], path, mode);
}

/** Keys of a Secret or ConfigMap with the files that they become; `path` is the list. */
export function validateItems(items: readonly Loose<KeyToPath>[] = [], path: FieldPath, report: Report): void {
  for (const [index, item] of items.entries()) {
    const at = path.index(index);
    needs<KeyToPath>('key', 'path')(item, at, report);
    validateInnerPath(item.path ?? '', at.child('path'), report);
    validateFileMode(item.mode, at.child('mode'), report);
  }
}
