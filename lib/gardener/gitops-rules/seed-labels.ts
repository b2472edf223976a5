import { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';

const rule = ruleTable('gardener:cmd/gardenlet/app/app.go v1.150 (registerSeed)', {
  'GO-11': {
    severity: 'warning',
    reason: 'a gardenlet writes its Seed at every start, with the labels and the spec of its own configuration alone',
    fix: 'remove the Seed, and set its labels in seedConfig.metadata.labels of the Gardenlet or ManagedSeed',
  },
});

const seedmanagement = 'seedmanagement.gardener.cloud';

/** Seeds that are applied beside the gardenlet that registers them. */
export const seedLabelCheck: Check = {
  rules: Object.values(rule),
  kinds: ['core.gardener.cloud/Seed'],
  object({ object }: ViewObject, report: Report, view: View): void {
    const { name = '', labels } = object.metadata;
    const owner = ['Gardenlet', 'ManagedSeed'].find(
      kind => view.find(seedmanagement, kind, 'garden', name) !== undefined,
    );
    if (owner === undefined) return;
    const message = `the gardenlet of ${owner} ${name} writes this Seed at every start, labels and spec`;
    report.add(rule['GO-11'], FieldPath.of('metadata', 'name'), { value: labels ?? {}, message });
  },
};
