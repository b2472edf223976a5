import type {
  BackupEntryControllerConfiguration,
  BastionControllerConfiguration,
  ConditionThreshold,
  GardenletControllerConfiguration,
  ManagedSeedControllerConfiguration,
  NetworkPolicyControllerConfiguration,
  ShootCareControllerConfiguration,
  ShootControllerConfiguration,
  StaleExtensionHealthChecks,
  TokenRequestorWorkloadIdentityControllerConfiguration,
} from '../../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { isNonNegativeDuration } from '../../kubernetes/durations';
import { fieldChecks, isCount, isWithin } from '../../../rules/field-checks';
import { validateLabelSelector } from '../../../kubernetes/meta/label-selector';

const rule = ruleTable('gardener:pkg/api/config/gardenlet/v1alpha1/validation/validation.go v1.150', {
  'GARDENLETCONFIG-GRACE-PURPOSES-HOURS': {
    reason: 'purposes select whose backups are kept for the grace period, so the period must be longer than 0 hours',
    fix: 'set deletionGracePeriodHours, or remove the purposes',
  },
  'GARDENLETCONFIG-GRACE-PURPOSE': 'the purpose must be one that a Shoot can have',
  'GARDENLETCONFIG-BASTION-SYNCS': 'the number of bastions worked on at once must not be negative',
  'GARDENLETCONFIG-MANAGED-SEED-SYNCS': 'the number of managed seeds worked on at once must not be negative',
  'GARDENLETCONFIG-MANAGED-SEED-PERIOD': 'the time between two runs for a managed seed must not be negative',
  'GARDENLETCONFIG-MANAGED-SEED-WAIT': 'the time between two looks at a managed seed that waits must not be negative',
  'GARDENLETCONFIG-MANAGED-SEED-JITTER': 'the time over which runs for managed seeds are spread must not be negative',
  'GARDENLETCONFIG-NETWORK-POLICY-SYNCS': 'the number of namespaces worked on at once must not be negative',
  'GARDENLETCONFIG-SHOOT-SYNCS': 'the number of shoots worked on at once must not be negative',
  'GARDENLETCONFIG-SHOOT-PROGRESS': 'the time between two progress reports must not be negative',
  'GARDENLETCONFIG-SHOOT-RETRY': 'the time for which a failing operation is retried must not be negative',
  'GARDENLETCONFIG-SHOOT-PERIOD': 'the time between two runs for a shoot must not be negative',
  'GARDENLETCONFIG-SHOOT-DNS-TTL': 'the lifetime of DNS entries must be 30 to 600 seconds',
  'GARDENLETCONFIG-CARE-SYNCS': 'the number of shoots checked at once must not be negative',
  'GARDENLETCONFIG-CARE-PERIOD': 'the time between two health checks must not be negative',
  'GARDENLETCONFIG-CARE-PROGRESSING': 'the time for which a managed resource may be progressing must not be negative',
  'GARDENLETCONFIG-CARE-STALE': 'the age at which a health check of an extension is stale must not be negative',
  'GARDENLETCONFIG-CARE-CONDITION': 'the time after which a condition turns false must not be negative',
  'GARDENLETCONFIG-WORKLOAD-TOKEN': 'the validity of workload identity tokens must not be negative',
});

/** The rules about the controllers of a gardenlet. */
export const controllerRules = Object.values(rule);

const purposes = ['evaluation', 'testing', 'development', 'infrastructure', 'production'];

const count = (id: keyof typeof rule) => ({ rule: rule[id], holds: isCount });
const period = (id: keyof typeof rule) => ({ rule: rule[id], holds: isNonNegativeDuration });

