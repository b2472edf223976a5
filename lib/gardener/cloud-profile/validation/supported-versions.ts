import type { ExpirableVersion } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { Version } from '../../../core/version';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { currentClassification } from '../lifecycle';

const rule = ruleTable(
  'gardener:pkg/api/core/validation/cloudprofile.go v1.150 (validateSupportedVersionsConfiguration)',
  {
    'VERSION-SUPPORTED-TWICE': {
      reason: 'of each minor version one patch is supported, automatic updates aim at it',
      fix: 'classify the older one as deprecated',
    },
  },
);

/** The rules about supported versions. */
export const supportedVersionRules = Object.values(rule);

/**
 * One supported version for each minor; `path` is the list. As upstream, a version without `classification` escapes the rule
 * (gardener#14328), and without a clock so does one that expires.
 */
export function validateSupportedVersions(
  versions: readonly Loose<ExpirableVersion>[],
  path: FieldPath,
  report: Report,
  now: Date | undefined,
): void {
  const rivals = versions.filter(isEverSupported).map(({ version = '' }) => Version.parse(version));
  // what cannot be compared is reported elsewhere
  if (rivals.includes(undefined)) return;
  for (const [index, version] of versions.entries()) {
    if (version.classification === undefined || currentClassification(version, now) !== 'supported') continue;
    const parsed = Version.parse(version.version ?? '');
    const rival = parsed && rivals.find(other => other && isSameMinor(parsed, other) && !parsed.equals(other));
    if (rival)
      report.forbidden(rule['VERSION-SUPPORTED-TWICE'], path.index(index), {
        value: version.version,
        message: `${version.version ?? ''} and ${rival.toString()} are both supported, one for each minor version is allowed`,
      });
  }
}

function isEverSupported({ classification, lifecycle = [] }: Loose<ExpirableVersion>): boolean {
  return classification === 'supported' || lifecycle.some(stage => stage.classification === 'supported');
}

function isSameMinor(a: Version, b: Version): boolean {
  return a.major === b.major && a.minor === b.minor;
}
