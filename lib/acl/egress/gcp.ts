import type { InfrastructureConfig } from '../../../imports/gcp.provider.extensions.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import type { Situation } from '../situation';
import { configList } from './config-list';
import type { EgressProblem } from './problem';

/** Ports of one NAT address; each machine gets at least `minPortsPerVM` of them. */
const portsPerAddress = 64_512;
const defaultPortsPerMachine = 2048;
const path = 'spec.provider.infrastructureConfig.networks.cloudNAT';

/** Only reserved addresses are published, and with them ports are allotted by hand: they must suffice for all machines. */
export function gcpProblems({ shoot }: Situation): EgressProblem[] {
  const { infrastructureConfig, workers = [] } = shoot.spec?.provider ?? {};
  const nat = (infrastructureConfig as Loose<InfrastructureConfig> | undefined)?.networks?.cloudNAT;
  const addresses = configList(nat?.natIPNames).length;
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
  const ports = nat?.minPortsPerVM ?? defaultPortsPerMachine;
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
