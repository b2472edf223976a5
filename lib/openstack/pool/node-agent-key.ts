import { isInPlace as isInPlaceWorker } from '../../gardener/shoot/defaults/workers';
import { isBeforeMinor, majorMinor } from './kubernetes-version';
import { chainedSha256Hex } from '../../core/hash';
import type { HashInput } from './hash-input';
import { kubeletInputs, type KubeletInputs } from './kubelet';
import { rotationTimes, type CredentialRotations } from './rotation';

/** What the name of a pool's node-agent Secret depends on, after admission. */
export interface NodeAgentKeyInputs {
  readonly pool: string;
  /** Of the pool, else of the shoot. */
  readonly kubernetesVersion: string;
  readonly machineType: string;
  readonly image?: { readonly name?: string | undefined; readonly version?: string | undefined } | undefined;
  readonly volume?: { readonly size?: string | undefined; readonly type?: string | undefined } | undefined;
  readonly cri?: { readonly name?: string | undefined } | undefined;
  readonly updateStrategy?: string | undefined;
  readonly rotations?: CredentialRotations | undefined;
  readonly nodeLocalDNS: boolean;
  /** kube-proxy runs in IPVS mode. */
  readonly ipvs: boolean;
  /** Of the pool if it has a block, even an empty one, else of the shoot. */
  readonly kubelet?: KubeletInputs | undefined;
  /** Where the inputs stand in the Shoot. @default the pool itself */
  readonly origins?: { readonly worker: string; readonly kubernetes: string; readonly kubelet: string } | undefined;
}

/** A name that follows from a list of inputs. */
export interface HashedName {
  readonly name: string;
  /** In the order in which they are hashed; empty for pools that are updated in place. */
  readonly inputs: readonly HashInput[];
}

/** Whether nodes of a pool are updated without being replaced. */
export function isInPlace(updateStrategy: string | undefined): boolean {
  return isInPlaceWorker({ updateStrategy });
}

/**
 * The name of the Secret from which nodes of a pool get their configuration. It decides whether nodes are replaced: a new name is a new machine
 * class. Pools that are updated in place keep one name.
 * `gardener:pkg/component/extensions/operatingsystemconfig/operatingsystemconfig.go` (calculateKeyForValues, Key) v1.150.
 */
export function nodeAgentKey(values: NodeAgentKeyInputs): HashedName {
  const prefix = `gardener-node-agent-${values.pool}`;
  if (isInPlace(values.updateStrategy)) return { name: prefix, inputs: [] };
  const inputs = nodeAgentInputs(values);
  return { name: `${prefix}-${chainedSha256Hex(inputs.map(({ text }) => text)).slice(0, 16)}`, inputs };
}

function nodeAgentInputs(values: NodeAgentKeyInputs): HashInput[] {
  const { pool, kubernetesVersion, machineType, image, volume, cri, rotations, kubelet } = values;
  const origins = values.origins ?? { worker: pool, kubernetes: 'kubernetes.version', kubelet: 'kubelet' };
  const at = (field: string): string => `${origins.worker}.${field}`;
  const inputs: HashInput[] = [
    { name: 'Kubernetes minor version', text: majorMinor(kubernetesVersion), origin: origins.kubernetes },
    { name: 'machine type', text: machineType, origin: at('machine.type') },
  ];
  if (image !== undefined) {
    const text = `${image.name ?? ''}${image.version ?? ''}`;
    inputs.push({ name: 'machine image', text, origin: at('machine.image') });
  }
  if (volume !== undefined) {
    inputs.push({ name: 'volume size', text: volume.size ?? '', origin: at('volume.size') });
    if (volume.type !== undefined) inputs.push({ name: 'volume type', text: volume.type, origin: at('volume.type') });
  }
  if (cri !== undefined) inputs.push({ name: 'container runtime', text: cri.name ?? '', origin: at('cri.name') });
  inputs.push(...rotationInputs(rotations, pool));
  if (values.nodeLocalDNS && (isBeforeMinor(kubernetesVersion, 34) || values.ipvs)) {
    const origin = 'spec.systemComponents.nodeLocalDNS.enabled';
    inputs.push({ name: 'node-local DNS', text: 'node-local-dns', origin });
  }
  inputs.push(...kubeletInputs(kubelet, origins.kubelet));
  return inputs;
}

/** Rotation times as inputs of a hash. */
export function rotationInputs(rotations: CredentialRotations | undefined, pool: string): HashInput[] {
  return rotationTimes(rotations, pool).map(({ rotation, text }) => ({
    name:
      rotation === 'certificateAuthorities'
        ? 'rotation of certificate authorities'
        : 'rotation of the service account key',
    text,
    origin: `status.credentials.rotation.${rotation}`,
  }));
}
