import type { FieldPath } from '../../core/field-path';
import { semanticEqual } from '../../gardener/validation/semantic-equal';
import type { Report } from '../../rules/report';
import { ruleTable, type Rule } from '../../rules/rule';
import type { InfrastructureSpec } from './infrastructure';

const rule = ruleTable('provider-openstack:pkg/apis/openstack/validation/infrastructure.go v1.58', {
  'OS-IMMUTABLE-NETWORK': 'the network of a shoot cannot be changed',
  'OS-IMMUTABLE-ROUTER': 'the router of a shoot cannot be changed',
  'OS-IMMUTABLE-WORKER-RANGE':
    'the range of the nodes cannot be changed, and not moved between worker and workers either',
  'OS-IMMUTABLE-IPV6': 'the IPv6 ranges of a shoot cannot be changed',
  'OS-IMMUTABLE-SUBNET-POOL': 'the subnet pool of a shoot cannot be changed',
  'OS-IMMUTABLE-SHARE-NETWORK': 'a share network can be switched on, but not off',
  'OS-IMMUTABLE-FLOATING-POOL': 'the floating pool of a shoot cannot be changed',
  'OS-IMMUTABLE-FLOATING-SUBNET': 'the floating subnet of a shoot cannot be changed',
});

/** Rules of changes of InfrastructureConfig. */
export const infrastructureUpdateRules = Object.values(rule);

const networkFields: readonly (readonly [keyof NonNullable<InfrastructureSpec['networks']>, Rule])[] = [
  ['id', rule['OS-IMMUTABLE-NETWORK']],
  ['router', rule['OS-IMMUTABLE-ROUTER']],
  ['ipv6', rule['OS-IMMUTABLE-IPV6']],
  ['subnetPool', rule['OS-IMMUTABLE-SUBNET-POOL']],
];

/** An empty range is none. */
const ranges = ['worker', 'workers'] as const;

/** Fields that are pointers in Go: an empty one is not the same as none. */
const isSame = (next: unknown, old: unknown): boolean =>
  (next === undefined) === (old === undefined) && semanticEqual(next, old);

/** Judges a change of the InfrastructureConfig of a Shoot: almost all of it is fixed. */
export function validateInfrastructureConfigUpdate(
  next: InfrastructureSpec,
  old: InfrastructureSpec,
  { path, report }: { readonly path: FieldPath; readonly report: Report },
): void {
  const place = path.child('networks');
  const check = (fixed: Rule, field: FieldPath, values: readonly [unknown, unknown]): void => {
    if (!isSame(...values)) report.invalid(fixed, field, values[0]);
  };
  for (const [field, fixed] of networkFields)
    check(fixed, place.child(field), [next.networks?.[field], old.networks?.[field]]);
  for (const field of ranges)
    check(rule['OS-IMMUTABLE-WORKER-RANGE'], place.child(field), [
      next.networks?.[field] ?? '',
      old.networks?.[field] ?? '',
    ]);
  if (old.networks?.shareNetwork?.enabled === true)
    check(rule['OS-IMMUTABLE-SHARE-NETWORK'], place.child('shareNetwork'), [
      next.networks?.shareNetwork,
      old.networks.shareNetwork,
    ]);
  check(rule['OS-IMMUTABLE-FLOATING-POOL'], path.child('floatingPoolName'), [
    next.floatingPoolName ?? '',
    old.floatingPoolName ?? '',
  ]);
  check(rule['OS-IMMUTABLE-FLOATING-SUBNET'], path.child('floatingPoolSubnetName'), [
    next.floatingPoolSubnetName,
    old.floatingPoolSubnetName,
  ]);
}
