import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import type { Worker } from '../../imports/core.gardener.cloud/v1beta1';
import type { KubernetesObject } from '../core/object';
import { admitShoot } from './admission/admit';
import type { LookupMode } from './image/query';
import { machineConfig } from './machine/machine-config';
import type { Pool } from './machine/pool';
import { standAloneObjects } from './machine/stand-alone';
import type { InfrastructureState, ProfileSpec, ShootObject } from './objects';

/** The machines of one cluster, as machine-controller-manager makes them without Gardener. */
export interface StandAloneMachinesProps {
  /** What Gardener calls the technical id: the beginning of all names. @default the id of the construct */
  readonly name?: string;
  /** Namespace of machine-controller-manager. */
  readonly namespace: string;
  /** Machine types and images, with providerConfig; for example the `catalogue` of an OpenStackCloudProfile. */
  readonly catalogue: ProfileSpec;
  readonly region: string;
  readonly kubernetesVersion: string;
  /** Range of the pods. */
  readonly pods: string;
  /** Worker pools; `providerConfig` is a WorkerConfig. */
  readonly workers: readonly Worker[];
  /** Networks, key pair and security group that the machines use. */
  readonly infrastructure: InfrastructureState;
  /** Secret with the credentials, managed elsewhere: a class never holds any. */
  readonly credentials: { readonly name: string; readonly namespace: string };
  /** Boot script of a pool's machines; `<<BOOTSTRAP_TOKEN>>` and `<<MACHINE_NAME>>` are filled in by machine-controller-manager. */
  readonly userData: (pool: Pool) => string;
  /** The objects as they were applied before: classes whose machines still run are kept until their deployment has rolled. @default none */
  readonly previous?: readonly KubernetesObject[];
  /** @default strict */
  readonly mode?: LookupMode;
}

/**
 * MachineClasses, MachineDeployments and Secrets as intent, for a machine-controller-manager without Gardener. In a landscape of Gardener they
 * belong to its worker controller, and only a preview of them is rendered.
 *
 * @throws Error where machines cannot be made, for example because there is no image
 */
export class StandAloneMachines extends Construct {
  /** The objects that are applied. */
  readonly objects: readonly KubernetesObject[];

  constructor(scope: Construct, id: string, props: StandAloneMachinesProps) {
    super(scope, id);
    const { catalogue, credentials, infrastructure, namespace, previous, userData, mode } = props;
    const machines = machineConfig({
      admitted: admitShoot(clusterOf(props.name ?? id, props), { profile: catalogue }),
      profileName: 'catalogue',
      profile: catalogue,
      config: catalogue.providerConfig ?? {},
      infrastructure,
      namespace,
      userData,
      mode,
    });
    if (machines.error !== undefined) throw new Error(`${this.node.path}: ${machines.error}`);
    this.objects = standAloneObjects(machines, { credentials, previous });
    for (const object of this.objects)
      new ApiObject(this, `${object.kind}-${object.metadata.name ?? ''}`, object as unknown as ApiObjectProps);
  }
}

function clusterOf(name: string, props: StandAloneMachinesProps): ShootObject {
  const { region, kubernetesVersion, pods, workers } = props;
  return {
    metadata: { name },
    spec: {
      region,
      kubernetes: { version: kubernetesVersion },
      networking: { pods },
      provider: { type: 'openstack', workers },
    },
    status: { technicalID: name },
  };
}
