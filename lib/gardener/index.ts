export { CloudProfile, type CloudProfileProps } from './cloud-profile/cloud-profile';
export { ControllerDeployment, type ControllerDeploymentProps } from './controller-deployment/controller-deployment';
export {
  ControllerRegistration,
  type ControllerRegistrationProps,
} from './controller-registration/controller-registration';
export { CredentialsBinding, type CredentialsBindingProps } from './credentials-binding/credentials-binding';
export { confirmationAnnotation, deletionSteps, needsConfirmation, pruneAnnotation } from './deletion';
export { ExposureClass, type ExposureClassProps } from './exposure-class/exposure-class';
export { Garden, type GardenProps } from './garden/garden';
export { Gardenlet, type GardenletProps } from './gardenlet/gardenlet';
export { GardenerObject, type ObjectProps } from './gardener-object';
export { ManagedSeed, type ManagedSeedProps } from './managed-seed/managed-seed';
export { ManagedSeedSet, type ManagedSeedSetProps } from './managed-seed-set/managed-seed-set';
export {
  NamespacedCloudProfile,
  type NamespacedCloudProfileProps,
} from './namespaced-cloud-profile/namespaced-cloud-profile';
export { OperatorExtension, type OperatorExtensionProps } from './operator-extension/operator-extension';
export { Project, type ProjectProps } from './project/project';
export { Quota, type QuotaProps } from './quota/quota';
export { SecretBinding, type SecretBindingProps } from './secret-binding/secret-binding';
export { SecretReference } from './secret-reference';
export { Seed, type SeedProps } from './seed/seed';
export { Shoot, type ShootProps } from './shoot/shoot';
export { WorkloadIdentity, type WorkloadIdentityProps } from './workload-identity/workload-identity';
