import type { Construct } from 'constructs';
import type { ShootMachineImage, Worker } from '../../imports/core.gardener.cloud/v1beta1';
import {
  ControlPlaneConfig,
  InfrastructureConfig,
  WorkerConfig,
} from '../../imports/openstack.provider.extensions.gardener.cloud/v1alpha1';
import type { Kind } from '../../imports/kind';
import { Shoot, type ShootProps } from '../gardener/shoot/shoot';
import { chooseImage } from '../gardener/shoot/admission/choose-image';
import { defaultArchitecture } from './pool/capabilities';
import { isInPlace } from './pool/node-agent-key';
import { machineTypeOf } from './profile/read';
import type { OpenStackCloudProfile } from './openstack-cloud-profile';
import type { OpenStackNamespacedCloudProfile } from './openstack-namespaced-cloud-profile';

type WithoutHead<T> = Omit<T, 'apiVersion' | 'kind'>;

/** A worker pool: the fields of a Shoot's worker, with the flavor by its name. */
export interface OpenStackWorker extends Omit<Worker, 'machine' | 'providerConfig'> {
  /** Machine type of the profile. */
  readonly flavor: string;
  /** @default the architecture of the flavor, which is written out: what admission would fill in is then in Git */
  readonly architecture?: 'amd64' | 'arm64';
  /** @default the newest version of the profile that fits with `pinImages`, else what the API server picks for a new pool, and keeps */
  readonly image?: ShootMachineImage;
  /** Fields of the WorkerConfig. @default none */
  readonly config?: WithoutHead<WorkerConfig>;
}

/** The props of a Shoot, with OpenStack's own configuration typed. */
export interface OpenStackShootProps extends Omit<
  ShootProps,
  'profile' | 'workers' | 'infrastructureConfig' | 'controlPlaneConfig'
> {
  readonly profile: OpenStackCloudProfile | OpenStackNamespacedCloudProfile;
  /**
   * Writes the image that admission would pick into pools that name none, or no complete version: a newer version in the profile then rolls the nodes
   * with the commit that renders it. @default false
   */
  readonly pinImages?: boolean;
  /** Floating pool of the router and of load balancers. */
  readonly floatingPool: string;
  /** Load balancer provider of the profile, for example `amphora`. */
  readonly loadBalancerProvider: string;
  readonly workers: readonly OpenStackWorker[];
  /** More fields of the InfrastructureConfig. @default `networks.workers` is `networking.nodes` */
  readonly infrastructure?: Partial<WithoutHead<InfrastructureConfig>>;
  /** More fields of the ControlPlaneConfig. @default none */
  readonly controlPlaneConfig?: Partial<WithoutHead<ControlPlaneConfig>>;
}

/** A Shoot on OpenStack: its provider configurations are typed, and the architecture of every pool is written. */
export class OpenStackShoot extends Shoot {
  constructor(scope: Construct, id: string, props: OpenStackShootProps) {
    const { floatingPool, loadBalancerProvider, infrastructure, controlPlaneConfig, workers, pinImages, ...shoot } =
      props;
    const nodes = props.networking?.nodes;
    super(scope, id, {
      ...shoot,
      infrastructureConfig: headed(InfrastructureConfig, {
        floatingPoolName: floatingPool,
        networks: { ...(nodes !== undefined && { workers: nodes }) },
        ...infrastructure,
      }),
      controlPlaneConfig: headed(ControlPlaneConfig, { loadBalancerProvider, ...controlPlaneConfig }),
      workers: workers.map(worker => workerOf(worker, props.profile, pinImages === true)),
    });
  }
}

function workerOf(
  { flavor, architecture, image, config, ...worker }: OpenStackWorker,
  profile: OpenStackShootProps['profile'],
  pinImages: boolean,
): Worker {
  const written = architecture ?? profile.architectureOf(flavor);
  const machineImage = pinImages ? pinnedImage({ flavor, architecture: written, image, ...worker }, profile) : image;
  return {
    ...worker,
    machine: {
      type: flavor,
      ...(written !== undefined && { architecture: written as 'amd64' | 'arm64' }),
      ...(machineImage !== undefined && { image: machineImage }),
    },
    ...(config !== undefined && { providerConfig: headed(WorkerConfig, config) }),
  };
}

interface PinnedWorker extends Pick<OpenStackWorker, 'flavor' | 'updateStrategy'> {
  readonly architecture: string | undefined;
  readonly image: ShootMachineImage | undefined;
}

/** The image that admission would pick, expiry aside; where it finds none the checks say why. */
function pinnedImage(
  { flavor, architecture = defaultArchitecture, image, updateStrategy }: PinnedWorker,
  { catalogue }: OpenStackShootProps['profile'],
): ShootMachineImage | undefined {
  const machineType = machineTypeOf(catalogue, flavor);
  const inPlace = isInPlace(updateStrategy);
  const chosen = chooseImage({ profile: catalogue, image, architecture, machineType, inPlace, now: undefined });
  return 'image' in chosen ? { ...image, ...chosen.image } : image;
}

/** A configuration with the apiVersion and kind by which the provider recognizes it. */
function headed<T>({ apiVersion, kind }: Kind<T>, fields: object): object {
  return { apiVersion, kind, ...fields };
}
