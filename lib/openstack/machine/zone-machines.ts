import type { KubernetesObject } from '../../core/object';
import type { AdmittedShoot } from '../admission/admit';
import { renderMachineClass, serverTags, type ClassInputs } from './class';
import { renderMachineDeployment, zoneShares, type ExistingDeployment, type ZoneShareOfPool } from './deployment';
import { className, deploymentName } from './names';
import type { Pool } from './pool';
import { renderMachineSecret } from './secret';

/** What the objects of machines follow from beside their pool. */
export interface ZoneInputs {
  readonly admitted: Pick<AdmittedShoot, 'shoot' | 'workers'>;
  /** Namespace of the shoot in its seed. */
  readonly namespace: string;
  /** Boot script of a pool's machines. */
  readonly userData: (pool: Pool) => string;
  /** What is known about deployments that exist, by name. @default all are new */
  readonly existing?: ReadonlyMap<string, ExistingDeployment> | undefined;
  /** Node capacities that the Worker remembers, by pool, for pools whose machine type did not change. */
  readonly rememberedCapacities?: ReadonlyMap<string, Readonly<Record<string, string>>> | undefined;
}

/** What is known about a pool once the controller can make its machines. */
export type PoolParts = Pick<
  ClassInputs,
  'pool' | 'config' | 'disk' | 'serverGroup' | 'network' | 'machineType' | 'image'
>;

/** The machines of a pool, zone by zone; `hash` is that of the pool. */
export function zonesOf(inputs: ZoneInputs, parts: PoolParts, hash: string): ZoneMachines[] {
  const { pool, config } = parts;
  const { shoot } = inputs.admitted;
  const common: ClassInputs = {
    ...parts,
    shoot,
    namespace: inputs.namespace,
    rememberedCapacity: inputs.rememberedCapacities?.get(pool.name),
    tags: serverTags({ pool, shoot, config }),
  };
  return zoneShares(pool.worker).map(share => new ZoneMachines(inputs, common, { share, hash }));
}

/** The machines of one pool in one zone. Its objects are made whenever they are asked for: most rules look at names alone. */
export class ZoneMachines {
  readonly share: ZoneShareOfPool;
  readonly deploymentName: string;
  readonly className: string;
  private readonly inputs: ZoneInputs;
  private readonly common: ClassInputs;

  constructor(
    inputs: ZoneInputs,
    common: ClassInputs,
    { share, hash }: { readonly share: ZoneShareOfPool; readonly hash: string },
  ) {
    this.inputs = inputs;
    this.common = common;
    this.share = share;
    this.deploymentName = deploymentName(common.shoot.status?.technicalID ?? '', common.pool.name, share.index);
    this.className = className(this.deploymentName, hash);
  }

  get secret(): KubernetesObject {
    return renderMachineSecret(this.className, this.common.namespace, this.inputs.userData(this.common.pool));
  }

  get machineClass(): KubernetesObject {
    return renderMachineClass(this.common, this.share.zone, this.className);
  }

  get machineDeployment(): KubernetesObject {
    const { admitted, existing } = this.inputs;
    return renderMachineDeployment({
      pool: this.common.pool,
      shoot: this.common.shoot,
      workers: admitted.workers,
      machineType: this.common.machineType,
      namespace: this.common.namespace,
      share: this.share,
      name: this.deploymentName,
      className: this.className,
      existing: existing?.get(this.deploymentName),
    });
  }
}
