import type { ConfigMap, Secret } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { configMapKeyProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'CONFIG-KEY': 'the keys of ConfigMaps and Secrets are names of files: letters, digits, "-", "_" or "."',
  'CONFIG-SIZE': {
    reason: 'the values of a ConfigMap or Secret have at most 1048576 bytes together',
    fix: 'split it, or keep large data elsewhere',
  },
  'CONFIG-IMMUTABLE': {
    reason: 'a ConfigMap or Secret that is immutable never changes again',
    fix: 'write another one with a new name',
  },
});

/** Values of a ConfigMap or Secret by key. */
export type Values = Readonly<Record<string, string | undefined>>;

const sizeLimit = 1024 * 1024;

/** Names of files, and nothing that leads out of their folder. */
export function validateKeys(values: Values | undefined, path: FieldPath, report: Report): void {
  for (const key of Object.keys(values ?? {})) {
    const problems = configMapKeyProblems(key);
    if (problems.length > 0)
      report.invalid(rule['CONFIG-KEY'], path.key(key), key, { message: `the key ${problems.join(', ')}` });
  }
}

/** Bytes of all values together. */
export function validateSize(size: number, path: FieldPath, report: Report): void {
  if (size <= sizeLimit) return;
  const message = `all values together have ${size} bytes, at most ${sizeLimit} are allowed`;
  report.tooLong(rule['CONFIG-SIZE'], path, size, sizeLimit, { message });
}

/** Bytes of a base64 text. */
export function decodedSize(text = ''): number {
  return Buffer.from(text, 'base64').length;
}

/** A field that `immutable` protects. */
export interface ProtectedField {
  readonly path: FieldPath;
  readonly next: unknown;
  readonly old: unknown;
}

/** Whether the next one still says that it is immutable, and whether nothing has changed. */
export function validateStillImmutable(
  next: Loose<ConfigMap | Secret>,
  fields: readonly ProtectedField[],
  { path, report }: { readonly path: FieldPath; readonly report: Report },
): void {
  if (next.immutable !== true) report.forbidden(rule['CONFIG-IMMUTABLE'], path);
  for (const field of fields)
    if (JSON.stringify(field.next) !== JSON.stringify(field.old))
      report.forbidden(rule['CONFIG-IMMUTABLE'], field.path);
}

/** Values in the order of their keys. */
export function sortedValues(values: Values = {}): readonly (readonly [string, string | undefined])[] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
