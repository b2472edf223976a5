import type { EncryptionConfig } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Garden } from '../../../../imports/operator.gardener.cloud/v1alpha1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateEncryptionUpdate, type EncryptionState } from '../../kubernetes/encryption-update';
import { validateImmutable } from '../../../kubernetes/meta/immutable';
import { isServedByGardener } from './encryption';
import { validateVersionChange } from './version-change';

const rule = ruleTable('gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150 (ValidateGardenUpdate)', {
  'GD-10': {
    reason: 'the first domain of the ingress never changes, for issuers of tokens are derived from it',
    fix: 'keep the first domain and add others after it',
  },
  'GARDEN-VIRTUAL-DOMAIN-FIXED': {
    reason: 'the first domain of the virtual cluster never changes, for the issuer of its tokens is derived from it',
    fix: 'keep the first domain and add others after it',
  },
  'GARDEN-RANGE-REMOVED': { reason: 'a range of a network is never removed', fix: 'keep it and add others after it' },
  'GARDEN-RANGE-FIXED': {
    reason: 'a range of a network never changes',
    fix: 'keep the ranges and add others after them',
  },
  'GARDEN-BACKUP-REMOVED': { reason: 'the backup of etcd is never switched off', fix: 'keep backup' },
  'GARDEN-BACKUP-BUCKET-FIXED': 'the bucket of the backup never changes',
  'GARDEN-HIGH-AVAILABILITY-FIXED': {
    reason: 'high availability is never switched off',
    fix: 'keep controlPlane.highAvailability',
  },
  'GARDEN-DISCOVERY-REMOVED': {
    reason: 'the discovery server is never switched off, for tokens that were issued name it',
    fix: 'keep gardenerDiscoveryServer',
  },
  'GARDEN-DISCOVERY-DOMAIN-FIXED':
    'the domain of the discovery server never changes, for tokens that were issued name it',
});

/** The rules about changes of a Garden. */
export const gardenUpdateRules = Object.values(rule);

type GardenFields = Loose<Garden>;

const runtimePath = FieldPath.of('spec', 'runtimeCluster');
const virtualPath = FieldPath.of('spec', 'virtualCluster');

/** What stays as it is in a Garden. */
export function validateGardenChange(next: GardenFields, old: GardenFields, report: Report): void {
  validateRuntimeChange(next, old, report);
  validateVirtualChange(next, old, report);
  validateDiscoveryChange(next, old, report);
  const [version, before] = [next, old].map(({ spec }) => spec?.virtualCluster?.kubernetes?.version ?? '');
  const versionPath = virtualPath.child('kubernetes', 'version');
  validateVersionChange({ next: version ?? '', old: before ?? '' }, versionPath, report);
  validateEncryptionChange(next, old, report);
}

function validateRuntimeChange(next: GardenFields, old: GardenFields, report: Report): void {
  const [after, before] = [next.spec?.runtimeCluster, old.spec?.runtimeCluster];
  const path = runtimePath.child('ingress', 'domains').index(0);
  const [domain, oldDomain] = [after?.ingress?.domains?.[0], before?.ingress?.domains?.[0]];
  if (domain !== undefined && oldDomain !== undefined)
    validateImmutable(rule['GD-10'], { next: domain.name, old: oldDomain.name, path }, report);
  for (const name of ['nodes', 'pods', 'services'] as const) {
    const ranges = { next: after?.networking?.[name] ?? [], old: before?.networking?.[name] ?? [] };
    validateRanges(ranges, runtimePath.child('networking', name), report);
  }
}

function validateVirtualChange(next: GardenFields, old: GardenFields, report: Report): void {
  const [after, before] = [next.spec?.virtualCluster, old.spec?.virtualCluster];
  const [domain, oldDomain] = [after?.dns?.domains?.[0], before?.dns?.domains?.[0]];
  if (domain !== undefined && oldDomain !== undefined) {
    const path = virtualPath.child('dns', 'domains').index(0).child('name');
    validateImmutable(rule['GARDEN-VIRTUAL-DOMAIN-FIXED'], { next: domain.name, old: oldDomain.name, path }, report);
  }
  const [main, oldBackup] = [after?.etcd?.main, before?.etcd?.main?.backup];
  const backupPath = virtualPath.child('etcd', 'main', 'backup');
  if (main !== undefined && oldBackup !== undefined) {
    if (main.backup === undefined) report.forbidden(rule['GARDEN-BACKUP-REMOVED'], backupPath);
    else {
      const change = { next: main.backup.bucketName, old: oldBackup.bucketName, path: backupPath.child('bucketName') };
      validateImmutable(rule['GARDEN-BACKUP-BUCKET-FIXED'], change, report);
    }
  }
  const [available, wasAvailable] = [after?.controlPlane?.highAvailability, before?.controlPlane?.highAvailability];
  if (wasAvailable !== undefined && available === undefined)
    report.invalid(
      rule['GARDEN-HIGH-AVAILABILITY-FIXED'],
      virtualPath.child('controlPlane', 'highAvailability'),
      after?.controlPlane,
    );
  const services = { next: after?.networking?.services ?? [], old: before?.networking?.services ?? [] };
  validateRanges(services, virtualPath.child('networking', 'services'), report);
}

