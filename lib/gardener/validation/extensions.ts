import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/utils.go v1.150', {
  'EXTENSION-TYPE-MISSING': { reason: 'an extension needs a type', fix: 'set type, for example shoot-dns-service' },
  'EXTENSION-TYPE': 'the type of an extension is a DNS label',
  'EXTENSION-TYPE-DUPLICATE': {
    reason: 'every extension type is listed once',
    fix: 'merge the two entries',
  },
});

/** The rules about extension entries. */
export const extensionRules = Object.values(rule);

/** An entry of `spec.extensions` of a Shoot or Seed, as far as Gardener itself judges it. */
export interface ExtensionFields {
  readonly type: string;
}

/** The extension entries of a Shoot or Seed (`validateExtensions`). */
export function validateExtensions(
  extensions: readonly Loose<ExtensionFields>[] = [],
  path: FieldPath,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, { type = '' }] of extensions.entries()) {
    if (type === '') report.required(rule['EXTENSION-TYPE-MISSING'], path.index(index).child('type'));
    else validateType(type, path.index(index), report);
    if (seen.has(type)) report.duplicate(rule['EXTENSION-TYPE-DUPLICATE'], path.index(index).child('type'), type);
    seen.add(type);
  }
}

function validateType(type: string, path: FieldPath, report: Report): void {
  const problems = dns1123LabelProblems(type);
  if (problems.length > 0)
    report.invalid(rule['EXTENSION-TYPE'], path.child('type'), type, {
      message: `the type of an extension ${problems.join(', ')}`,
    });
}
