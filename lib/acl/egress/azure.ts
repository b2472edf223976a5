import type { InfrastructureConfig } from '../../../imports/azure.provider.extensions.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { technicalID } from '../identity';
import type { Situation } from '../situation';
import { configList } from './config-list';
import type { EgressProblem } from './problem';

type Networks = NonNullable<Loose<InfrastructureConfig>['networks']>;

const path = 'spec.provider.infrastructureConfig.networks';

/** Without a NAT gateway nodes leave through load balancers, whose addresses change with the services of the users. */
export function azureProblems(situation: Situation): EgressProblem[] {
  const { infrastructureConfig } = situation.shoot.spec?.provider ?? {};
  const config = infrastructureConfig as Loose<InfrastructureConfig> | undefined;
  if (config?.networks === undefined) return [];
  const group = config.resourceGroup?.name ?? technicalID(situation);
  return [...withoutNat(situation, config.networks), ...foreignAddresses(config.networks, group)];
}

function withoutNat(situation: Situation, { zones, natGateway }: Networks): EgressProblem[] {
  const zoneList = configList(zones);
  if (zoneList.length === 0) {
    if (natGateway?.enabled === true) return [];
    const message = 'there is no NAT gateway, so that no egress address is published';
    return [{ rule: 'ACL-W108', path: `${path}.natGateway.enabled`, message, fix: 'set natGateway.enabled to true' }];
  }
  const used = new Set(situation.shoot.spec?.provider?.workers?.flatMap(worker => worker.zones ?? []));
  return zoneList.flatMap((zone, i): EgressProblem[] => {
    const name = String(zone.name);
    if (zone.natGateway?.enabled === true || !used.has(name)) return [];
    const message = `zone ${name} has no NAT gateway, so that its nodes have no published egress address`;
    return [
      {
        rule: 'ACL-W108',
        path: `${path}.zones[${i}].natGateway`,
        message,
        fix: 'enable the NAT gateway in every zone with workers',
      },
    ];
  });
}

/** Addresses of other resource groups are looked up in the shoot's own one, not found, and left out. */
function foreignAddresses({ zones, natGateway }: Networks, group: string): EgressProblem[] {
  const lists = [
    { addresses: natGateway?.ipAddresses, at: `${path}.natGateway.ipAddresses` },
    ...configList(zones).map((zone, i) => ({
      addresses: zone.natGateway?.ipAddresses,
      at: `${path}.zones[${i}].natGateway.ipAddresses`,
    })),
  ];
  return lists.flatMap(({ addresses, at }) =>
    configList(addresses).flatMap(({ name, resourceGroup }, i): EgressProblem[] => {
      if (resourceGroup === undefined || resourceGroup === group) return [];
      const message = `address "${name ?? ''}" is in resource group "${resourceGroup}", the provider only publishes those of "${group}"`;
      return [{ rule: 'ACL-W108', path: `${at}[${i}].resourceGroup`, message, fix: 'list the address in the rule' }];
    }),
  );
}
