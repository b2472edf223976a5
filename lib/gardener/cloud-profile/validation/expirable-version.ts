import type { ExpirableVersion, LifecycleStage } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { compareClassifications } from '../lifecycle';

const rule = ruleTable('gardener:pkg/api/core/validation/utils.go v1.150 (validateExpirableVersion)', {
  'VERSION-LIFECYCLE-GATE': {
    reason: 'a lifecycle needs the feature gate VersionClassificationLifecycle of the Gardener API server',
    fix: 'use classification and expirationDate, or enable the gate',
  },
  'VERSION-CLASSIFICATION': 'there is no such class of versions',
  'VERSION-EXPIRED': {
    reason: 'a version expires at a date, not by its class',
    fix: 'set expirationDate and keep classification: deprecated',
  },
  'VERSION-LIFECYCLE-EXCLUSIVE': {
    reason: 'a lifecycle replaces classification and expirationDate',
    fix: 'remove classification and expirationDate, or lifecycle',
  },
  'VERSION-LIFECYCLE-DUPLICATE': { reason: 'a version passes through a class once', fix: 'remove the second stage' },
  'VERSION-LIFECYCLE-ORDER': {
    reason: 'stages follow the order preview, supported, deprecated, expired',
    fix: 'sort the stages',
  },
  'VERSION-LIFECYCLE-START': {
    reason: 'only the first stage may begin at no particular time',
    fix: 'set startTime',
  },
  'VERSION-LIFECYCLE-TIME': { reason: 'a stage begins no earlier than the one before it', fix: 'correct startTime' },
});

/** The rules about versions that expire. */
export const expirableVersionRules = Object.values(rule);

const classes = ['preview', 'supported', 'deprecated', 'expired'];

/** A version of Kubernetes or of a machine image; `path` is the entry. */
export function validateExpirableVersion(
  version: Loose<ExpirableVersion>,
  path: FieldPath,
  report: Report,
  { lifecycleEnabled }: { readonly lifecycleEnabled: boolean },
): void {
  const { lifecycle = [], classification, expirationDate } = version;
  if (lifecycle.length > 0 && !lifecycleEnabled) {
    report.forbidden(rule['VERSION-LIFECYCLE-GATE'], path.child('lifecycle'));
    return;
  }
  if (classification !== undefined && !classes.includes(classification))
    report.notSupported(rule['VERSION-CLASSIFICATION'], path.child('classification'), classification, classes);
  if (version.lifecycle === undefined && classification === 'expired')
    report.forbidden(rule['VERSION-EXPIRED'], path.child('classification'), { value: classification });
  if (lifecycle.length > 0 && (classification !== undefined || (expirationDate ?? '') !== ''))
    report.forbidden(rule['VERSION-LIFECYCLE-EXCLUSIVE'], path);
  validateStages(lifecycle, path.child('lifecycle'), report);
  validateStartTimes(lifecycle, path.child('lifecycle'), report);
}

function validateStages(lifecycle: readonly Loose<LifecycleStage>[], path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  let before: string | undefined;
  for (const [index, stage] of lifecycle.entries()) {
    const current: string = stage.classification ?? '';
    const at = path.index(index).child('classification');
    if (!classes.includes(current)) report.notSupported(rule['VERSION-CLASSIFICATION'], at, current, classes);
    if (seen.has(current)) report.duplicate(rule['VERSION-LIFECYCLE-DUPLICATE'], at, current);
    if (before !== undefined && compareClassifications(before, current) > 0)
      report.invalid(rule['VERSION-LIFECYCLE-ORDER'], at, current);
    seen.add(current);
    before = current;
  }
}

function validateStartTimes(lifecycle: readonly Loose<LifecycleStage>[], path: FieldPath, report: Report): void {
  let before: number | undefined;
  for (const [index, { startTime }] of lifecycle.entries()) {
    const start = (startTime ?? '') === '' ? undefined : Date.parse(startTime ?? '');
    if (before === undefined) before = start ?? -Infinity;
    else if (start === undefined) report.required(rule['VERSION-LIFECYCLE-START'], path.index(index));
    else {
      if (start < before) report.invalid(rule['VERSION-LIFECYCLE-TIME'], path.index(index), startTime);
      before = start;
    }
  }
}
