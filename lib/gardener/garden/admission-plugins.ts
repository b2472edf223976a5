import { hasMinor, knownMinor, type MinorRange } from './gardener-minor';

/**
 * The admission plugins of a gardener-apiserver, in the order in which they run
 * (`gardener:plugin/pkg/plugins.go` v1.118 to v1.150); those that are gone come last.
 */
const plugins: Readonly<Record<string, MinorRange>> = {
  NamespaceLifecycle: {},
  ResourceReferenceManager: {},
  ExtensionValidator: {},
  ExtensionLabels: {},
  ShootTolerationRestriction: {},
  ShootExposureClass: {},
  ShootDNS: {},
  ShootManagedSeed: {},
  ShootNodeLocalDNSEnabledByDefault: {},
  ShootDNSRewriting: {},
  ShootQuotaValidator: {},
  ShootMutator: { added: 131 },
  ShootValidator: {},
  SeedValidator: {},
  SeedMutator: {},
  ControllerRegistrationResources: {},
  NamespacedCloudProfileValidator: {},
  ProjectMutator: { added: 127 },
  DeletionConfirmation: {},
  FinalizerRemoval: {},
  CustomVerbAuthorizer: {},
  ShootVPAEnabledByDefault: {},
  ShootResourceReservation: {},
  ManagedSeed: {},
  ManagedSeedShoot: {},
  Bastion: {},
  BackupBucketValidator: { added: 120 },
  MutatingAdmissionPolicy: {},
  MutatingAdmissionWebhook: {},
  ValidatingAdmissionPolicy: {},
  ValidatingAdmissionWebhook: {},
  ResourceQuota: {},
  ProjectValidator: { removed: 127 },
  ClusterOpenIDConnectPreset: { removed: 142 },
  OpenIDConnectPreset: { removed: 142 },
};

/** The admission plugins of a version of Gardener; undefined for versions that are not known here. */
export function gardenerAdmissionPlugins(gardener: string): readonly string[] | undefined {
  const minor = knownMinor(gardener);
  if (minor === undefined) return undefined;
  return Object.entries(plugins).flatMap(([name, range]) => (hasMinor(range, minor) ? [name] : []));
}

/** Whether some version of Gardener has an admission plugin of that name. */
export function isGardenerPlugin(name: string): boolean {
  return Object.hasOwn(plugins, name);
}