const checkBastion = fieldChecks<BastionControllerConfiguration>({
  concurrentSyncs: count('GARDENLETCONFIG-BASTION-SYNCS'),
});
const checkManagedSeed = fieldChecks<ManagedSeedControllerConfiguration>({
  concurrentSyncs: count('GARDENLETCONFIG-MANAGED-SEED-SYNCS'),
  syncPeriod: period('GARDENLETCONFIG-MANAGED-SEED-PERIOD'),
  waitSyncPeriod: period('GARDENLETCONFIG-MANAGED-SEED-WAIT'),
  syncJitterPeriod: period('GARDENLETCONFIG-MANAGED-SEED-JITTER'),
});
const checkNetworkPolicy = fieldChecks<NetworkPolicyControllerConfiguration>({
  concurrentSyncs: count('GARDENLETCONFIG-NETWORK-POLICY-SYNCS'),
});
const checkShoot = fieldChecks<ShootControllerConfiguration>({
  concurrentSyncs: count('GARDENLETCONFIG-SHOOT-SYNCS'),
  progressReportPeriod: period('GARDENLETCONFIG-SHOOT-PROGRESS'),
  retryDuration: period('GARDENLETCONFIG-SHOOT-RETRY'),
  syncPeriod: period('GARDENLETCONFIG-SHOOT-PERIOD'),
  dnsEntryTTLSeconds: { rule: rule['GARDENLETCONFIG-SHOOT-DNS-TTL'], holds: isWithin(30, 600) },
});
const checkShootCare = fieldChecks<ShootCareControllerConfiguration>({
  concurrentSyncs: count('GARDENLETCONFIG-CARE-SYNCS'),
  syncPeriod: period('GARDENLETCONFIG-CARE-PERIOD'),
  managedResourceProgressingThreshold: period('GARDENLETCONFIG-CARE-PROGRESSING'),
});
const checkStaleness = fieldChecks<StaleExtensionHealthChecks>({ threshold: period('GARDENLETCONFIG-CARE-STALE') });
const checkCondition = fieldChecks<ConditionThreshold>({ duration: period('GARDENLETCONFIG-CARE-CONDITION') });
const checkWorkloadIdentity = fieldChecks<TokenRequestorWorkloadIdentityControllerConfiguration>({
  tokenExpirationDuration: period('GARDENLETCONFIG-WORKLOAD-TOKEN'),
});

/** The settings of the controllers that run in a gardenlet. */
export function validateControllers(
  controllers: Loose<GardenletControllerConfiguration>,
  path: FieldPath,
  report: Report,
): void {
  validateBackupEntry(controllers.backupEntry ?? {}, path.child('backupEntry'), report);
  checkBastion(controllers.bastion ?? {}, path.child('bastion'), report);
  checkShoot(controllers.shoot ?? {}, path.child('shoot'), report);
  validateShootCare(controllers.shootCare ?? {}, path.child('shootCare'), report);
  checkManagedSeed(controllers.managedSeed ?? {}, path.child('managedSeed'), report);
  validateNetworkPolicy(controllers.networkPolicy ?? {}, path.child('networkPolicy'), report);
  const workloadIdentity = controllers.tokenRequestorWorkloadIdentity ?? {};
  checkWorkloadIdentity(workloadIdentity, path.child('tokenRequestorWorkloadIdentity'), report);
}

function validateBackupEntry(entry: Loose<BackupEntryControllerConfiguration>, path: FieldPath, report: Report): void {
  const { deletionGracePeriodHours = 0, deletionGracePeriodShootPurposes = [] } = entry;
  const at = path.child('deletionGracePeriodShootPurposes');
  if (deletionGracePeriodShootPurposes.length > 0 && deletionGracePeriodHours <= 0)
    report.forbidden(rule['GARDENLETCONFIG-GRACE-PURPOSES-HOURS'], at, { value: deletionGracePeriodShootPurposes });
  for (const [index, purpose] of deletionGracePeriodShootPurposes.entries()) {
    if (!purposes.includes(purpose))
      report.notSupported(rule['GARDENLETCONFIG-GRACE-PURPOSE'], at.index(index), purpose, purposes);
  }
}

function validateShootCare(care: Loose<ShootCareControllerConfiguration>, path: FieldPath, report: Report): void {
  checkShootCare(care, path, report);
  checkStaleness(care.staleExtensionHealthChecks ?? {}, path.child('staleExtensionHealthChecks'), report);
  for (const [index, threshold] of (care.conditionThresholds ?? []).entries())
    checkCondition(threshold, path.child('conditionThresholds').index(index), report);
}

function validateNetworkPolicy(
  networkPolicy: Loose<NetworkPolicyControllerConfiguration>,
  path: FieldPath,
  report: Report,
): void {
  checkNetworkPolicy(networkPolicy, path, report);
  for (const [index, selector] of (networkPolicy.additionalNamespaceSelectors ?? []).entries())
    validateLabelSelector(selector, path.child('additionalNamespaceSelectors').index(index), report);
}
