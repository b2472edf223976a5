import { nodeAgentKey } from '../../../lib/openstack/pool/node-agent-key';
import type { KubeletInputs } from '../../../lib/openstack/pool/kubelet';
import type { CredentialRotations } from '../../../lib/openstack/pool/rotation';
import { equal, type Difference } from '../compare';

/** The facts of a worker pool in flux-vectors.json, group `workerPoolKey`. */
interface WorkerPoolFacts {
  readonly worker: string;
  readonly kubernetesMajorMinor: string;
  readonly machineType: string;
  readonly image?: string;
  readonly imageVersion?: string;
  readonly volume?: { readonly size?: string; readonly type?: string };
  readonly cri?: string;
  readonly kubelet?: KubeletInputs;
  readonly updateStrategy?: string;
  readonly credentialsRotation?: CredentialRotations;
  readonly caRotation?: string;
  readonly serviceAccountKeyRotation?: string;
  readonly nodeLocalDNS?: boolean;
  readonly kubeProxyMode?: string;
}

const known: readonly string[] = [
  'worker',
  'kubernetesMajorMinor',
  'machineType',
  'image',
  'imageVersion',
  'volume',
  'cri',
  'kubelet',
  'updateStrategy',
  'credentialsRotation',
  'caRotation',
  'serviceAccountKeyRotation',
  'nodeLocalDNS',
  'kubeProxyMode',
];

/** Answers one case of the group `workerPoolKey`. */
export function runWorkerPoolKey(entry: unknown): Difference | undefined {
  const { input, expect } = entry as { readonly input: WorkerPoolFacts; readonly expect: string };
  const unknown = Object.keys(input).find(key => !known.includes(key));
  if (unknown !== undefined) throw new Error(`unknown fact ${unknown}`);
  const { image, cri, caRotation, serviceAccountKeyRotation } = input;
  const { name } = nodeAgentKey({
    pool: input.worker,
    kubernetesVersion: input.kubernetesMajorMinor,
    machineType: input.machineType,
    image: image === undefined ? undefined : { name: image, version: input.imageVersion },
    volume: input.volume,
    cri: cri === undefined ? undefined : { name: cri },
    kubelet: input.kubelet,
    updateStrategy: input.updateStrategy,
    rotations: input.credentialsRotation ?? {
      certificateAuthorities: { lastInitiationTime: caRotation },
      serviceAccountKey: { lastInitiationTime: serviceAccountKeyRotation },
    },
    nodeLocalDNS: input.nodeLocalDNS ?? false,
    ipvs: input.kubeProxyMode === 'IPVS',
  });
  return equal('name', expect, name);
}
