import type { Situation } from '../situation';
import { configList } from './config-list';
import { configPath, sourcesOf, type EgressProblem, type EgressProvider } from './provider';

const path = `${configPath}.networks.zones`;

/**
 * One address per zone, reserved or made by Gardener, published in random order.
 * Source: gardener-extension-provider-alicloud:pkg/controller/infrastructure/flow_reconciler.go, infraflow/reconcile_zone.go.
 */
export const alicloud: EgressProvider = {
  sources: situation =>
    sourcesOf(
      zonesOf(situation).map(({ natGateway }, i) => ({
        id: natGateway?.eipAllocationID,
        path: `${path}[${i}].natGateway.eipAllocationID`,
      })),
    ),
  problems,
};

/** The part of Alicloud's InfrastructureConfig that fixes source addresses. */
interface AlicloudConfig {
  readonly networks?: { readonly zones?: readonly AlicloudZone[] };
}

interface AlicloudZone {
  readonly name?: string;
  readonly natGateway?: { readonly eipAllocationID?: string };
}

function zonesOf({ shoot }: Situation): readonly AlicloudZone[] {
  const config = shoot.spec?.provider?.infrastructureConfig as AlicloudConfig | undefined;
  return configList(config?.networks?.zones);
}

/** An address that is not reserved comes and goes with its zone. */
function problems(situation: Situation): EgressProblem[] {
  return zonesOf(situation).flatMap(({ name = '', natGateway }, i): EgressProblem[] => {
    if (natGateway?.eipAllocationID !== undefined) return [];
    return [
      {
        rule: 'ACL-N201',
        path: `${path}[${i}].natGateway`,
        message: `the egress address of zone ${name} is not reserved`,
        fix: 'reserve an address and set eipAllocationID',
      },
    ];
  });
}
