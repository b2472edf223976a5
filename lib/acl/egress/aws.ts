import type { InfrastructureConfig } from '../../../imports/aws.provider.extensions.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import type { Situation } from '../situation';
import { configList } from './config-list';
import type { EgressProblem } from './problem';

const path = 'spec.provider.infrastructureConfig.networks.zones';

/** Subnets that somebody else made have no NAT gateway of Gardener's; addresses that are not reserved come and go with theirs. */
export function awsProblems({ shoot }: Situation): EgressProblem[] {
  const config = shoot.spec?.provider?.infrastructureConfig as Loose<InfrastructureConfig> | undefined;
  return configList(config?.networks?.zones).flatMap((zone, i): EgressProblem[] => {
    if (zone.workersSubnetID !== undefined) {
      const message = `zone ${zone.name ?? ''} uses a subnet of yours, whose NAT gateway is not published as egress`;
      const fix = 'list the addresses of its NAT gateway in the rule';
      return [{ rule: 'ACL-W109', path: `${path}[${i}].workersSubnetID`, message, fix }];
    }
    if (zone.elasticIPAllocationID !== undefined) return [];
    const message = `the address of the NAT gateway of zone ${zone.name ?? ''} is not reserved, it changes when the gateway is made anew`;
    const fix = 'reserve an address and set elasticIPAllocationID';
    return [{ rule: 'ACL-W109', path: `${path}[${i}].elasticIPAllocationID`, message, fix }];
  });
}
