// The worker pools of shoots on OpenStack: one for each architecture.
import type { ShootProps } from '../lib';
import type { LandscapeValues } from './values';

type Pool = NonNullable<ShootProps['workers']>[number];

/** Nodes with amd64, in every zone; a new one in each before an old one goes. */
export function cpuPool({ zones, maximum, gardenlinux }: LandscapeValues): Pool {
  return {
    name: 'cpu',
    machine: { type: 'm1.4', architecture: 'amd64', image: { name: 'gardenlinux', version: gardenlinux } },
    minimum: zones.length,
    maximum,
    maxSurge: zones.length,
    zones,
    volume: { type: 'perf1', size: '50Gi' },
  };
}

/** Nodes with arm64, for workloads that say they can run there. */
export function armPool(values: LandscapeValues): Pool {
  const cpu = cpuPool(values);
  return {
    ...cpu,
    name: 'arm',
    machine: { ...cpu.machine, type: 'a1.4', architecture: 'arm64' },
    taints: [{ key: 'kubernetes.io/arch', value: 'arm64', effect: 'NoSchedule' }],
  };
}
