/** A component of Gardener that has feature gates of its own. */
export type GardenerComponent = 'gardenlet' | 'operator' | 'apiserver' | 'controller-manager' | 'scheduler';

/** A feature gate of Gardener. */
export interface GardenerFeatureGate {
  readonly default: boolean;
  /** The default cannot be changed. */
  readonly locked?: true;
  /** The components that know the gate; any other refuses to start with it. */
  readonly components: readonly GardenerComponent[];
}

/** The feature gates of Gardener, by name (`gardener:pkg/features/features.go`, `gardener:pkg/<component>/features` v1.150). */
export const gardenerFeatureGates: Readonly<Record<string, GardenerFeatureGate>> = {
  BackupEntryForGarden: { default: true, components: ['operator'] },
  CloudProfileCapabilities: { default: true, components: ['apiserver'] },
  CustomDNSServerInNodeLocalDNS: { default: true, components: ['gardenlet'] },
  DefaultSeccompProfile: { default: false, components: ['gardenlet', 'operator'] },
  DisableNginxIngressInGarden: { default: true, components: ['operator'] },
  DisableNginxIngressInSeed: { default: true, components: ['gardenlet'] },
  DisableNginxIngressInShoot: { default: false, components: ['apiserver', 'controller-manager'] },
  DoNotCopyBackupCredentials: { default: true, locked: true, components: ['gardenlet', 'operator'] },
  InPlaceNodeUpdates: { default: false, components: ['apiserver'] },
  IstioTLSTermination: { default: true, components: ['gardenlet', 'operator'] },
  LiveControlPlaneMigration: { default: false, components: ['apiserver'] },
  OpenTelemetryCollector: { default: true, components: ['gardenlet', 'operator'] },
  PrometheusHealthChecks: { default: false, components: ['gardenlet', 'operator'] },
  RemoveHTTPProxyLegacyPort: { default: false, components: ['gardenlet'] },
  RemoveVali: { default: false, components: ['gardenlet', 'operator'] },
  VersionClassificationLifecycle: { default: false, components: ['apiserver'] },
  VictoriaLogsBackend: { default: false, components: ['gardenlet', 'operator'] },
  VPNBondingModeRoundRobin: { default: false, components: ['gardenlet'] },
};
