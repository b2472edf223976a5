import { appendStatusImage, normalizeStatusImages, type StatusImage } from '../image/status-image';
import type { InfrastructureState } from '../objects';
import type { CapabilityDefinition } from '../pool/capabilities';
import { definitionsOf } from '../profile/read';
import { nodeNetwork } from './class';
import { PoolMachines, type PoolInputs } from './pool-machines';
import { poolsOf } from './pool';

export type { PoolMachines };

/** Everything that the machines of a shoot follow from. */
export interface MachineConfigInputs extends PoolInputs {
  readonly infrastructure: InfrastructureState;
}

/** The machines of a shoot. The controller makes either all or none. */
export class MachineConfig {
  readonly pools: readonly PoolMachines[];
  /** The first error of the controller. */
  readonly error: string | undefined;
  private readonly definitions: readonly CapabilityDefinition[];

  constructor(inputs: MachineConfigInputs) {
    const network = nodeNetwork(inputs.infrastructure);
    const definitions = definitionsOf(inputs.profile);
    this.definitions = definitions;
    this.pools = poolsOf(inputs.admitted).map(pool => new PoolMachines(inputs, { pool, network, definitions }));
    this.error = 'error' in network ? network.error : this.pools.find(({ error }) => error !== undefined)?.error;
  }

  /** Images that the worker status will record. */
  get statusImages(): StatusImage[] {
    let images: StatusImage[] = [];
    for (const { image } of this.pools) {
      if (image?.image === undefined) continue;
      images = appendStatusImage(normalizeStatusImages(images, this.definitions), image.image, this.definitions);
    }
    return normalizeStatusImages(images, this.definitions);
  }
}

/**
 * Machine classes, machine deployments and Secrets of a shoot, with the hashes and image lookups that they follow from.
 * `provider-openstack:pkg/controller/worker/machines.go` (generateMachineConfig) v1.58.
 */
export function machineConfig(inputs: MachineConfigInputs): MachineConfig {
  return new MachineConfig(inputs);
}
