import type { Report } from '../../rules/report';
import { reservedEgress } from '../egress/known-egress';
import { configPath } from '../egress/provider';
import type { Situation } from '../situation';
import { changeRules } from './rules';

/**
 * The nodes of a shoot get another address outside. Where a fact tells it, the addresses themselves say who is locked out; here is what
 * nothing tells.
 */
export function reportEgress(report: Report, before: Situation, after: Situation): void {
  // Gardener refuses another router of an OpenStack shoot
  if (after.shoot.spec?.provider?.type === 'openstack') return;
  const known = new Set(reservedEgress(before).unresolved.map(idOf));
  for (const source of reservedEgress(after).unresolved) {
    const id = idOf(source);
    if (known.has(id)) continue;
    report.add(changeRules['ACL-EGRESS'], source.path, {
      value: id,
      message: `the nodes connect from "${id}" from now on, and nothing tells its address`,
    });
  }
  if (after.shoot.spec?.provider?.type === 'azure') reportNewGateway(report, before, after);
}

function idOf(source: { readonly id?: string; readonly range?: string }): string {
  return source.id ?? source.range ?? '';
}

/**
 * Another zone or another kind of NAT gateway is another gateway, whose address is new unless it is the user's own. Without one, nodes connect
 * from the addresses of load balancers.
 * Source: gardener-extension-provider-azure:pkg/controller/infrastructure/infraflow/ensurer.go (EnsureNatGateways).
 */
function reportNewGateway(report: Report, before: Situation, after: Situation): void {
  const [old, now] = [natGatewayOf(before), natGatewayOf(after)];
  const isOwn = now.enabled === true && (now.ipAddresses ?? []).length > 0;
  const field = natGatewayFields.find(({ name, usual }) => (old[name] ?? usual) !== (now[name] ?? usual));
  if (isOwn || field === undefined || (field.name !== 'enabled' && now.enabled !== true)) return;
  report.add(changeRules['ACL-EGRESS'], `${configPath}.networks.natGateway.${field.name}`, {
    value: now[field.name],
    message: newsOf(field.name, now),
  });
}

function newsOf(field: string, { enabled }: NatGateway): string {
  if (field !== 'enabled') {
    return `another ${field} makes the NAT gateway anew: the nodes connect from another address`;
  }
  return enabled === true
    ? 'a NAT gateway comes: the nodes connect from its address'
    : 'without a NAT gateway the nodes connect from addresses of load balancers, which change with the services of users';
}

const natGatewayFields = [
  { name: 'enabled', usual: false },
  { name: 'zone', usual: undefined },
  { name: 'sku', usual: 'Standard' },
] as const;

interface NatGateway {
  readonly enabled?: boolean;
  readonly zone?: number;
  readonly sku?: string;
  readonly ipAddresses?: readonly unknown[];
}

function natGatewayOf({ shoot }: Situation): NatGateway {
  const config = shoot.spec?.provider?.infrastructureConfig as
    { readonly networks?: { readonly natGateway?: NatGateway } } | undefined;
  return config?.networks?.natGateway ?? {};
}
