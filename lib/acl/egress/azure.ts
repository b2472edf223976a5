import type { InfrastructureConfig } from '../../../imports/azure.provider.extensions.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { technicalID } from '../identity';
import type { Situation } from '../situation';
import { configList } from './config-list';
import { addressesBehind, configPath, sourcesOf, type EgressProblem, type EgressProvider } from './provider';

const path = `${configPath}.networks`;

/**
 * Addresses of NAT gateways, as far as they lie in the resource group of the shoot.
 * Source: gardener-extension-provider-azure:pkg/controller/infrastructure/infraflow/ensurer.go (EnsureNatGateways, GetEgressIpCidrs).
 */
export const azure: EgressProvider = {
  sources: situation => sourcesOf(reservedAddresses(situation)),
  problems: situation => [...withoutNat(situation), ...foreignAddresses(situation)],
};

type Networks = NonNullable<Loose<InfrastructureConfig>['networks']>;

function configOf({ shoot }: Situation): Loose<InfrastructureConfig> | undefined {
  return shoot.spec?.provider?.infrastructureConfig;
}

/** Every NAT gateway: one for all, or one per zone. */
function natGateways({ zones, natGateway }: Networks): {
  readonly gateway: Networks['natGateway'];
  readonly at: string;
  readonly zone?: string;
}[] {
  const zoneList = configList(zones);
  if (zoneList.length === 0) return [{ gateway: natGateway, at: `${path}.natGateway` }];
  return zoneList.map((zone, i) => ({
    gateway: zone.natGateway,
    at: `${path}.zones[${i}].natGateway`,
    zone: String(zone.name),
  }));
}

/** Without a NAT gateway nodes leave through load balancers, whose addresses change with the services of the users. */
function withoutNat(situation: Situation): EgressProblem[] {
  const networks = configOf(situation)?.networks;
  if (networks === undefined) return [];
  const used = new Set(situation.shoot.spec?.provider?.workers?.flatMap(worker => worker.zones ?? []));
  return natGateways(networks).flatMap(({ gateway, at, zone }): EgressProblem[] => {
    if (gateway?.enabled === true || (zone !== undefined && !used.has(zone))) return [];
    if (zone === undefined) {
      const message = 'there is no NAT gateway, so that no egress address is published';
      return [{ rule: 'ACL-W108', path: `${at}.enabled`, message, fix: 'set natGateway.enabled to true' }];
    }
    const message = `zone ${zone} has no NAT gateway, so that its nodes have no published egress address`;
    return [{ rule: 'ACL-W108', path: at, message, fix: 'enable the NAT gateway in every zone with workers' }];
  });
}

/** Public addresses of the user's on enabled NAT gateways. Those of other resource groups are looked up in the shoot's own one. */
function reservedAddresses(situation: Situation): {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  readonly path: string;
  readonly published: boolean;
}[] {
  const config = configOf(situation);
  const own = ownGroup(situation);
  return natGateways(config?.networks ?? {}).flatMap(({ gateway, at }) =>
    configList(gateway?.enabled === true ? gateway.ipAddresses : undefined).map(({ name = '', resourceGroup }, i) => {
      const group = resourceGroup ?? own;
      return { id: `${group}/${name}`, group, name, path: `${at}.ipAddresses[${i}]`, published: group === own };
    }),
  );
}

function ownGroup(situation: Situation): string {
  return configOf(situation)?.resourceGroup?.name ?? technicalID(situation);
}

function foreignAddresses(situation: Situation): EgressProblem[] {
  return reservedAddresses(situation).flatMap(({ id, group, name, path: at, published }): EgressProblem[] => {
    if (published || addressesBehind(situation, id) !== undefined) return [];
    const message = `address "${name}" is in resource group "${group}", the provider only publishes those of "${ownGroup(situation)}"`;
    const fix = `list the address in the rule, and record it as "${id}" in the fact egressAddresses`;
    return [{ rule: 'ACL-W108', path: `${at}.resourceGroup`, message, fix }];
  });
}
