import { memoize } from '../../core/memo';
import { Quantity } from '../../core/quantity';
import type { MachineTypeSpec } from '../profile/read';
import type { WorkerSpec } from '../objects';

/** The boot disk of the machines of a pool; without a size it lies on the disk of the flavor. */
export interface RootDisk {
  /** GB. */
  readonly size?: number;
  readonly type?: string;
}

/**
 * The leading digits of a size, whatever its unit: `64Gi` is 64, and `1Ti` is 1.
 * `gardener:extensions/pkg/controller/worker/machines.go` (DiskSize) v1.150.
 */
export const leadingDigits: (size: string) => number | undefined = memoize(size => {
  const digits = /^\d+/.exec(size)?.[0];
  return digits === undefined ? undefined : Number(digits);
});

/**
 * The boot disk: of the pool's volume, else of the machine type's storage unless its type is `default`. A size of the pool wins over that of the
 * machine type; the latter is read from its canonical form, so that 1024Gi becomes 1 GB.
 * `provider-openstack:pkg/controller/worker/machines.go` (generateMachineConfig) v1.58.
 *
 * @returns the disk, or the controller's error for a size without digits
 */
export function rootDisk(
  volume: WorkerSpec['volume'],
  machineType: MachineTypeSpec,
): RootDisk | { readonly error: string } {
  const ownSize = volume === undefined ? 0 : leadingDigits(volume.size ?? '');
  if (ownSize === undefined) return { error: 'strconv.Atoi: parsing "": invalid syntax' };
  const size = ownSize > 0 ? { size: ownSize } : {};
  if (volume?.type !== undefined) return volume.type === '' ? size : { ...size, type: volume.type };
  const storage = machineType.storage;
  const type = storage?.type ?? '';
  if (type === '' || type === 'default') return size;
  const typeSize = storageSize(storage?.size);
  return { ...(ownSize === 0 && typeSize > 0 && { size: typeSize }), ...size, type };
}

function storageSize(size: string | number | undefined): number {
  if (size === undefined) return 0;
  return leadingDigits(Quantity.parse(size)?.toString() ?? '') ?? 0;
}
