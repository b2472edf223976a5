import type { InfrastructureConfig } from '../../../imports/gcp.provider.extensions.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import type { Situation } from '../situation';
import { configList } from './config-list';
import { configPath, sourcesOf, type EgressProblem, type EgressProvider } from './provider';

/** Ports of one NAT address; each machine gets at least `minPortsPerVM` of them. */
const portsPerAddress = 64_512;
const defaultPortsPerMachine = 2048;
const path = `${configPath}.networks.cloudNAT`;

/**
 * Reserved NAT addresses, and with them the IPv6 range of the nodes.
 * Source: gardener-extension-provider-gcp:pkg/controller/infrastructure/infraflow/{reconciler,ensure,ensure_utils}.go.
 */
export const gcp: EgressProvider = {
  sources: situation => sourcesOf(natNames(situation).map((id, i) => ({ id, path: `${path}.natIPNames[${i}].name` }))),
  problems,
  publishesIPv6: situation => natNames(situation).length > 0,
};

type CloudNAT = NonNullable<NonNullable<Loose<InfrastructureConfig>['networks']>['cloudNAT']>;

function natOf({ shoot }: Situation): CloudNAT | undefined {
  const { infrastructureConfig } = shoot.spec?.provider ?? {};
  return (infrastructureConfig as Loose<InfrastructureConfig> | undefined)?.networks?.cloudNAT;
}

function natNames(situation: Situation): readonly unknown[] {
  return configList(natOf(situation)?.natIPNames).map(({ name }) => name);
}

/** Only reserved addresses are published, and with them ports are allotted by hand: they must suffice for all machines. */
function problems(situation: Situation): EgressProblem[] {
  const { workers = [] } = situation.shoot.spec?.provider ?? {};
  const addresses = new Set(natNames(situation)).size;
  if (addresses === 0) {
    return [
      {
        rule: 'ACL-W107',
        path: `${path}.natIPNames`,
        message:
          'no NAT address is reserved, so that no egress address is published: new nodes are refused by their own API server',
        fix: 'reserve addresses and name them in natIPNames',
      },
    ];
  }
  const configured: unknown = natOf(situation)?.minPortsPerVM;
  const ports = typeof configured === 'number' && configured > 0 ? configured : defaultPortsPerMachine;
  const capacity = addresses * Math.floor(portsPerAddress / ports);
  const machines = workers.reduce((sum, { maximum = 0, maxSurge }) => sum + maximum + surge(maxSurge, maximum), 0);
  if (machines <= capacity) return [];
  const message = `${addresses} NAT address(es) with ${ports} ports per machine suffice for ${capacity} machines, the pools allow ${machines}`;
  return [
    { rule: 'ACL-W107', path: `${path}.natIPNames`, message, fix: 'reserve more addresses or lower minPortsPerVM' },
  ];
}

/** Additional machines during a rolling update; a percentage is rounded up, as apimachinery does. */
function surge(value: unknown, maximum: number): number {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(typeof value === 'string' ? value : '')?.[1];
  if (percent === undefined) return value === undefined ? 1 : Number(value) || 0;
  return Math.ceil((Number(percent) * maximum) / 100);
}
