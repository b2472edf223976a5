import type { InfrastructureConfig } from '../../../imports/aws.provider.extensions.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { isIPv6Only } from '../entry-paths';
import type { Situation } from '../situation';
import { configList } from './config-list';
import { addressesBehind, configPath, sourcesOf, type EgressProblem, type EgressProvider } from './provider';

const path = `${configPath}.networks.zones`;

/**
 * NAT gateways that Gardener makes, one per zone: their addresses are published, those of a user's own gateways are not.
 * Source: gardener-extension-provider-aws:pkg/controller/infrastructure/infraflow/{reconcile,context}.go.
 */
export const aws: EgressProvider = {
  sources: situation =>
    sourcesOf(
      natZones(situation).map(({ workersSubnetID, elasticIPAllocationID }, i) =>
        workersSubnetID === undefined
          ? { id: elasticIPAllocationID, path: `${path}[${i}].elasticIPAllocationID` }
          : { id: workersSubnetID, path: `${path}[${i}].workersSubnetID`, published: false },
      ),
    ),
  problems,
  // the range of the VPC is published with the addresses
  publishesIPv6: () => true,
};

/** Subnets that somebody else made have no NAT gateway of Gardener's; addresses that are not reserved come and go with theirs. */
function problems(situation: Situation): EgressProblem[] {
  return natZones(situation).flatMap((zone, i): EgressProblem[] => {
    const { name = '', workersSubnetID, elasticIPAllocationID } = zone;
    if (workersSubnetID !== undefined) {
      if (addressesBehind(situation, workersSubnetID) !== undefined) return [];
      const message = `zone ${name} uses a subnet of yours, whose NAT gateway is not published as egress`;
      const fix = `list the addresses of its NAT gateway in the rule, and record them as "${workersSubnetID}" in the fact egressAddresses`;
      return [{ rule: 'ACL-W109', path: `${path}[${i}].workersSubnetID`, message, fix }];
    }
    if (elasticIPAllocationID !== undefined) return [];
    const message = `the address of the NAT gateway of zone ${name} is not reserved, it changes when the gateway is made anew`;
    const fix = 'reserve an address and set elasticIPAllocationID';
    return [{ rule: 'ACL-W109', path: `${path}[${i}].elasticIPAllocationID`, message, fix }];
  });
}

/** Nodes with nothing but IPv6 addresses leave without a NAT gateway. */
function natZones({ shoot }: Situation): readonly Loose<InfrastructureConfig['networks']['zones'][number]>[] {
  if (isIPv6Only(shoot.spec?.networking?.ipFamilies)) return [];
  const config = shoot.spec?.provider?.infrastructureConfig as Loose<InfrastructureConfig> | undefined;
  return configList(config?.networks?.zones);
}
