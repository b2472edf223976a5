import { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';

const rule = ruleTable('gardener:plugin/pkg/global/deletionconfirmation/admission.go v1.150, flux.md 6.3', {
  'GO-04': {
    severity: 'notice',
    reason: 'Flux deletes the object when its manifest leaves Git',
    fix: 'annotate it with kustomize.toolkit.fluxcd.io/prune: disabled before the manifest ever leaves',
  },
});

const prune = 'kustomize.toolkit.fluxcd.io/prune';

/** What happens when Flux deletes an object of a kind. */
const effects: Readonly<Record<string, string>> = {
  'core.gardener.cloud/Shoot': 'Gardener refuses the deletion, and the Kustomization fails until the manifest is back',
  'core.gardener.cloud/Project':
    'Gardener refuses the deletion, and the Kustomization fails until the manifest is back',
  'operator.gardener.cloud/Garden':
    'Gardener refuses the deletion, and the Kustomization fails until the manifest is back',
  'core.gardener.cloud/Seed': 'the seed is deleted unless Shoots run there',
  'seedmanagement.gardener.cloud/Gardenlet': 'the gardenlet goes on running, and nobody upgrades it any more',
  'seedmanagement.gardener.cloud/ManagedSeed':
    'the seed and its gardenlet are deleted, which waits for all of its Shoots',
};

/** Objects that should outlive their manifest. */
export const pruneProtectionCheck: Check = {
  rules: Object.values(rule),
  kinds: Object.keys(effects),
  object({ object }: ViewObject, report: Report): void {
    const { annotations } = object.metadata;
    if (annotations?.[prune]?.toLowerCase() === 'disabled') return;
    const effect = effects[`${object.apiVersion.split('/', 1).join('')}/${object.kind}`];
    report.add(
      rule['GO-04'],
      FieldPath.of('metadata', 'annotations').key(prune),
      effect === undefined ? {} : { effect },
    );
  },
};
