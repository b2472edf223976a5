import type { Gardenlet } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Finding } from '../../core/finding';
import type { Loose } from '../../core/loose';
import { Version } from '../../core/version';
import { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { View, ViewObject } from '../../rules/view';
import { located } from '../landscape-rules/located';

const rule = ruleTable('gardener:pkg/operator/controller/gardenlet v1.150', {
  'GO-02': {
    severity: 'warning',
    reason:
      'without a kubeconfig the operator deploys a new gardenlet into its own cluster, the runtime cluster of the garden',
    fix: 'set spec.kubeconfigSecretRef until the Seed exists, unless the runtime cluster is to become a seed',
  },
  'GO-13': {
    severity: 'notice',
    reason: 'ManagedSeeds keep the overwrite until the gardenlet that deploys them was restarted without it',
    fix: 'write an empty document instead of removing the field',
  },
  'VS-03': {
    reason: 'Gardener is upgraded one minor version at a time and never downgraded',
    fix: 'go to the next minor version first and wait until all components run it',
    source: 'gardener:docs/deployment/version_skew_policy.md v1.150',
  },
});

/** The rules about changes of gardenlets and of the landscape's version. */
export const gitopsChangeRules = Object.values(rule);

const seedmanagement = 'seedmanagement.gardener.cloud';

/** What a change of the tree means to gardenlets, beyond what one tree tells. */
export function* compareGardenlets(before: View, after: View): Iterable<Finding> {
  for (const entry of after.ofKind(seedmanagement, 'Gardenlet')) {
    const { namespace, name = '' } = entry.object.metadata;
    const old = before.find(seedmanagement, 'Gardenlet', namespace, name);
    const report = new Report();
    if (old === undefined) checkTarget(entry, report);
    else checkOverwrites(entry, old, report);
    yield* report.findings.map(finding => located(entry, finding));
  }
}

/** What a change of the landscape's version means. */
export function* compareVersions(before: View, after: View): Iterable<Finding> {
  const [old, next] = [Version.parse(before.gardener), Version.parse(after.gardener)];
  if (old === undefined || next === undefined) return;
  const skips = next.major > old.major || next.minor > old.minor + 1;
  if (!next.lessThan(old) && !skips) return;
  const report = new Report();
  const message = `Gardener goes up one minor version at a time, not from ${before.gardener} to ${after.gardener}`;
  report.add(rule['VS-03'], '', { value: after.gardener, message });
  yield* report.findings;
}

function checkTarget({ object }: ViewObject, report: Report): void {
  const { spec } = object as Loose<Gardenlet>;
  if (spec?.kubeconfigSecretRef === undefined) report.add(rule['GO-02'], FieldPath.of('spec', 'kubeconfigSecretRef'));
}

function checkOverwrites(next: ViewObject, old: ViewObject, report: Report): void {
  const [after, before] = [next, old].map(({ object }) => (object as Loose<Gardenlet>).spec?.deployment);
  for (const field of ['imageVectorOverwrite', 'componentImageVectorOverwrite'] as const)
    if (before?.[field] !== undefined && after?.[field] === undefined)
      report.add(rule['GO-13'], FieldPath.of('spec', 'deployment', field));
}
