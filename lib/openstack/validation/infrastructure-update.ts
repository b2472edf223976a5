import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable, type Rule } from '../../rules/rule';
import { plain, pointer, struct, text, type Same } from './decoded-equality';
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

interface FixedField {
  readonly field: string;
  readonly fixed: Rule;
  readonly same: Same;
}

/** `provider-openstack:pkg/apis/openstack/v1alpha1/types_infrastructure.go` v1.58 */
const networkFields: readonly FixedField[] = [
  { field: 'id', fixed: rule['OS-IMMUTABLE-NETWORK'], same: pointer(text) },
  { field: 'router', fixed: rule['OS-IMMUTABLE-ROUTER'], same: pointer(struct({ id: text })) },
  { field: 'worker', fixed: rule['OS-IMMUTABLE-WORKER-RANGE'], same: text },
  { field: 'workers', fixed: rule['OS-IMMUTABLE-WORKER-RANGE'], same: text },
  {
    field: 'ipv6',
    fixed: rule['OS-IMMUTABLE-IPV6'],
    same: pointer(struct({ subnetPoolID: pointer(text), nodeCIDR: text, podCIDR: text, serviceCIDR: text })),
  },
  {
    field: 'subnetPool',
    fixed: rule['OS-IMMUTABLE-SUBNET-POOL'],
    same: pointer(struct({ id: text, prefixLength: plain(0) })),
  },
];

const shareNetworkField: FixedField = {
  field: 'shareNetwork',
  fixed: rule['OS-IMMUTABLE-SHARE-NETWORK'],
  same: pointer(struct({ enabled: plain(false) })),
};

const floatingFields: readonly FixedField[] = [
  { field: 'floatingPoolName', fixed: rule['OS-IMMUTABLE-FLOATING-POOL'], same: text },
  { field: 'floatingPoolSubnetName', fixed: rule['OS-IMMUTABLE-FLOATING-SUBNET'], same: pointer(text) },
];

/** Judges a change of the InfrastructureConfig of a Shoot: almost all of it is fixed. */
export function validateInfrastructureConfigUpdate(
  next: InfrastructureSpec,
  old: InfrastructureSpec,
  { path, report }: { readonly path: FieldPath; readonly report: Report },
): void {
  const place = { path: path.child('networks'), report };
  const hadShareNetwork = old.networks?.shareNetwork?.enabled === true;
  const fields = hadShareNetwork ? [...networkFields, shareNetworkField] : networkFields;
  validateFixed(fields, [next.networks, old.networks], place);
  validateFixed(floatingFields, [next, old], { path, report });
}

function validateFixed(
  fields: readonly FixedField[],
  [next, old]: readonly [object | undefined, object | undefined],
  { path, report }: { readonly path: FieldPath; readonly report: Report },
): void {
  const read = (values: object | undefined, field: string): unknown =>
    (values as Record<string, unknown> | undefined)?.[field];
  for (const { field, fixed, same } of fields)
    if (!same(read(next, field), read(old, field))) report.invalid(fixed, path.child(field), read(next, field));
}
