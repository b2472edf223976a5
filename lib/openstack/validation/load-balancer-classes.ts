import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { ProfileConfig } from '../objects';
import { list, pointer, struct, text } from './decoded-equality';
import { validateResourceName, validateUUID } from './values';

/** A class of load balancers, of a floating pool or of a shoot. */
export type LoadBalancerClassSpec = NonNullable<
  NonNullable<NonNullable<ProfileConfig['constraints']>['floatingPools']>[number]['loadBalancerClasses']
>[number];

const rule = ruleTable('provider-openstack:pkg/apis/openstack/validation/cloudprofile.go v1.58', {
  'OS-LB-CLASS-PURPOSE': 'the purpose of a load-balancer class is default, private or vpn',
  'OS-LB-CLASS-SUBNET-ALL': 'a floating subnet is chosen by id, by name or by tags, not by all of them',
  'OS-LB-CLASS-SUBNET-ID': 'a floating subnet that is chosen by id has neither name nor tags',
  'OS-LB-CLASS-SUBNET-NAME': 'a floating subnet that is chosen by name has no tags',
  'OS-LB-CLASS-DUPLICATE': 'load-balancer classes have different names',
  'OS-LB-CLASS-DEFAULTS': 'only one load-balancer class may be the default, by purpose or by name',
  'OS-LB-CLASS-PRIVATES': 'only one load-balancer class may be private, by purpose or by name',
});

/** Rules of load-balancer classes. */
export const loadBalancerClassRules = Object.values(rule);

const purposes = ['default', 'private', 'vpn'];

/** Judges the load-balancer classes of a floating pool or of a shoot. */
export function validateLoadBalancerClasses(
  classes: readonly LoadBalancerClassSpec[],
  path: FieldPath,
  report: Report,
): void {
  const names = new Set<string>();
  const singles = { default: 0, private: 0 };
  for (const [index, entry] of classes.entries()) {
    const place = path.index(index);
    validateClass(entry, place, report);
    const { name = '', purpose } = entry;
    if (names.has(name)) report.duplicate(rule['OS-LB-CLASS-DUPLICATE'], place.child('name'), name);
    names.add(name);
    for (const single of ['default', 'private'] as const) {
      if (purpose !== single && name !== single) continue;
      const id = single === 'default' ? 'OS-LB-CLASS-DEFAULTS' : 'OS-LB-CLASS-PRIVATES';
      if (++singles[single] > 1) report.invalid(rule[id], path, name);
    }
  }
}

function validateClass(entry: LoadBalancerClassSpec, path: FieldPath, report: Report): void {
  const { purpose, floatingNetworkID, floatingSubnetID, floatingSubnetName, floatingSubnetTags } = entry;
  if (purpose !== undefined && !purposes.includes(purpose))
    report.invalid(rule['OS-LB-CLASS-PURPOSE'], path.child('purpose'), purpose, { allowed: purposes });
  if (floatingNetworkID !== undefined) validateUUID(floatingNetworkID, path.child('floatingNetworkID'), report);
  if (floatingSubnetID !== undefined) validateUUID(floatingSubnetID, path.child('floatingSubnetID'), report);
  validateResourceName(entry.name ?? '', path.child('name'), report);
  if (floatingSubnetName !== undefined)
    validateResourceName(floatingSubnetName, path.child('floatingSubnetName'), report);
  if (floatingSubnetTags !== undefined)
    validateResourceName(floatingSubnetTags, path.child('floatingSubnetTags'), report);
  const selectors = [floatingSubnetID, floatingSubnetName, floatingSubnetTags].filter(value => value !== undefined);
  if (selectors.length < 2) return;
  const id =
    selectors.length === 3
      ? 'OS-LB-CLASS-SUBNET-ALL'
      : floatingSubnetID !== undefined
        ? 'OS-LB-CLASS-SUBNET-ID'
        : 'OS-LB-CLASS-SUBNET-NAME';
  report.forbidden(rule[id], path);
}

/** `provider-openstack:pkg/apis/openstack/v1alpha1/types_cloudprofile.go` (LoadBalancerClass) v1.58 */
const networkFields = {
  floatingNetworkID: pointer(text),
  floatingSubnetID: pointer(text),
  floatingSubnetName: pointer(text),
  floatingSubnetTags: pointer(text),
  subnetID: pointer(text),
};

/** Whether two classes mean the same load balancers; name and purpose may differ. */
export const isSameClass = struct(networkFields);

/** Whether two lists of classes are the same, name and purpose included. */
export const areSameClasses = list(struct({ ...networkFields, name: text, purpose: pointer(text) }));
