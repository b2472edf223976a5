import { Quantity } from '../../core/quantity';
import type { HashInput } from './hash-input';

/** The fields of a kubelet configuration that enter the hashes; all others change nodes in place. */
export interface KubeletInputs {
  readonly kubeReserved?:
    | {
        readonly cpu?: string | number | undefined;
        readonly memory?: string | number | undefined;
        readonly pid?: string | number | undefined;
        readonly ephemeralStorage?: string | number | undefined;
      }
    | undefined;
  readonly evictionHard?:
    | {
        readonly imageFSAvailable?: string | undefined;
        readonly imageFSInodesFree?: string | undefined;
        readonly memoryAvailable?: string | undefined;
        readonly nodeFSAvailable?: string | undefined;
        readonly nodeFSInodesFree?: string | undefined;
      }
    | undefined;
  readonly cpuManagerPolicy?: string | undefined;
}

/**
 * The texts of a kubelet configuration that enter the hashes. Quantities are compared in their canonical form, eviction thresholds as they are
 * written, and a block counts as soon as it is there, even empty.
 * `gardener:pkg/utils/gardener/shoot.go` (CalculateDataStringForKubeletConfiguration) v1.150.
 *
 * @param path of the block in the Shoot, for the origin of each input
 */
export function kubeletInputs(kubelet: KubeletInputs | undefined, path: string): HashInput[] {
  const inputs: HashInput[] = [];
  const { kubeReserved, evictionHard, cpuManagerPolicy } = kubelet ?? {};
  if (kubeReserved !== undefined) {
    const { cpu, memory, pid, ephemeralStorage } = kubeReserved;
    const text = [cpu, memory, pid, ephemeralStorage].map(quantityText).join('-');
    inputs.push({ name: 'kubeReserved', text, origin: `${path}.kubeReserved` });
  }
  if (evictionHard !== undefined) {
    const { imageFSAvailable, imageFSInodesFree, memoryAvailable, nodeFSAvailable, nodeFSInodesFree } = evictionHard;
    const thresholds = [imageFSAvailable, imageFSInodesFree, memoryAvailable, nodeFSAvailable, nodeFSInodesFree];
    const text = thresholds.map(threshold => threshold ?? '').join('-');
    inputs.push({ name: 'evictionHard', text, origin: `${path}.evictionHard` });
  }
  if (cpuManagerPolicy !== undefined)
    inputs.push({ name: 'cpuManagerPolicy', text: cpuManagerPolicy, origin: `${path}.cpuManagerPolicy` });
  return inputs;
}

/** A quantity as Go prints it, `<nil>` when it is absent. */
function quantityText(quantity: string | number | undefined): string {
  if (quantity === undefined) return '<nil>';
  return Quantity.parse(quantity)?.toString() ?? String(quantity);
}
