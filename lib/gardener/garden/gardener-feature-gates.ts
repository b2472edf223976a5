import { gardenerMinor } from '../../api/gardener-minor';
import { hasMinor, type MinorRange } from './gardener-minor';

/** A component of Gardener that has feature gates of its own. */
export type GardenerComponent = 'gardenlet' | 'operator' | 'apiserver' | 'controller-manager' | 'scheduler';

/** A feature gate of Gardener. */
export interface GardenerFeatureGate extends MinorRange {
  /** The components that know the gate; any other refuses to start with it. */
  readonly components: readonly GardenerComponent[];
  /** The minor from which on the gate is true unless it is set; absent for gates that are false, or were true from their first minor on. */
  readonly onFrom?: number;
  /** The minor from which on the gate can only be true. */
  readonly lockedFrom?: number;
}

const apiserver = ['apiserver'] as const;
const gardenlet = ['gardenlet'] as const;
const operator = ['operator'] as const;
const both = ['gardenlet', 'operator'] as const;

/**
 * The feature gates that Gardener has or had, by name; as far back as `gardener-minor.ts` says
 * (`gardener:pkg/features/features.go`, `gardener:pkg/<component>/features` v1.118 to v1.150).
 */
const gates: Readonly<Record<string, GardenerFeatureGate>> = {
  BackupEntryForGarden: { added: 142, onFrom: 147, components: operator },
  CloudProfileCapabilities: { onFrom: 146, components: apiserver },
  CredentialsRotationWithoutWorkersRollout: { removed: 129, lockedFrom: 127, components: apiserver },
  CustomDNSServerInNodeLocalDNS: { added: 132, components: gardenlet },
  DefaultSeccompProfile: { components: both },
  DisableNginxIngressInGarden: { added: 142, onFrom: 149, components: operator },
  DisableNginxIngressInSeed: { added: 142, onFrom: 149, components: gardenlet },
  DisableNginxIngressInShoot: { added: 142, components: ['apiserver', 'controller-manager'] },
  DoNotCopyBackupCredentials: { added: 121, lockedFrom: 134, components: both },
  InPlaceNodeUpdates: { components: apiserver },
  IstioTLSTermination: { onFrom: 144, components: both },
  LiveControlPlaneMigration: { added: 142, components: apiserver },
  NewVPN: { removed: 127, lockedFrom: 118, components: gardenlet },
  NewWorkerPoolHash: { removed: 143, lockedFrom: 141, components: gardenlet },
  NodeAgentAuthorizer: { removed: 124, lockedFrom: 123, components: gardenlet },
  OpenTelemetryCollector: { added: 124, onFrom: 136, components: both },
  PrometheusHealthChecks: { added: 135, components: both },
  RemoveAPIServerProxyLegacyPort: { removed: 123, lockedFrom: 122, components: gardenlet },
  RemoveHTTPProxyLegacyPort: { added: 148, components: gardenlet },
  RemoveVali: { added: 140, components: both },
  ShootCredentialsBinding: { removed: 134, lockedFrom: 133, components: apiserver },
  ShootForceDeletion: { removed: 120, lockedFrom: 118, components: apiserver },
  UseNamespacedCloudProfile: { removed: 129, lockedFrom: 125, components: apiserver },
  UseUnifiedHTTPProxyPort: { added: 130, removed: 145, onFrom: 140, lockedFrom: 144, components: both },
  VersionClassificationLifecycle: { added: 137, components: apiserver },
  VictoriaLogsBackend: { added: 137, components: both },
  VPAInPlaceUpdates: { added: 133, removed: 148, onFrom: 138, lockedFrom: 146, components: both },
  VPNBondingModeRoundRobin: { added: 135, components: gardenlet },
};

/** The feature gate of that name, if the minor of Gardener has it. */
export function gardenerFeatureGate(name: string, minor: number): GardenerFeatureGate | undefined {
  const gate = Object.hasOwn(gates, name) ? gates[name] : undefined;
  return gate !== undefined && hasMinor(gate, minor) ? gate : undefined;
}

/** The names of the feature gates that a minor of Gardener has, or those that one of its components has. */
export function gardenerFeatureGateNames(minor: number, component?: GardenerComponent): readonly string[] {
  return Object.keys(gates).filter(name => {
    const gate = gardenerFeatureGate(name, minor);
    return gate !== undefined && (component === undefined || gate.components.includes(component));
  });
}

/** What became of a feature gate that the minor does not have, in words; undefined for a name that never was one. */
export function absenceOf(name: string, minor: number): string | undefined {
  const { added, removed } = (Object.hasOwn(gates, name) ? gates[name] : undefined) ?? {};
  if (added !== undefined && minor < added) return `it came with 1.${added}`;
  return removed !== undefined && minor >= removed ? `it was removed in 1.${removed}` : undefined;
}

/** The feature gates that an upgrade switches on where nobody sets them: `IstioTLSTermination (gardenlet, operator; 1.144)`. */
export function gatesSwitchedOn(from: string, to: string): readonly string[] {
  const [before, after] = [gardenerMinor(from), gardenerMinor(to)];
  return Object.entries(gates)
    .filter(([, { onFrom = 0 }]) => before < onFrom && onFrom <= after)
    .map(([name, { components, onFrom = 0 }]) => `${name} (${components.join(', ')}; 1.${onFrom})`);
}

/** Whether the gate can only be true in a minor. */
export function isLocked({ lockedFrom }: GardenerFeatureGate, minor: number): boolean {
  return lockedFrom !== undefined && minor >= lockedFrom;
}

/** Whether some version of Gardener has a feature gate of that name. */
export function isGardenerGate(name: string): boolean {
  return Object.hasOwn(gates, name);
}
