import type { ConfigRole } from './embedded-kinds';
import type { Mode } from './lean-schema';

/** A field that holds a configuration which the schema of its object leaves open. */
export interface EmbeddedField {
  /** Path without positions: `spec.provider.workers[].providerConfig`. */
  readonly path: string;
  readonly role: ConfigRole;
  /** Where the type stands that decides the kind: from the object, or beside the field when it starts with a dot. */
  readonly type?: string;
  /** `partial` when a controller completes the configuration. */
  readonly mode: Mode;
}

const field = (path: string, role: ConfigRole, type?: string, mode: Mode = 'full'): EmbeddedField => ({
  path,
  role,
  mode,
  ...(type !== undefined && { type }),
});

const below = (prefix: string, fields: readonly EmbeddedField[]): EmbeddedField[] =>
  fields.map(({ path, type, ...rest }) => ({
    ...rest,
    path: `${prefix}.${path}`,
    ...(type !== undefined && { type: type.startsWith('.') ? type : `${prefix}.${type}` }),
  }));

const shootSpec = [
  field('spec.provider.infrastructureConfig', 'InfrastructureConfig', 'spec.provider.type'),
  field('spec.provider.controlPlaneConfig', 'ControlPlaneConfig', 'spec.provider.type'),
  field('spec.provider.workers[].providerConfig', 'WorkerConfig', 'spec.provider.type'),
  field('spec.provider.workers[].machine.image.providerConfig', 'any'),
  field('spec.provider.workers[].cri.containerRuntimes[].providerConfig', 'any'),
  field('spec.provider.workers[].controlPlane.backup.providerConfig', 'BackupBucketConfig', '.provider'),
  field('spec.provider.workers[].controlPlane.exposure.extension.providerConfig', 'any'),
  field('spec.networking.providerConfig', 'network', 'spec.networking.type'),
  field('spec.extensions[].providerConfig', 'extension', '.type'),
  field('spec.kubernetes.kubeAPIServer.admissionPlugins[].config', 'any'),
];

const seedSpec = [
  field('spec.provider.providerConfig', 'any'),
  field('spec.backup.providerConfig', 'BackupBucketConfig', '.provider'),
  field('spec.extensions[].providerConfig', 'extension', '.type'),
];

const cloudProfileSpec = [field('spec.machineImages[].versions[].cri[].containerRuntimes[].providerConfig', 'any')];

const garden = [
  field('spec.dns.providers[].providerConfig', 'any'),
  field('spec.extensions[].providerConfig', 'extension', '.type'),
  field('spec.virtualCluster.etcd.main.backup.providerConfig', 'BackupBucketConfig', '.provider'),
  field('spec.virtualCluster.gardener.gardenerAPIServer.admissionPlugins[].config', 'any'),
  field('spec.virtualCluster.kubernetes.kubeAPIServer.admissionPlugins[].config', 'any'),
];

const ofType = (role: ConfigRole): EmbeddedField[] => [field('spec.providerConfig', role, 'spec.type')];

/**
 * Embedded configurations by `<group>/<Kind>`. Which ones a controller completes, and so are partial: a providerConfig of a
 * NamespacedCloudProfile (merged with that of its parent), the gardenlet configuration of a ManagedSeed (from the parent
 * gardenlet and the Shoot), and everything inside an extensions Cluster.
 */
export const embeddedFields: Readonly<Record<string, readonly EmbeddedField[]>> = {
  'core.gardener.cloud/Shoot': shootSpec,
  'core.gardener.cloud/Seed': seedSpec,
  'core.gardener.cloud/CloudProfile': [
    ...cloudProfileSpec,
    field('spec.providerConfig', 'CloudProfileConfig', 'spec.type'),
  ],
  'core.gardener.cloud/NamespacedCloudProfile': [
    ...cloudProfileSpec,
    field('spec.providerConfig', 'any', undefined, 'partial'),
  ],
  'core.gardener.cloud/BackupBucket': [field('spec.providerConfig', 'BackupBucketConfig', 'spec.provider.type')],
  'security.gardener.cloud/WorkloadIdentity': [
    field('spec.targetSystem.providerConfig', 'WorkloadIdentityConfig', '.type'),
  ],
  'seedmanagement.gardener.cloud/Gardenlet': [field('spec.config', 'gardenlet')],
  'seedmanagement.gardener.cloud/ManagedSeed': [field('spec.gardenlet.config', 'gardenlet', undefined, 'partial')],
  'seedmanagement.gardener.cloud/ManagedSeedSet': [
    field('spec.template.spec.gardenlet.config', 'gardenlet', undefined, 'partial'),
    ...below('spec.shootTemplate', shootSpec),
  ],
  'gardenlet.config.gardener.cloud/GardenletConfiguration': below('seedConfig', seedSpec),
  'operator.gardener.cloud/Garden': garden,
  'flux.extensions.gardener.cloud/FluxConfig': [field('source.template', 'any', undefined, 'partial')],
  'extensions.gardener.cloud/BackupBucket': ofType('BackupBucketConfig'),
  'extensions.gardener.cloud/BackupEntry': ofType('any'),
  'extensions.gardener.cloud/Bastion': ofType('any'),
  'extensions.gardener.cloud/Cluster': [
    field('spec.cloudProfile', 'any', undefined, 'partial'),
    field('spec.seed', 'any', undefined, 'partial'),
    field('spec.shoot', 'any', undefined, 'partial'),
  ],
  'extensions.gardener.cloud/ContainerRuntime': ofType('any'),
  'extensions.gardener.cloud/ControlPlane': [
    ...ofType('ControlPlaneConfig'),
    field('spec.infrastructureProviderStatus', 'InfrastructureStatus', 'spec.type'),
  ],
  'extensions.gardener.cloud/DNSRecord': ofType('any'),
  'extensions.gardener.cloud/Extension': ofType('extension'),
  'extensions.gardener.cloud/Infrastructure': ofType('InfrastructureConfig'),
  'extensions.gardener.cloud/Network': ofType('network'),
  'extensions.gardener.cloud/OperatingSystemConfig': ofType('any'),
  'extensions.gardener.cloud/SelfHostedShootExposure': ofType('any'),
  'extensions.gardener.cloud/Worker': [
    field('spec.providerConfig', 'any'),
    field('spec.pools[].providerConfig', 'WorkerConfig', 'spec.type'),
    field('spec.infrastructureProviderStatus', 'InfrastructureStatus', 'spec.type'),
  ],
};
