import type { Worker } from '../../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../../core/field-path';
import { compareVersions, normalizedVersion } from '../../../../core/kubernetes-version';
import type { Loose } from '../../../../core/loose';
import { Version } from '../../../../core/version';
import type { Report } from '../../../../rules/report';
import { ruleTable } from '../../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateKubernetesVersionUpdate)', {
  'SHOOT-UPDATE-VERSION-MISSING': {
    reason: 'the Kubernetes version must not be removed',
    fix: 'set the version again',
  },
  'SHOOT-UPDATE-VERSION': 'this is no version to update to, or the stored one is none',
  'SHOOT-UPDATE-VERSION-DOWN': {
    reason: 'a Kubernetes version never goes back',
    fix: 'keep the old version or a newer one',
  },
  'SHOOT-UPDATE-VERSION-SKIP': {
    reason: 'a Kubernetes update goes one minor version at a time',
    fix: 'update to the next minor version first',
  },
  'SHOOT-UPDATE-IMAGE-MISSING':
    'the version of the machine image of a pool that is updated in place must not be removed',
  'SHOOT-UPDATE-IMAGE': 'this is no version of a machine image to update to, or the stored one is none',
  'SHOOT-UPDATE-IMAGE-DOWN': {
    reason: 'the machine image of a pool that is updated in place never goes back',
    fix: 'keep the old version or a newer one',
  },
});

/** The rules about changes of versions. */
export const updateVersionRules = Object.values(rule);

/** A version before and after a change. */
export interface VersionChange {
  readonly old: string;
  readonly next: string;
  /** Minor versions may be left out. */
  readonly maySkip: boolean;
}

/** A change of a Kubernetes version: never back, and one minor at a time. */
export function validateKubernetesVersionUpdate(
  { old, next, maySkip }: VersionChange,
  path: FieldPath,
  report: Report,
): void {
  if (next === '') return report.invalid(rule['SHOOT-UPDATE-VERSION-MISSING'], path, next);
  if (!areVersions(next, old)) report.invalid(rule['SHOOT-UPDATE-VERSION'], path, next);
  if (compareVersions(next, '<', old)) {
    const message = `a Kubernetes version never goes back, it is ${old}`;
    report.forbidden(rule['SHOOT-UPDATE-VERSION-DOWN'], path, { value: next, message });
  }
  const stored = Version.parse(old);
  if (maySkip || stored === undefined) return;
  if (compareVersions(next, '>=', `${stored.major}.${stored.minor + 2}.0`)) {
    const message = `a Kubernetes update goes one minor version at a time, it is ${old}`;
    report.forbidden(rule['SHOOT-UPDATE-VERSION-SKIP'], path, { value: next, message });
  }
}

/** The machine image of a pool that is updated in place. */
export function validateImageVersionUpdate(
  next: Loose<Worker>,
  old: Loose<Worker>,
  path: FieldPath,
  report: Report,
): void {
  const version = next.machine?.image?.version ?? '';
  const stored = old.machine?.image?.version ?? '';
  if (version === '') return report.invalid(rule['SHOOT-UPDATE-IMAGE-MISSING'], path, version);
  if (!areVersions(version, stored)) report.invalid(rule['SHOOT-UPDATE-IMAGE'], path, version);
  if (compareVersions(version, '<', stored)) {
    const message = `the machine image of a pool that is updated in place never goes back, it is ${stored}`;
    report.forbidden(rule['SHOOT-UPDATE-IMAGE-DOWN'], path, { value: version, message });
  }
}

function areVersions(...texts: string[]): boolean {
  return texts.every(text => Version.parse(normalizedVersion(text)) !== undefined);
}
