import type {
  CloudProfileSpec,
  NamespacedCloudProfile,
  Shoot,
  Worker,
} from '../../imports/core.gardener.cloud/v1beta1';
import type {
  CloudProfileConfig,
  InfrastructureStatus,
  WorkerConfig,
  WorkerStatus,
} from '../../imports/openstack.provider.extensions.gardener.cloud/v1alpha1';
import type { Loose } from '../core/loose';

/** A Shoot as it stands in Git: any field may be missing. */
export type ShootObject = Loose<Shoot>;
/** A worker pool of a Shoot. */
export type WorkerSpec = Loose<Worker>;
/** The spec of a CloudProfile, or the merged spec of a NamespacedCloudProfile. */
export type ProfileSpec = Loose<CloudProfileSpec>;
/** A NamespacedCloudProfile as it stands in Git. */
export type NamespacedProfile = Loose<NamespacedCloudProfile>;
/** The OpenStack part of a CloudProfile. */
export type ProfileConfig = Loose<CloudProfileConfig>;
/** The OpenStack part of a worker pool. */
export type PoolConfig = Loose<WorkerConfig>;
/** What the provider wrote about networks, keys and security groups. */
export type InfrastructureState = Loose<InfrastructureStatus>;
/** What the provider wrote about images and server groups. */
export type WorkerState = Loose<WorkerStatus>;

/** API version of the OpenStack configurations. */
export const openstackApiVersion = 'openstack.provider.extensions.gardener.cloud/v1alpha1';
