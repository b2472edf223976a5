import type { Situation } from '../situation';
import { configList } from './config-list';
import type { EgressProblem } from './problem';

interface AlicloudConfig {
  readonly networks?: {
    readonly zones?: readonly { readonly name?: string; readonly natGateway?: { readonly eipAllocationID?: string } }[];
  };
}

/** Alicloud publishes its addresses in random order; one that is not reserved comes and goes with its NAT gateway. */
export function alicloudProblems({ shoot }: Situation): EgressProblem[] {
  const config = shoot.spec?.provider?.infrastructureConfig as AlicloudConfig | undefined;
  return configList(config?.networks?.zones).flatMap(({ name = '', natGateway }, i): EgressProblem[] => {
    if (natGateway?.eipAllocationID !== undefined) return [];
    return [
      {
        rule: 'ACL-N201',
        path: `spec.provider.infrastructureConfig.networks.zones[${i}].natGateway`,
        message: `the egress address of zone ${name} is not reserved`,
        fix: 'reserve an address and set eipAllocationID',
      },
    ];
  });
}

/** Addresses of a metal firewall follow the firewall, unless egress rules fix them. */
export function metalProblems({ shoot }: Situation): EgressProblem[] {
  const config = shoot.spec?.provider?.infrastructureConfig as
    { readonly firewall?: { readonly egressRules?: readonly object[] } } | undefined;
  if (config?.firewall === undefined || configList(config.firewall.egressRules).length > 0) return [];
  return [
    {
      rule: 'ACL-N201',
      path: 'spec.provider.infrastructureConfig.firewall.egressRules',
      message: 'the egress addresses change when the firewall is rolled out anew',
      fix: 'fix the source addresses with egressRules',
    },
  ];
}
