import type { FieldPath } from '../../../core/field-path';
import { normalizedVersion } from '../../../core/kubernetes-version';
import { Version } from '../../../core/version';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateKubernetesVersionUpdate)', {
  'GARDEN-VERSION-UNREADABLE': 'a Kubernetes version that changes must be one that can be compared',
  'GARDEN-VERSION-DOWNGRADE': { reason: 'the Kubernetes version never goes down', fix: 'keep the version or raise it' },
  'GARDEN-VERSION-SKIP': {
    reason: 'the Kubernetes version goes up one minor at a time',
    fix: 'go to the next minor first and wait until it is rolled out',
  },
});

/** The rules about changes of the Kubernetes version. */
export const versionChangeRules = Object.values(rule);

/** A Kubernetes version before and after a change. */
export interface VersionChange {
  readonly next: string;
  readonly old: string;
}

/** The Kubernetes version of a virtual cluster goes up, one minor at a time. */
export function validateVersionChange({ next, old }: VersionChange, path: FieldPath, report: Report): void {
  const [after, before] = [next, old].map(text => Version.parse(normalizedVersion(text)));
  if (after === undefined || before === undefined) {
    report.invalid(rule['GARDEN-VERSION-UNREADABLE'], path, next);
    return;
  }
  if (after.lessThan(before)) {
    const message = `the Kubernetes version never goes down, from ${old} to ${next}`;
    report.forbidden(rule['GARDEN-VERSION-DOWNGRADE'], path, { value: next, message });
  }
  if (after.major > before.major || (after.major === before.major && after.minor > before.minor + 1)) {
    const message = `the Kubernetes version goes up one minor at a time, not from ${old} to ${next}`;
    report.forbidden(rule['GARDEN-VERSION-SKIP'], path, { value: next, message });
  }
}
