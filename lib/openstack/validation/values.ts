import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('provider-openstack:pkg/apis/openstack/validation/filter.go v1.58', {
  'OS-RESOURCE-NAME-SYNTAX': 'names in OpenStack must not contain braces, brackets or line breaks',
  'OS-RESOURCE-NAME-MISSING': 'a name must be given',
  'OS-RESOURCE-NAME-LONG': 'names in OpenStack have at most 255 characters',
  'OS-UUID': { reason: 'ids in OpenStack are UUIDs', fix: 'take the id from OpenStack, not the name' },
});

/** Rules of names and ids. */
export const valueRules = Object.values(rule);

const longestName = 255;

/** Judges the name of an OpenStack resource. */
export function validateResourceName(name: string, path: FieldPath, report: Report): void {
  if (name === '') {
    report.required(rule['OS-RESOURCE-NAME-MISSING'], path);
    return;
  }
  if (/[{}[\]\n]/.test(name)) report.invalid(rule['OS-RESOURCE-NAME-SYNTAX'], path, name);
  if (Array.from(name).length > longestName) report.invalid(rule['OS-RESOURCE-NAME-LONG'], path, name);
}

/** Judges the id of an OpenStack resource. */
export function validateUUID(id: string, path: FieldPath, report: Report): void {
  if (!isUUID(id)) report.invalid(rule['OS-UUID'], path, id);
}

const dashed = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Whether Go's uuid package reads a text: with dashes, without, as a URN, or between two further characters, which it does not look at.
 * `github.com/google/uuid:uuid.go` (Parse) v1.6.
 */
export function isUUID(text: string): boolean {
  const size = Buffer.byteLength(text);
  if (size === 32) return /^[0-9a-f]{32}$/i.test(text);
  if (size === 45) return /^urn:uuid:/i.test(text) && dashed.test(text.slice(9));
  if (size === 38) return dashed.test(Array.from(text).slice(1, 37).join(''));
  return dashed.test(text);
}
