import type {
  GardenSpecRuntimeClusterNetworking,
  GardenSpecVirtualClusterNetworking,
} from '../../../../imports/operator.gardener.cloud/v1alpha1';
import { Cidr } from '../../../core/cidr';
import type { FieldPath } from '../../../core/field-path';
import { familyOf } from '../../../core/ip';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable, type Rule } from '../../../rules/rule';
import { validateIPFamilies } from '../../validation/ip-families';

const rule = ruleTable('gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150', {
  'GARDEN-NODES-CIDR': 'a range of the nodes of the runtime cluster must be in CIDR notation',
  'GARDEN-PODS-CIDR': 'a range of the pods of the runtime cluster must be in CIDR notation',
  'GARDEN-SERVICES-CIDR': 'a range of the services of the runtime cluster must be in CIDR notation',
  'GARDEN-VIRTUAL-SERVICES-CIDR': 'a range of the services of the virtual cluster must be in CIDR notation',
  'NW-08': 'the ranges of the runtime cluster and of the virtual cluster must not overlap',
  'GARDEN-VIRTUAL-SERVICES-COUNT': {
    reason: 'Kubernetes takes at most two ranges of services, one of each IP family',
    fix: 'keep one IPv4 range and one IPv6 range',
  },
  'GARDEN-VIRTUAL-SERVICES-FAMILY': {
    reason: 'two ranges of services must be of different IP families',
    fix: 'keep one IPv4 range and one IPv6 range',
  },
});

/** The rules about networks of a Garden. */
export const networkRules = Object.values(rule);

type RuntimeNetworks = Loose<GardenSpecRuntimeClusterNetworking>;

const runtimeRanges = {
  nodes: rule['GARDEN-NODES-CIDR'],
  pods: rule['GARDEN-PODS-CIDR'],
  services: rule['GARDEN-SERVICES-CIDR'],
};

/** The networks of the runtime cluster; overlaps are looked for only when all ranges can be read. */
export function validateRuntimeNetworks(networks: RuntimeNetworks, path: FieldPath, report: Report): void {
  if (!validateIPFamilies(networks.ipFamilies, path.child('ipFamilies'), report)) return;
  const before = report.findings.length;
  for (const name of ['nodes', 'pods', 'services'] as const)
    for (const [index, range] of (networks[name] ?? []).entries())
      validateRange(runtimeRanges[name], range, path.child(name).index(index), report);
  if (report.findings.length > before) return;
  const pairs = [
    ['nodes', 'services'],
    ['nodes', 'pods'],
    ['pods', 'services'],
  ] as const;
  for (const [first, second] of pairs) {
    for (const [index, range] of (networks[first] ?? []).entries()) {
      const other = { name: `the ${second} of the runtime cluster`, ranges: networks[second] ?? [] };
      validateDisjoint(range, other, path.child(first).index(index), report);
    }
  }
}

/** The ranges of services in the virtual cluster. A range that cannot be read counts as overlapping, as upstream sees it. */
export function validateVirtualServices(
  { services = [] }: Loose<GardenSpecVirtualClusterNetworking>,
  runtime: RuntimeNetworks,
  path: FieldPath,
  report: Report,
): void {
  const at = path.child('services');
  for (const [index, range] of services.entries()) {
    validateRange(rule['GARDEN-VIRTUAL-SERVICES-CIDR'], range, at.index(index), report);
    for (const name of ['pods', 'services', 'nodes'] as const) {
      const other = { name: `the ${name} of the runtime cluster`, ranges: runtime[name] ?? [] };
      validateDisjoint(range, other, at.index(index), report);
    }
  }
  validateFamilies(services, at, report);
}

function validateFamilies(services: readonly string[], path: FieldPath, report: Report): void {
  if (services.length > 2) report.forbidden(rule['GARDEN-VIRTUAL-SERVICES-COUNT'], path, { value: services });
  if (services.length !== 2) return;
  const [first, second] = services.map(range => Cidr.parse(range));
  if (first !== undefined && second !== undefined && familyOf(first.first) === familyOf(second.first))
    report.forbidden(rule['GARDEN-VIRTUAL-SERVICES-FAMILY'], path, { value: services });
}

function validateRange(rangeRule: Rule, range: string, path: FieldPath, report: Report): void {
  const problem = Cidr.problem(range);
  if (problem !== undefined) report.invalid(rangeRule, path, range, { message: `${rangeRule.reason}: ${problem}` });
}

interface OtherRanges {
  readonly name: string;
  readonly ranges: readonly string[];
}

function validateDisjoint(range: string, other: OtherRanges, path: FieldPath, report: Report): void {
  for (const second of other.ranges) {
    const [a, b] = [Cidr.parse(range), Cidr.parse(second)];
    if (a !== undefined && b !== undefined && !a.overlaps(b)) continue;
    const readable = a !== undefined && b !== undefined;
    const message = readable
      ? `${range} overlaps ${second} of ${other.name}`
      : `${range} cannot be told apart from ${second} of ${other.name}`;
    report.invalid(rule['NW-08'], path, range, { message });
  }
}
