import { inPlaceHash } from '../pool/pool-hash';
import { isInPlace } from '../pool/node-agent-key';
import type { StatusImage } from '../image/status-image';
import type { MachineConfig } from './machine-config';

/** What the controller writes into the status of the Worker. */
export interface PredictedWorkerStatus {
  readonly machineDeployments: readonly {
    readonly name: string;
    readonly minimum: number;
    readonly maximum: number;
    /** For the priority expander of the cluster autoscaler; written nowhere else. */
    readonly priority?: number;
  }[];
  /** Part of the provider status. */
  readonly machineImages: readonly StatusImage[];
}

/**
 * The status of the Worker after its machines were deployed; limits do not change while the shoot is hibernated.
 * `gardener:extensions/pkg/controller/worker/genericactuator/actuator_reconcile.go` (updateWorkerStatusMachineDeployments) v1.150.
 */
export function workerStatusOf({ pools, statusImages }: MachineConfig): PredictedWorkerStatus {
  return {
    machineDeployments: pools.flatMap(({ pool, zones }) =>
      zones.map(({ deploymentName, share }) => ({
        name: deploymentName,
        minimum: share.minimum,
        maximum: share.maximum,
        ...(pool.worker.priority !== undefined && { priority: pool.worker.priority }),
      })),
    ),
    machineImages: statusImages,
  };
}

/** The hashes of the in-place pools that the status records once their nodes are up to date. */
export function workerPoolToHashMap({ pools }: MachineConfig): Record<string, string> {
  const inPlace = pools.filter(({ pool }) => isInPlace(pool.worker.updateStrategy));
  return Object.fromEntries(inPlace.map(({ pool }) => [pool.name, inPlaceHash(pool.keyInputs).hash]));
}
