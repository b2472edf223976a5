import type { InfrastructureConfig } from '../../../imports/openstack.provider.extensions.gardener.cloud/v1alpha1';
import { Cidr } from '../../core/cidr';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateResourceName, validateUUID } from './values';

/** The network part of a shoot's OpenStack configuration. */
export type InfrastructureSpec = Loose<InfrastructureConfig>;

const rule = ruleTable('provider-openstack:pkg/apis/openstack/validation/infrastructure.go v1.58', {
  'OS-NETWORK-WORKERS-MISSING': {
    reason: 'the range of the nodes or a subnet pool must be given',
    fix: 'write networks.workers',
  },
  'OS-NETWORK-SUBNET-POOL-EXCLUSIVE': 'a subnet pool is given instead of a range of the nodes, not beside it',
  'OS-NETWORK-CIDR': {
    reason: 'a range is written as address/prefix',
    source: 'gardener:pkg/utils/validation/cidr/cidr.go v1.150',
  },
  'OS-NETWORK-CIDR-CANONICAL': {
    reason: 'a range begins with its first address',
    source: 'gardener:pkg/utils/validation/cidr/helper.go v1.150',
  },
  'OS-NETWORK-CIDR-OUTSIDE': {
    reason: 'the range of the nodes lies inside spec.networking.nodes',
    source: 'gardener:pkg/utils/validation/cidr/cidr.go v1.150',
  },
  'OS-NETWORK-SUBNET-POOL-ID': 'the id of the subnet pool must be given',
  'OS-NETWORK-SUBNET-POOL-PREFIX': 'the prefix length of the subnet is 1 to 32',
  'OS-NETWORK-ROUTER-ID': 'an existing router needs its id',
  'OS-NETWORK-ROUTER-AND-SUBNET': {
    reason: 'a router of your own and floatingPoolSubnetName exclude each other',
    fix: 'remove floatingPoolSubnetName',
  },
  'OS-NETWORK-IPV6-MISSING': 'IPv6 needs a subnet pool or the ranges of nodes, pods and services',
  'OS-NETWORK-IPV6-RANGE-MISSING': 'where one IPv6 range is written, all of them are',
  'OS-NETWORK-IPV6-FAMILY': {
    reason: 'the range must be IPv6',
    source: 'gardener:pkg/utils/validation/cidr/cidr.go v1.150',
  },
  'OS-NETWORK-IPV6-OVERLAP': {
    reason: 'the IPv6 ranges of nodes, pods and services must not overlap',
    source: 'gardener:pkg/utils/validation/cidr/cidr.go v1.150',
  },
});

/** Rules of InfrastructureConfig. */
export const infrastructureRules = Object.values(rule);

/**
 * Judges the InfrastructureConfig of a Shoot.
 *
 * @param nodes `spec.networking.nodes`
 */
export function validateInfrastructureConfig(
  infrastructure: InfrastructureSpec,
  nodes: string | undefined,
  { path, report }: { readonly path: FieldPath; readonly report: Report },
): void {
  const { networks = {}, floatingPoolName = '', floatingPoolSubnetName } = infrastructure;
  const place = path.child('networks');
  validateResourceName(floatingPoolName, path.child('floatingPoolName'), report);
  validateRanges(networks, nodes, { path: place, report });
  if (networks.id !== undefined) validateUUID(networks.id, place.child('id'), report);
  if (networks.router !== undefined) {
    const { id = '' } = networks.router;
    if (id === '') report.invalid(rule['OS-NETWORK-ROUTER-ID'], place.child('router', 'id'), id);
    else validateUUID(id, place.child('router', 'id'), report);
  }
  if (floatingPoolSubnetName !== undefined) {
    validateResourceName(floatingPoolSubnetName, path.child('floatingPoolSubnetName'), report);
    if (networks.router !== undefined) report.forbidden(rule['OS-NETWORK-ROUTER-AND-SUBNET'], place.child('router'));
  }
  if (networks.ipv6 !== undefined) validateIPv6(networks.ipv6, place.child('ipv6'), report);
}

