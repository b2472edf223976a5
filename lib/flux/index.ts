export { bootstrapsOf, type Bootstrap, type RenderedUnit } from './bootstrap/bootstrap';
export { compareFlux, compareRules } from './compare/compare';
export { kustomizationChanges, type Fate, type KustomizationChange, type Move } from './compare/changes';
export { planFlux } from './compare/plan';
export {
  appliedObjects,
  componentsOf,
  defaultComponents,
  managedLabels,
  shootInfoKeys,
  type Applied,
  type Installation,
} from './config/applied-objects';
export {
  bootstrapEntry,
  type BootstrapEntry,
  type BootstrapSecret,
  type BootstrapValues,
} from './config/bootstrap-config';
export { defaultFluxConfig, type DefaultedConfig } from './config/defaults';
export {
  decodeFluxConfig,
  extensionType,
  fluxConfigApiVersion,
  upstreamDefaults,
  type AdditionalSecret,
  type FluxConfig,
  type FluxConfigSource,
  type FluxInstallation,
  type ShootResource,
} from './config/flux-config';
export { judgeFluxConfig, type ConfigInput, type JudgedConfig } from './config/judge';
export { lintRules, upstreamRules } from './config/rules';
export { knownComponents } from './config/lints/installation';
export { commitStatusAlert, type CommitStatus } from './delivery/alerts';
export { firstApplyProblems, gardenerStageKinds, type FirstApplyProblem } from './delivery/apply-stages';
export { deliver, type Delivery } from './delivery/deliver';
export type { DeliveryGraph } from './delivery/graph';
export type { Latency } from './delivery/latency';
export type { ClusterAccess, DeliveryOptions, DeliverySource, GitSource, OciSource } from './delivery/options';
export { ownedFields, withoutOwnedFields, type OwnedField } from './delivery/owned-fields';
export { isProtectedKind, withProtection } from './delivery/protection';
export { tenantObjects, type Tenant } from './delivery/tenant';
export { fluxFolder, type DeliveredUnit, type Substitution } from './delivery/unit';
export { networkLabels, virtualGardenAccess, type VirtualGardenAccessOptions } from './delivery/virtual-garden-access';
export { deployKey, hostIsKnown, type DeployKey, type KeyAlgorithm } from './deploy-key';
export { collapses, escapeDollars, escapeObject } from './envsubst/escape';
export { evaluate, variablesIn, type Evaluated, type Variables, type VariableUse } from './envsubst/evaluate';
export { fluxVar, fluxVarsOf, forSubstitution, usesFluxVars } from './envsubst/flux-var';
export { healthOf, type Expressions, type Health, type HealthAnswer } from './health/evaluate';
export { expressionsFor, healthExpressions, type HealthExpressions } from './health/expressions';
export { healthSamples, type HealthSample } from './health/samples';
export { tuneControllers, type ControllerTuning } from './install/controller-arguments';
export { fluxInstance, type FluxInstanceOptions } from './install/flux-instance';
export { imagesOf } from './install/controller';
export type { InstallOptions } from './install/options';
export {
  installationText,
  renderInstallation,
  type FluxObjects,
  type InstallProblem,
  type ReleaseManifests,
} from './install/render';
export { syncObjects, type SyncOptions } from './install/sync';
export { isDelivered, ociLayout, type OciLayout, type OciOptions } from './oci/layout';
export type { ArchiveFile } from './oci/tar';
export { FluxBootstrap, type CopiedSecret, type FluxBootstrapProps } from './flux-bootstrap';
export { FluxDelivery, type FluxDeliveryProps } from './flux-delivery';
export { fluxOperator, releaseManifests, type Installer } from './install/installer';
export { git, oci, type GitProps, type OciProps } from './source';
export { VirtualGardenAccess } from './virtual-garden-access';
export { flux } from './topic';
