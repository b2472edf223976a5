import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { volumeRule } from './volume-rules';

/** Whether a path has a part `..`, which would leave the folder that it begins in. */
export function climbs(path: string): boolean {
  return path.split('/').includes('..');
}

/** A path below the folder of a volume (`ValidateLocalNonReservedPath`): relative, and nothing that begins with two dots. */
export function validateInnerPath(value: string, path: FieldPath, report: Report): void {
  validateRelativePath(value, path, report);
  if (value.startsWith('..') && !climbs(value))
    report.invalid(volumeRule['VOLUME-PATH'], path, value, {
      message: 'a path inside a volume must not begin with ".."',
    });
}

/** A path below some folder (`validateLocalDescendingPath`): neither absolute, nor out of it. */
export function validateRelativePath(value: string, path: FieldPath, report: Report): void {
  const rule = volumeRule['VOLUME-PATH'];
  if (value.startsWith('/'))
    report.invalid(rule, path, value, {
      message: 'a path inside a volume must be relative',
      fix: 'remove the leading /',
    });
  if (climbs(value)) report.invalid(rule, path, value, { message: 'a path inside a volume must not have a part ".."' });
}
