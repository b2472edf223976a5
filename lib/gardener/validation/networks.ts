import { Cidr } from '../../core/cidr';
import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { IPFamily } from './ip-families';

const rule = ruleTable('gardener:pkg/utils/validation/cidr v1.150', {
  'NETWORK-CIDR': 'a network is written as address, "/" and prefix length',
  'NETWORK-FAMILY': { reason: 'the network must be of the family of the cluster', fix: 'compare with ipFamilies' },
  'NETWORK-OVERLAP': { reason: 'two networks that must be told apart overlap', fix: 'move one of them' },
  'NETWORK-RESERVED': { reason: 'this range is used by Gardener itself', fix: 'choose another range' },
});

/** The rules about networks. */
export const networkRules = Object.values(rule);

/** A network with the field that holds it. */
export interface NetworkField {
  readonly text: string;
  readonly path: FieldPath;
  /** Undefined when the text is no network. */
  readonly cidr: Cidr | undefined;
}

/** Ranges that Gardener uses between seed and shoot, by what for (gardener:pkg/apis/core/v1beta1/constants v1.150). */
export const reservedNetworks: readonly { readonly use: string; readonly cidr: Cidr }[] = [
  { use: 'the VPN', cidr: Cidr.of('fd8f:6d53:b97a:1::/96') },
  { use: 'the addresses of API servers', cidr: Cidr.of('240.0.0.0/8') },
  { use: 'the mapped pods of the seed', cidr: Cidr.of('241.0.0.0/8') },
  { use: 'the mapped nodes of the shoot', cidr: Cidr.of('242.0.0.0/8') },
  { use: 'the mapped services of the shoot', cidr: Cidr.of('243.0.0.0/8') },
  { use: 'the mapped pods of the shoot', cidr: Cidr.of('244.0.0.0/8') },
];

/** Reads the network of one field. */
export function networkField(text: string, path: FieldPath): NetworkField {
  return { text, path, cidr: Cidr.parse(text) };
}

/** The text is a network (`ValidateCIDRParse`). */
export function validateNetworkText({ text, path, cidr }: NetworkField, report: Report): void {
  const problem = cidr === undefined ? Cidr.problem(text) : undefined;
  if (problem !== undefined) report.invalid(rule['NETWORK-CIDR'], path, text, { message: problem });
}

/** The network belongs to the family; what is no network is left aside (`ValidateCIDRIPFamily`). */
export function validateNetworkFamily({ text, path, cidr }: NetworkField, family: IPFamily, report: Report): void {
  if (cidr === undefined || family === `IPv${cidr.family}`) return;
  report.invalid(rule['NETWORK-FAMILY'], path, text, { message: `the network must be ${family}` });
}

/** No two networks of the list overlap; the later one is reported (`ValidateCIDROverlap`). */
export function validateNetworksDisjoint(networks: readonly NetworkField[], report: Report): void {
  for (const [index, network] of networks.entries())
    for (const other of networks.slice(index + 1)) validateDisjoint(network, other, report);
}

/** The second network does not overlap the first one (`ValidateNotOverlap`). */
export function validateDisjoint(first: NetworkField, second: NetworkField, report: Report): void {
  if (!first.cidr || !second.cidr || !first.cidr.overlaps(second.cidr)) return;
  report.invalid(rule['NETWORK-OVERLAP'], second.path, second.text, {
    message: `must not overlap ${first.path.toString()}, which is ${first.text}`,
  });
}

/** The network leaves the ranges alone that Gardener uses itself (`ValidateCIDROverlapWithReservedRanges`). */
export function validateNetworkReserved({ text, path, cidr }: NetworkField, report: Report): void {
  for (const reserved of reservedNetworks) {
    if (!cidr?.overlaps(reserved.cidr)) continue;
    report.invalid(rule['NETWORK-RESERVED'], path, text, {
      message: `must not overlap ${reserved.cidr.toString()}, which Gardener uses for ${reserved.use}`,
    });
  }
}
