import type { ExpirableVersion, KubernetesSettings } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { Version } from '../../../core/version';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { isActive } from '../lifecycle';
import { validateExpirableVersion } from './expirable-version';
import type { ProfileScope } from './scope';
import { validateSupportedVersions } from './supported-versions';

const rule = ruleTable('gardener:pkg/api/core/validation/cloudprofile.go, utils.go v1.150', {
  'CLOUDPROFILE-KUBERNETES': {
    reason: 'a profile offers at least one version of Kubernetes, and a new one at least one that is in use now',
    fix: 'list a version that has not expired',
  },
  'CLOUDPROFILE-KUBERNETES-VERSION': 'a version of Kubernetes has the form 1.34.2',
  'CLOUDPROFILE-KUBERNETES-DUPLICATE': { reason: 'a version is listed once', fix: 'remove the second entry' },
  'CLOUDPROFILE-KUBERNETES-NEWEST': {
    reason: 'which version is the newest cannot be told',
    fix: 'list at least one version, and write all of them as 1.34.2',
  },
  'CLOUDPROFILE-KUBERNETES-NEWEST-EXPIRES': {
    reason: 'the newest version never expires, there is none to update to',
    fix: 'remove the end of the version, or add a newer one',
  },
});

/** The rules about versions of Kubernetes in profiles. */
export const kubernetesVersionRules = Object.values(rule);

type Versions = readonly Loose<ExpirableVersion>[];

const kubernetesVersion = /^[0-9]+\.[0-9]+\.[0-9]+$/;

/** What a CloudProfile, or the merged result of a NamespacedCloudProfile, offers (`validateCloudProfileKubernetesSettings`). */
export function validateKubernetesSettings(
  settings: Loose<KubernetesSettings> | undefined,
  path: FieldPath,
  report: Report,
  scope: ProfileScope,
): void {
  const versions = settings?.versions ?? [];
  const at = path.child('versions');
  const stored = versions.filter(version => !scope.dropsInactive || isActive(version, scope.now) !== false);
  if (stored.length === 0) report.required(rule['CLOUDPROFILE-KUBERNETES'], at);
  validateNewest(versions, stored, at, report);
  validateKubernetesVersions(versions, at, report, scope);
  validateSupportedVersions(versions, at, report, scope.now);
}

/** Each version on its own, and twice listed ones (`validateKubernetesVersions`); `path` is the list. */
export function validateKubernetesVersions(
  versions: Versions,
  path: FieldPath,
  report: Report,
  scope: ProfileScope,
): void {
  const seen = new Set<string>();
  for (const [index, entry] of versions.entries()) {
    const { version = '' } = entry;
    const at = path.index(index);
    if (!kubernetesVersion.test(version))
      report.invalid(rule['CLOUDPROFILE-KUBERNETES-VERSION'], at.child('version'), version);
    else if (seen.has(version))
      report.duplicate(rule['CLOUDPROFILE-KUBERNETES-DUPLICATE'], at.child('version'), version);
    else seen.add(version);
    validateExpirableVersion(entry, at, report, scope);
  }
}

/** The newest of the versions that will be stored; on create the API server drops those that nobody can use now. */
function validateNewest(versions: Versions, stored: Versions, path: FieldPath, report: Report): void {
  let newest: { readonly entry: Loose<ExpirableVersion>; readonly parsed: Version } | undefined;
  for (const entry of stored) {
    const parsed = Version.parse(entry.version ?? '');
    if (!parsed) return report.invalid(rule['CLOUDPROFILE-KUBERNETES-NEWEST'], path, entry.version);
    if (!newest || newest.parsed.lessThan(parsed)) newest = { entry, parsed };
  }
  if (!newest) return report.invalid(rule['CLOUDPROFILE-KUBERNETES-NEWEST'], path, []);
  const { entry } = newest;
  const at = path.index(versions.indexOf(entry));
  if ((entry.expirationDate ?? '') !== '')
    report.invalid(rule['CLOUDPROFILE-KUBERNETES-NEWEST-EXPIRES'], at.child('expirationDate'), entry.expirationDate);
  if (entry.lifecycle?.at(-1)?.classification === 'expired')
    report.invalid(rule['CLOUDPROFILE-KUBERNETES-NEWEST-EXPIRES'], at.child('lifecycle'), entry.version);
}
