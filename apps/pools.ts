// The worker pools of shoots on OpenStack: one for each architecture.
import type { OpenStackWorker } from '../lib/openstack';
import type { LandscapeValues } from './values';

/** Nodes with amd64, in every zone; a new one in each before an old one goes. */
export function cpuPool({ zones, maximum, gardenlinux }: LandscapeValues): OpenStackWorker {
  return {
    name: 'cpu',
    flavor: 'm1.4',
    image: { name: 'gardenlinux', version: gardenlinux },
    minimum: zones.length,
    maximum,
    maxSurge: zones.length,
    zones,
    volume: { type: 'perf1', size: '50Gi' },
  };
}

/** Nodes with arm64, for workloads that say they can run there. */
export function armPool(values: LandscapeValues): OpenStackWorker {
  const taints = [{ key: 'kubernetes.io/arch', value: 'arm64', effect: 'NoSchedule' }] as const;
  return { ...cpuPool(values), name: 'arm', flavor: 'a1.4', taints };
}
