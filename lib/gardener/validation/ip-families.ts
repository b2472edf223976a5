import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/utils.go v1.150', {
  'IP-FAMILY': 'an IP family is IPv4 or IPv6',
  'IP-FAMILY-DUPLICATE': { reason: 'every IP family is listed once', fix: 'remove the second entry' },
});

/** The rules about IP families. */
export const ipFamilyRules = Object.values(rule);

/** The IP families that Gardener knows. */
export const ipFamilies = ['IPv4', 'IPv6'] as const;

/** An IP family that Gardener knows. */
export type IPFamily = (typeof ipFamilies)[number];

const known: ReadonlySet<string> = new Set(ipFamilies);

/** The families of a network (`ValidateIPFamilies`); false when one is wrong, for then addresses cannot be judged. */
export function validateIPFamilies(families: readonly string[] = [], path: FieldPath, report: Report): boolean {
  const before = report.findings.length;
  const seen = new Set<string>();
  for (const [index, family] of families.entries()) {
    if (!known.has(family)) report.notSupported(rule['IP-FAMILY'], path.index(index), family, ipFamilies);
    if (seen.has(family)) report.duplicate(rule['IP-FAMILY-DUPLICATE'], path.index(index), family);
    seen.add(family);
  }
  return report.findings.length === before;
}
