import type { Gardenlet } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';
import { chartTag } from './chart-version';

const rule = ruleTable('gardener:pkg/operator/controller/gardenlet v1.150', {
  'GO-01': {
    severity: 'warning',
    reason:
      'the operator deletes the Secret and the reference once the seed is registered, and Flux creates both again',
    fix: 'remove spec.kubeconfigSecretRef and the Secret as soon as the Seed exists',
  },
  'GO-05': {
    severity: 'warning',
    reason: 'with this label the operator writes the chart reference, too, and Flux takes its change back',
    fix: 'remove the label and raise the chart version here',
    source: 'gardener:pkg/operator/controller/garden/garden/reconciler_reconcile.go v1.150',
  },
  'GO-06': {
    severity: 'warning',
    reason: 'with the auto-update label the operator replaces the whole ociRepository by a ref, its Secrets are lost',
    fix: 'remove the label',
    source: 'gardener:pkg/operator/controller/garden/garden/reconciler_reconcile.go v1.150',
  },
  'GL-09': {
    severity: 'warning',
    reason:
      'the operator deploys a gardenlet with its own image vector; the overwrite counts from the first self-upgrade on',
    fix: 'give the same overwrite to gardener-operator',
    source: 'gardener#14348',
  },
  'GL-10': {
    severity: 'warning',
    reason: 'the chart of a gardenlet must be pinned, else its next self-upgrade deploys whatever the tag means then',
    fix: 'name a full version or a digest',
  },
});

const autoUpdate = 'operator.gardener.cloud/auto-update-gardenlet-helm-chart-ref';
const deployment = FieldPath.of('spec', 'deployment');
const chart = deployment.child('helm', 'ociRepository');
const fullVersion = /^v?\d+\.\d+\.\d+/;

/** What the operator does to a Gardenlet while Flux applies it. */
export const gardenletLifecycleCheck: Check = {
  rules: Object.values(rule),
  kinds: ['seedmanagement.gardener.cloud/Gardenlet'],
  object({ object }: ViewObject, report: Report): void {
    const gardenlet = object as Loose<Gardenlet>;
    const { kubeconfigSecretRef } = gardenlet.spec ?? {};
    if (kubeconfigSecretRef !== undefined) {
      const path = FieldPath.of('spec', 'kubeconfigSecretRef');
      report.add(rule['GO-01'], path, {
        value: kubeconfigSecretRef.name,
        effect: 'the gardenlet upgrades itself again at every run of Flux',
      });
      checkOverwrites(gardenlet, report);
    }
    checkAutoUpdate(gardenlet, report);
    checkChart(gardenlet, report);
  },
};

function checkOverwrites({ spec }: Loose<Gardenlet>, report: Report): void {
  for (const field of ['imageVectorOverwrite', 'componentImageVectorOverwrite'] as const)
    if (spec?.deployment?.[field] !== undefined) report.add(rule['GL-09'], deployment.child(field));
}

function checkAutoUpdate({ metadata, spec }: Loose<Gardenlet>, report: Report): void {
  if (metadata?.labels?.[autoUpdate] !== 'true') return;
  report.add(rule['GO-05'], FieldPath.of('metadata', 'labels').key(autoUpdate), { value: 'true' });
  const { ref, ...others } = spec?.deployment?.helm?.ociRepository ?? {};
  const lost = Object.entries(others).filter(([, value]) => value !== undefined);
  if (lost.length > 0) report.add(rule['GO-06'], chart, { value: lost.map(([field]) => field) });
}

function checkChart({ spec }: Loose<Gardenlet>, report: Report): void {
  const repository = spec?.deployment?.helm?.ociRepository;
  if (repository === undefined || (repository.digest ?? '') !== '' || repository.ref?.includes('@')) return;
  const tag = chartTag(repository);
  if (tag !== undefined && !fullVersion.test(tag)) report.add(rule['GL-10'], chart, { value: tag });
  if (tag === undefined && (repository.ref ?? '') !== '')
    report.add(rule['GL-10'], chart.child('ref'), { value: repository.ref });
}