interface RangeChange {
  readonly next: readonly string[];
  readonly old: readonly string[];
}

function validateRanges({ next, old }: RangeChange, path: FieldPath, report: Report): void {
  if (next.length < old.length) report.forbidden(rule['GARDEN-RANGE-REMOVED'], path, { value: next });
  for (const [index, range] of next.slice(0, old.length).entries())
    validateImmutable(rule['GARDEN-RANGE-FIXED'], { next: range, old: old[index], path: path.index(index) }, report);
}

function validateDiscoveryChange(next: GardenFields, old: GardenFields, report: Report): void {
  const path = virtualPath.child('gardener', 'gardenerDiscoveryServer');
  const [after, before] = [next, old].map(({ spec }) => spec?.virtualCluster?.gardener?.gardenerDiscoveryServer);
  if (before === undefined) return;
  if (after === undefined) {
    report.forbidden(rule['GARDEN-DISCOVERY-REMOVED'], path);
    return;
  }
  // a domain that follows from the ingress changes with it, which is reported there
  if (after.domain === undefined && before.domain === undefined) return;
  const change = { next: discoveryDomain(next), old: discoveryDomain(old), path: path.child('domain') };
  validateImmutable(rule['GARDEN-DISCOVERY-DOMAIN-FIXED'], change, report);
}

/** The domain of the discovery server: its own, else one below the first domain of the ingress (`DiscoveryServerDomain`). */
function discoveryDomain({ spec }: GardenFields): string {
  const own = spec?.virtualCluster?.gardener?.gardenerDiscoveryServer?.domain?.name;
  return own ?? `discovery.${spec?.runtimeCluster?.ingress?.domains?.[0]?.name ?? ''}`;
}

function validateEncryptionChange(next: GardenFields, old: GardenFields, report: Report): void {
  const { credentials, lastOperation } = next.status ?? {};
  const encrypted = credentials?.encryptionAtRest?.resources ?? [];
  const state = (resources: readonly string[]): EncryptionState => ({
    resources,
    provider: credentials?.encryptionAtRest?.provider?.type ?? '',
    rotation: credentials?.rotation?.etcdEncryptionKey?.phase ?? '',
    hibernated: false,
    lastOperation,
  });
  const kubernetes = virtualPath.child('kubernetes', 'kubeAPIServer', 'encryptionConfig');
  const ofKubernetes = state(encrypted.filter(resource => !isServedByGardener(resource)));
  validateEncryptionUpdate(encryptionOf(next, old, kubeApiServerEncryption), ofKubernetes, kubernetes, report);
  const gardener = virtualPath.child('gardener', 'gardenerAPIServer', 'encryptionConfig');
  const ofGardener = state(encrypted.filter(resource => isServedByGardener(resource)));
  validateEncryptionUpdate(encryptionOf(next, old, gardenerApiServerEncryption), ofGardener, gardener, report);
}

type Encryption = Loose<EncryptionConfig> | undefined;

function encryptionOf(
  next: GardenFields,
  old: GardenFields,
  pick: (garden: GardenFields) => Encryption,
): { readonly next: Encryption; readonly old: Encryption } {
  return { next: pick(next), old: pick(old) };
}

/** The CRD leaves the way of encryption open; the rules judge any text. */
const kubeApiServerEncryption = ({ spec }: GardenFields): Encryption =>
  spec?.virtualCluster?.kubernetes?.kubeAPIServer?.encryptionConfig as Encryption;
const gardenerApiServerEncryption = ({ spec }: GardenFields): Encryption =>
  spec?.virtualCluster?.gardener?.gardenerAPIServer?.encryptionConfig as Encryption;
