import { isInPlace } from './pool/node-agent-key';
import { isBeforeMinor } from './pool/kubernetes-version';
import type { PoolMachines } from './machine/pool-machines';

/** A field whose change replaces the nodes of a pool, or updates them in place. */
export interface RollTrigger {
  readonly field: string;
  readonly why: string;
}

/**
 * What would roll a pool as it is now: the inputs of its hash, and fields that would become inputs.
 * `gardener:docs/usage/shoot-operations/shoot_updates.md` v1.150.
 */
export function rollTriggers({ pool }: PoolMachines): RollTrigger[] {
  const { origins } = pool.keyInputs;
  const worker = origins?.worker ?? pool.name;
  const common: RollTrigger[] = [
    { field: origins?.kubernetes ?? 'kubernetes.version', why: 'another minor version' },
    { field: `${worker}.machine.image.version`, why: 'any change' },
    {
      field: `${origins?.kubelet ?? 'kubelet'}.kubeReserved`,
      why: 'another amount, or another spelling that is not canonical',
    },
    {
      field: `${origins?.kubelet ?? 'kubelet'}.evictionHard`,
      why: 'any change of the text, and adding an empty block',
    },
    { field: `${origins?.kubelet ?? 'kubelet'}.cpuManagerPolicy`, why: 'any change, and writing the default' },
    ...(pool.keyInputs.origins?.kubelet === 'spec.kubernetes.kubelet'
      ? [{ field: `${worker}.kubernetes.kubelet`, why: 'adding a block, which replaces that of the shoot' }]
      : []),
    {
      field: 'annotation gardener.cloud/operation',
      why: 'starting a rotation of certificate authorities or of the service account key',
    },
  ];
  if (isInPlace(pool.worker.updateStrategy)) return common;
  return [
    ...common,
    { field: `${worker}.machine.type`, why: 'any change' },
    { field: `${worker}.machine.image.name`, why: 'any change' },
    { field: `${worker}.volume`, why: 'adding or removing it, another size or type' },
    { field: `${worker}.cri.name`, why: 'any change' },
    ...nodeLocalDNS(pool),
    { field: `${worker}.providerConfig.serverGroup.policy`, why: 'any change: the pool gets a new server group' },
    { field: `${worker}.providerConfig.machineLabels`, why: 'any change of labels with triggerRollingOnUpdate' },
    {
      field: `${worker}.providerConfig.additionalSecurityGroups`,
      why: 'adding or removing a group; the order does not matter',
    },
  ];
}

function nodeLocalDNS({ kubernetesVersion, keyInputs }: PoolMachines['pool']): RollTrigger[] {
  if (!isBeforeMinor(kubernetesVersion, 34) && !keyInputs.ipvs) return [];
  return [
    {
      field: 'spec.systemComponents.nodeLocalDNS.enabled',
      why: 'any change, before Kubernetes 1.34 or with kube-proxy in IPVS mode',
    },
  ];
}
