import type { ExpirableVersion } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { currentClassification } from '../../cloud-profile/lifecycle';
import type { ValidationContext } from '../../validation-context';
import { mergeCloudProfiles } from '../merge';
import { kubernetesVersionPath, type JudgedProfile } from './judged-profile';

const rule = ruleTable('gardener:plugin/pkg/namespacedcloudprofile/validator/admission.go v1.150', {
  'NAMESPACEDCLOUDPROFILE-VERSION-UNKNOWN': {
    reason: 'the parent has no such Kubernetes version, and a project adds none',
    fix: 'use a version of the parent',
  },
  'NAMESPACEDCLOUDPROFILE-VERSION-DATE': {
    reason: 'the override of a Kubernetes version is its end',
    fix: 'set expirationDate, or remove the entry',
  },
  'NAMESPACEDCLOUDPROFILE-VERSION-PAST': {
    reason: 'an override does not let a version expire at once',
    fix: 'choose a date in the future',
  },
});

/** The rules about Kubernetes versions of NamespacedCloudProfiles and their parents. */
export const versionOverrideRules = Object.values(rule);

/** Overridden Kubernetes versions: known to the parent, with an end that does not lie in the past. */
export function validateVersionOverrides(profile: JudgedProfile, report: Report, { now }: ValidationContext): void {
  const { parent, stored, old } = profile;
  const known = new Set((parent.spec?.kubernetes?.versions ?? []).map(({ version }) => version));
  const before = old ? (mergeCloudProfiles(old, parent).kubernetes?.versions ?? []) : [];
  for (const entry of stored.spec?.kubernetes?.versions ?? []) {
    const at = kubernetesVersionPath(profile, entry.version);
    validateOverride(entry, known.has(entry.version), at, report);
    if (!old || currentClassification(entry, now) !== 'expired') continue;
    const same = before.find(({ version }) => version === entry.version);
    if (!isSameInstant(same?.expirationDate, entry.expirationDate))
      report.forbidden(rule['NAMESPACEDCLOUDPROFILE-VERSION-PAST'], at.child('expirationDate'), {
        value: entry.expirationDate,
      });
  }
}

/** Whether two dates, however written, are the same moment. */
export function isSameInstant(a: string | null | undefined, b: string | null | undefined): boolean {
  return Date.parse(a ?? '') === Date.parse(b ?? '');
}

function validateOverride(entry: Loose<ExpirableVersion>, known: boolean, at: FieldPath, report: Report): void {
  if (!known)
    report.forbidden(rule['NAMESPACEDCLOUDPROFILE-VERSION-UNKNOWN'], at.child('version'), { value: entry.version });
  if ((entry.expirationDate ?? '') === '')
    report.required(rule['NAMESPACEDCLOUDPROFILE-VERSION-DATE'], at.child('expirationDate'));
}