type Networks = NonNullable<InfrastructureSpec['networks']>;

function validateRanges(
  networks: Networks,
  nodes: string | undefined,
  { path, report }: { readonly path: FieldPath; readonly report: Report },
): void {
  const { worker = '', workers = '', subnetPool } = networks;
  const hasRange = worker !== '' || workers !== '';
  if (!hasRange && subnetPool === undefined) report.required(rule['OS-NETWORK-WORKERS-MISSING'], path.child('workers'));
  if (hasRange && subnetPool !== undefined)
    report.invalid(rule['OS-NETWORK-SUBNET-POOL-EXCLUSIVE'], path.child('subnetPool'), subnetPool);
  if (worker !== '') validateRange(worker, path.child('worker'), report);
  if (workers !== '') validateRange(workers, path.child('workers'), report);
  const outer = nodes === undefined ? undefined : Cidr.parse(nodes);
  const inner = Cidr.parse(workers === '' ? worker : workers);
  if (outer !== undefined && inner !== undefined && !outer.contains(inner)) {
    const field = workers === '' ? 'worker' : 'workers';
    report.invalid(rule['OS-NETWORK-CIDR-OUTSIDE'], path.child(field), networks[field], {
      allowed: [outer.toString()],
    });
  }
  if (subnetPool === undefined) return;
  const { id = '', prefixLength = 0 } = subnetPool;
  if (id === '') report.required(rule['OS-NETWORK-SUBNET-POOL-ID'], path.child('subnetPool', 'id'));
  if (prefixLength <= 0 || prefixLength > 32)
    report.invalid(rule['OS-NETWORK-SUBNET-POOL-PREFIX'], path.child('subnetPool', 'prefixLength'), prefixLength);
}

function validateRange(text: string, path: FieldPath, report: Report): Cidr | undefined {
  const cidr = Cidr.parse(text);
  if (cidr === undefined) {
    const problem = Cidr.problem(text) ?? '';
    report.invalid(rule['OS-NETWORK-CIDR'], path, text, { message: `${rule['OS-NETWORK-CIDR'].reason}: ${problem}` });
  } else if (cidr.hasHostBits()) {
    report.invalid(rule['OS-NETWORK-CIDR-CANONICAL'], path, text, { fix: `write ${cidr.toString()}` });
  }
  return cidr;
}

const ipv6Ranges = ['nodeCIDR', 'podCIDR', 'serviceCIDR'] as const;

function validateIPv6(ipv6: NonNullable<Networks['ipv6']>, path: FieldPath, report: Report): void {
  const written = ipv6Ranges.filter(field => (ipv6[field] ?? '') !== '');
  if (ipv6.subnetPoolID === undefined && written.length === 0) {
    report.required(rule['OS-NETWORK-IPV6-MISSING'], path);
    return;
  }
  if (written.length === 0) return;
  const known: { readonly cidr: Cidr; readonly path: FieldPath }[] = [];
  for (const field of ipv6Ranges) {
    const text = ipv6[field] ?? '';
    const place = path.child(field);
    if (text === '') {
      report.required(rule['OS-NETWORK-IPV6-RANGE-MISSING'], place);
      continue;
    }
    const cidr = validateRange(text, place, report);
    if (cidr === undefined) continue;
    if (cidr.family !== 6) report.invalid(rule['OS-NETWORK-IPV6-FAMILY'], place, text);
    const other = known.find(earlier => earlier.cidr.overlaps(cidr));
    if (other)
      report.invalid(rule['OS-NETWORK-IPV6-OVERLAP'], place, text, {
        message: `must not overlap with ${other.path.toString()} (${other.cidr.toString()})`,
      });
    known.push({ cidr, path: place });
  }
}
