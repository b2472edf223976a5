import type { KubernetesObject } from '../../core/object';
import { distribute, distributeIntOrPercent, type IntOrPercent } from '../pool/distribute';
import { isInPlace } from '../pool/node-agent-key';
import type { ShootObject, WorkerSpec } from '../objects';
import type { MachineTypeSpec } from '../profile/read';
import { autoscalerAnnotations, durationText, needsAutoscaler } from './autoscaler';
import { machineApiVersion } from './class';
import { textMap } from './labels';
import type { Pool } from './pool';

/** One zone's part of a pool. */
export interface ZoneShareOfPool {
  readonly zone: string;
  /** From 0. */
  readonly index: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly maxSurge: IntOrPercent;
  readonly maxUnavailable: IntOrPercent;
  /** Failed machines that are kept for inspection. */
  readonly preservedMaximum: number;
}

/** How a pool is spread over its zones. */
export function zoneShares(worker: WorkerSpec): ZoneShareOfPool[] {
  const { zones = [], minimum = 0, maximum = 0, maxSurge = 0, maxUnavailable = 0 } = worker;
  const preserved = worker.machineControllerManager?.autoPreserveFailedMachineMax ?? 0;
  return zones.map((zone, index) => ({
    zone,
    index,
    minimum: distribute(index, minimum, zones.length),
    maximum: distribute(index, maximum, zones.length),
    maxSurge: distributeIntOrPercent(maxSurge, { zone: index, zones: zones.length, total: maximum }),
    maxUnavailable: distributeIntOrPercent(maxUnavailable, { zone: index, zones: zones.length, total: minimum }),
    preservedMaximum: distribute(index, preserved, zones.length),
  }));
}

/** What the machine deployment of one zone is made of. */
export interface DeploymentInputs {
  readonly pool: Pool;
  readonly shoot: ShootObject;
  readonly workers: readonly WorkerSpec[];
  readonly machineType: MachineTypeSpec;
  readonly namespace: string;
  readonly share: ZoneShareOfPool;
  readonly name: string;
  readonly className: string;
  /** What is known about the deployment that exists. @default it is new */
  readonly existing?: ExistingDeployment | undefined;
}

/** The machine deployment of a zone before this reconciliation. */
export interface ExistingDeployment {
  readonly replicas: number;
  /** All deployments of the shoot had no replicas: it wakes up. */
  readonly wakingUp?: boolean;
}

/**
 * The number of replicas that the controller sets.
 * `gardener:extensions/pkg/controller/worker/genericactuator/actuator_reconcile.go` (deployMachineDeployment) v1.150.
 */
export function replicasOf({ shoot, workers, share, existing }: DeploymentInputs): number {
  if (shoot.spec?.hibernation?.enabled === true) return 0;
  if (!needsAutoscaler(workers) || existing === undefined || existing.wakingUp === true) return share.minimum;
  return Math.min(Math.max(existing.replicas, share.minimum), Math.max(share.maximum, share.minimum));
}

/** The machine deployment of one zone; labels, annotations and taints of its node template are also brought to nodes that exist. */
export function renderMachineDeployment(inputs: DeploymentInputs): KubernetesObject {
  const { pool, shoot, namespace, share, name, className } = inputs;
  const annotations = autoscalerAnnotations(pool.worker.clusterAutoscaler);
  return {
    apiVersion: machineApiVersion,
    kind: 'MachineDeployment',
    metadata: {
      name,
      namespace,
      labels: { 'worker.gardener.cloud/pool': pool.name },
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      replicas: replicasOf(inputs),
      ...(share.preservedMaximum !== 0 && { autoPreserveFailedMachineMax: share.preservedMaximum }),
      revisionHistoryLimit: 0,
      minReadySeconds: 500,
      strategy: strategyOf(pool.worker.updateStrategy, share),
      selector: { matchLabels: { name } },
      template: {
        metadata: { labels: templateLabels(pool, shoot, name) },
        spec: {
          class: { kind: 'MachineClass', name: className },
          ...machineSettings(inputs),
          nodeTemplate: nodeTemplate(pool, share.zone),
        },
      },
    },
  };
}

function strategyOf(updateStrategy: string | undefined, share: ZoneShareOfPool): Record<string, unknown> {
  const limits = { maxSurge: share.maxSurge, maxUnavailable: share.maxUnavailable };
  if (!isInPlace(updateStrategy)) return { type: 'RollingUpdate', rollingUpdate: limits };
  const orchestrationType = updateStrategy === 'ManualInPlaceUpdate' ? 'Manual' : 'Auto';
  return { type: 'InPlaceUpdate', inPlaceUpdate: { ...limits, orchestrationType } };
}

function templateLabels(pool: Pool, shoot: ShootObject, name: string): Record<string, string> {
  if (!isInPlace(pool.worker.updateStrategy)) return { name };
  return { name, 'worker.gardener.cloud/name': shoot.metadata?.name ?? '' };
}

/**
 * How machine-controller-manager treats the machines; a creation timeout of the machine type counts where the pool has none.
 * `gardener:extensions/pkg/controller/worker/genericactuator/actuator_reconcile.go` (ReadMachineConfiguration) v1.150.
 */
function machineSettings({ pool, machineType }: DeploymentInputs): Record<string, unknown> {
  const settings = pool.worker.machineControllerManager ?? {};
  const typeTimeout = machineType.machineControllerManager?.machineCreationTimeout;
  const { nodeConditions = [] } = settings;
  const values = {
    drainTimeout: durationText(settings.machineDrainTimeout),
    healthTimeout: durationText(settings.machineHealthTimeout),
    creationTimeout: durationText(settings.machineCreationTimeout ?? typeTimeout),
    inPlaceUpdateTimeout: durationText(settings.inPlaceUpdateTimeout),
    machinePreserveTimeout: durationText(settings.machinePreserveTimeout),
    disableHealthTimeout: settings.disableHealthTimeout,
    maxEvictRetries: settings.maxEvictRetries,
    nodeConditions: nodeConditions.length > 0 ? nodeConditions.join(',') : undefined,
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function nodeTemplate(pool: Pool, zone: string): Record<string, unknown> {
  const annotations = textMap(pool.worker.annotations);
  const taints = pool.worker.taints ?? [];
  return {
    metadata: {
      ...(Object.keys(annotations).length > 0 && { annotations }),
      labels: {
        ...pool.labels,
        'topology.cinder.csi.openstack.org/zone': zone,
        'topology.manila.csi.openstack.org/zone': zone,
      },
    },
    spec: taints.length > 0 ? { taints } : {},
  };
}
