import type {
  Bastion,
  CRI,
  ExpirableVersion,
  Limits,
  MachineTypeStorage,
  SeedSelector,
  VolumeType,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type {
  FloatingPool,
  LoadBalancerProvider,
  StorageClassDefinition,
} from '../../../imports/openstack.provider.extensions.gardener.cloud/v1alpha1';
import type { Capabilities, CapabilityDefinition } from '../pool/capabilities';

/** How architectures are told: in the fields of old, by capabilities, or in both ways, which is what the API server stores. */
export type ProfileForm = 'legacy' | 'capabilities' | 'both';

/** One description of an OpenStack landscape, from which both parts of a CloudProfile are made. */
export interface ProfileValues {
  readonly name: string;
  /** @default legacy, or both when capabilities are registered */
  readonly form?: ProfileForm;
  /** Registered capabilities beside or including `architecture`; most important first. @default the architectures of the flavors */
  readonly capabilities?: readonly CapabilityDefinition[];
  readonly kubernetes: readonly ExpirableVersion[];
  readonly regions: readonly RegionValues[];
  readonly flavors: readonly FlavorValues[];
  readonly images: readonly ImageValues[];
  readonly volumeTypes?: readonly VolumeType[];
  readonly keystone: KeystoneValues;
  readonly floatingPools: readonly FloatingPool[];
  readonly loadBalancerProviders: readonly LoadBalancerProvider[];
  readonly serverGroupPolicies?: readonly string[];
  readonly storageClasses?: readonly StorageClassDefinition[];
  readonly dnsServers?: readonly string[];
  readonly dhcpDomain?: string;
  /** Other fields of CloudProfileConfig as they are written there, for example `useSNAT`. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly caBundle?: string;
  readonly bastion?: Bastion;
  readonly limits?: Limits;
  readonly seedSelector?: SeedSelector;
}

/** A region with its zones. */
export interface RegionValues {
  readonly name: string;
  readonly zones: readonly ZoneValues[];
  readonly labels?: Readonly<Record<string, string>>;
  /** Restrictions that Seeds of the region can fulfil, by name. */
  readonly accessRestrictions?: readonly string[];
  /** Keystone of the region, where there is not one for all. */
  readonly keystone?: KeystoneValues;
}

/** A zone of a region. */
export interface ZoneValues {
  readonly name: string;
  readonly unavailableMachineTypes?: readonly string[];
  readonly unavailableVolumeTypes?: readonly string[];
}

/** Where the identity service is. */
export interface KeystoneValues {
  /** Absent when every region has its own. */
  readonly url?: string;
  /** PEM. */
  readonly caCert?: string;
  readonly forceInsecure?: boolean;
}

/** A flavor of Nova as a machine type. */
export interface FlavorValues {
  readonly name: string;
  readonly cpu: string;
  /** @default 0 */
  readonly gpu?: string;
  readonly memory: string;
  /** @default amd64 */
  readonly architecture?: string;
  /** Other capabilities than the architecture. */
  readonly capabilities?: Capabilities;
  readonly storage?: MachineTypeStorage;
  /** @default true */
  readonly usable?: boolean;
  /** A duration, for example `30m`. */
  readonly machineCreationTimeout?: string;
}

/** An image with its versions. */
export interface ImageValues {
  readonly name: string;
  /** @default major */
  readonly updateStrategy?: 'patch' | 'minor' | 'major';
  readonly versions: readonly ImageVersionValues[];
}

/** A version of an image: when it may be used, and its builds. */
export interface ImageVersionValues extends ExpirableVersion {
  /** @default containerd */
  readonly cri?: readonly CRI[];
  readonly kubeletVersionConstraint?: string;
  readonly inPlaceUpdates?: { readonly supported: boolean; readonly minVersionForUpdate?: string };
  readonly builds: readonly BuildValues[];
}

/** One build of a version: for one architecture, and perhaps for some machines only. */
export interface BuildValues {
  /** @default amd64 */
  readonly architecture?: string;
  /** Other capabilities than the architecture. */
  readonly capabilities?: Capabilities;
  /** Id of the image by region. */
  readonly ids?: Readonly<Record<string, string>>;
  /** Global name for regions without an id; must be unique in OpenStack. */
  readonly image?: string;
}
