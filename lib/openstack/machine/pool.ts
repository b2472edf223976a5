import { nodeAgentKey, type HashedName, type NodeAgentKeyInputs } from '../pool/node-agent-key';
import type { AdmittedShoot } from '../admission/admit';
import type { ShootObject, WorkerSpec } from '../objects';
import { poolLabels, type Labels } from './labels';

/** A worker pool as gardenlet hands it to the provider: the admitted pool with everything that follows from the shoot. */
export interface Pool {
  readonly name: string;
  /** Position among the workers of the Shoot. */
  readonly index: number;
  readonly worker: WorkerSpec;
  readonly architecture: string | undefined;
  readonly kubernetesVersion: string;
  readonly nodeAgent: HashedName;
  /** Inputs of the node-agent key, which the in-place hash uses again. */
  readonly keyInputs: NodeAgentKeyInputs;
  readonly labels: Labels;
}

/**
 * The worker pools of an admitted Shoot.
 * `gardener:pkg/component/extensions/worker/worker.go` (deploy) v1.150.
 */
export function poolsOf({ shoot, workers }: Pick<AdmittedShoot, 'shoot' | 'workers'>): Pool[] {
  const nodeLocalDNS = hasNodeLocalDNS(shoot);
  return workers.map((worker, index) => {
    const keyInputs = keyInputsOf(shoot, worker, index);
    const nodeAgent = nodeAgentKey(keyInputs);
    return {
      name: worker.name ?? '',
      index,
      worker,
      architecture: worker.machine?.architecture,
      kubernetesVersion: keyInputs.kubernetesVersion,
      nodeAgent,
      keyInputs,
      labels: poolLabels({ worker, nodeAgentSecretName: nodeAgent.name, nodeLocalDNS }),
    };
  });
}

/** Whether the shoot runs the DNS cache on its nodes. */
export function hasNodeLocalDNS(shoot: ShootObject): boolean {
  return shoot.spec?.systemComponents?.nodeLocalDNS?.enabled ?? false;
}

function keyInputsOf(shoot: ShootObject, worker: WorkerSpec, index: number): NodeAgentKeyInputs {
  const kubernetes = shoot.spec?.kubernetes;
  const ownKubelet = worker.kubernetes?.kubelet;
  const ownVersion = worker.kubernetes?.version;
  const path = `spec.provider.workers[${index}]`;
  return {
    pool: worker.name ?? '',
    kubernetesVersion: ownVersion ?? kubernetes?.version ?? '',
    machineType: worker.machine?.type ?? '',
    image: worker.machine?.image,
    volume: worker.volume,
    cri: worker.cri,
    updateStrategy: worker.updateStrategy,
    rotations: shoot.status?.credentials?.rotation,
    nodeLocalDNS: hasNodeLocalDNS(shoot),
    ipvs: kubernetes?.kubeProxy?.enabled === true && kubernetes.kubeProxy.mode === 'IPVS',
    kubelet: ownKubelet ?? kubernetes?.kubelet,
    origins: {
      worker: path,
      kubernetes: ownVersion === undefined ? 'spec.kubernetes.version' : `${path}.kubernetes.version`,
      kubelet: ownKubelet === undefined ? 'spec.kubernetes.kubelet' : `${path}.kubernetes.kubelet`,
    },
  };
}
