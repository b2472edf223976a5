import { majorMinor } from './kubernetes-version';
import { chainedSha256Hex } from '../../core/hash';
import type { HashInput } from './hash-input';
import { kubeletInputs } from './kubelet';
import { isInPlace, rotationInputs, type NodeAgentKeyInputs } from './node-agent-key';

/** The hash in the names of a pool's machine classes. */
export interface PoolHash {
  /** Five hexadecimal digits: two different pools collide once in a million. */
  readonly hash: string;
  /** All 64 digits, which do not collide. */
  readonly full: string;
  /** What was hashed, in order. */
  readonly inputs: readonly HashInput[];
  /** For pools that are updated in place: the inputs of the hash that Gardener compares to see whether nodes must be updated. */
  readonly inPlace?: { readonly hash: string; readonly inputs: readonly HashInput[] };
}

/**
 * The hash of a pool. Nodes are replaced when it changes; for pools that are updated in place, nodes are updated. What the provider adds
 * (OpenStack: server group, rolling machine labels, security groups) counts for the former only.
 * `gardener:extensions/pkg/controller/worker/machines.go` (WorkerPoolHash, WorkerPoolHashInPlace) v1.150.
 *
 * @param nodeAgentSecretName see {@link nodeAgentKey}
 */
export function poolHash(
  nodeAgentSecretName: string,
  values: NodeAgentKeyInputs,
  additional: readonly HashInput[] = [],
): PoolHash {
  const key = { name: 'node-agent Secret', text: nodeAgentSecretName, origin: 'inputs of the node-agent Secret' };
  if (!isInPlace(values.updateStrategy)) return hashOf([key, ...additional]);
  const inPlace = inPlaceHash(values);
  const origin = 'inputs of the in-place hash';
  return { ...hashOf([key, { name: 'in-place hash', text: inPlace.hash, origin }]), inPlace };
}

function hashOf(inputs: readonly HashInput[]): PoolHash {
  const full = chainedSha256Hex(inputs.map(({ text }) => text));
  return { hash: full.slice(0, 5), full, inputs };
}

/**
 * The hash that tells whether nodes of a pool with an in-place strategy are up to date: Kubernetes minor version, image version, rotation times, kubelet.
 * `gardener:pkg/utils/gardener/shoot.go` (CalculateWorkerPoolHashForInPlaceUpdate) v1.150.
 */
export function inPlaceHash(values: NodeAgentKeyInputs): {
  readonly hash: string;
  readonly inputs: readonly HashInput[];
} {
  const origins = values.origins ?? { worker: values.pool, kubernetes: 'kubernetes.version', kubelet: 'kubelet' };
  const inputs: HashInput[] = [
    { name: 'Kubernetes minor version', text: majorMinor(values.kubernetesVersion), origin: origins.kubernetes },
    {
      name: 'machine image version',
      text: values.image?.version ?? '',
      origin: `${origins.worker}.machine.image.version`,
    },
    ...rotationInputs(values.rotations, values.pool),
    ...kubeletInputs(values.kubelet, origins.kubelet),
  ];
  return { hash: chainedSha256Hex(inputs.map(({ text }) => text)).slice(0, 16), inputs };
}
