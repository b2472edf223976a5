export { OpenStackCloudProfile, type OpenStackCloudProfileProps } from './openstack-cloud-profile';
export {
  OpenStackNamespacedCloudProfile,
  type OpenStackNamespacedCloudProfileProps,
} from './openstack-namespaced-cloud-profile';
export { OpenStackShoot, type OpenStackShootProps, type OpenStackWorker } from './openstack-shoot';
export { StandAloneMachines, type StandAloneMachinesProps } from './stand-alone-machines';
export { openstack } from './topic';
export { explainPool, type PoolExplanation, type PoolPeak } from './explain/pool';
export { Quantity } from '../core/quantity';
export { classOf as classification } from '../gardener/shoot/admission/catalog';
export { admitShoot, type AdmittedShoot } from './admission/admit';
export type { AdmissionOptions, FilledIn } from './admission/admission';
export { defaultImage, type ChosenImage, type ImageChoice } from './admission/default-image';
export { defaultKubernetesVersion } from './admission/kubernetes-version';
export { rollsOf, type PoolRoll, type ZoneRoll } from './change/rolls';
export { describeChange, hashChanges, type HashChange } from './change/hash-changes';
export { findImage } from './image/find-image';
export { holesOf, imageMatrix, type ImageHole, type ImageMatrix, type ImageUse } from './image/matrix';
export type { ImageQuery, ImageResult, LookupMode, LookupStep } from './image/query';
export { findImageInStatus } from './image/find-in-status';
export { normalizeStatusImages, type StatusImage } from './image/status-image';
export { importFlavors, type ImportedFlavors, type ImportedMachineType } from './import/flavors';
export { importImages, splitGlanceName, type ImportedImage, type ImportedImages } from './import/images';
export { collectImages, typedSource, type CollectedImages } from './import/values';
export { machineConfig, type MachineConfig, type MachineConfigInputs } from './machine/machine-config';
export type { PoolMachines } from './machine/pool-machines';
export { durationText as goDuration, floatText as goFloat } from './machine/autoscaler';
export { poolsOf, type Pool } from './machine/pool';
export { legacyServerGroupPrefix, serverGroupName } from './machine/server-group';
export { standAloneObjects, type StandAloneOptions } from './machine/stand-alone';
export { normalizeTags, tagCollisions } from './machine/tags';
export { workerStatusOf } from './machine/worker-status';
export { matchFloatingPool, runtimeFloatingPool } from './network/floating-pool';
export { offeredProviders } from './network/load-balancer-provider';
export { areCompatible, bestFlavor, type Capabilities, type CapabilityDefinition } from './pool/capabilities';
export { distribute, distributeIntOrPercent, distributePercent, resolveRollingLimits } from './pool/distribute';
export { goTime } from './pool/go-time';
export type { HashInput } from './pool/hash-input';
export { nodeAgentKey, type HashedName, type NodeAgentKeyInputs } from './pool/node-agent-key';
export { inPlaceHash, poolHash, type PoolHash } from './pool/pool-hash';
export { rotationTimes } from './pool/rotation';
export { migrateToCapabilities, type MigratedProfile } from './profile/migrate';
export { renderCloudProfile } from './profile/render';
export {
  renderNamespacedCloudProfile,
  type LongerLife,
  type NamespacedProfileValues,
} from './profile/render-namespaced';
export type {
  BuildValues,
  FlavorValues,
  ImageValues,
  ImageVersionValues,
  KeystoneValues,
  ProfileForm,
  ProfileValues,
  RegionValues,
  ZoneValues,
} from './profile/values';
export { validateOpenStackCloudProfile } from './validation/cloud-profile';
export { validateOpenStackNamespacedCloudProfile } from './validation/namespaced-cloud-profile';
export { validateCredentials } from './validation/secret';
export { validateOpenStackSeed } from './validation/seed';
export { validateOpenStackShoot, type OpenStackShootContext } from './validation/shoot';
export { profileMatrix } from './view/image-uses';
export { treeShoot, treeShoots, type TreeShoot } from './view/shoots';
