import type { Extension } from '../../../imports/operator.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';

const rule = ruleTable('gardener:plugin/pkg/controllerregistration/resources/admission.go v1.150', {
  'EX-05': {
    reason: 'one Extension alone handles a kind and type as its primary one',
    fix: 'set primary to false in one of the two, or remove the resource there',
  },
});

const resourcesPath = FieldPath.of('spec', 'resources');

/** Extensions of a tree that claim the same kind and type; the ControllerRegistration of the second one is refused. */
export const operatorExtensionCheck: Check = {
  rules: Object.values(rule),
  tree(view: View, reportFor: (entry: ViewObject) => Report): void {
    const owners = new Map<string, string>();
    for (const entry of view.ofKind('operator.gardener.cloud', 'Extension')) {
      const { metadata, spec } = entry.object as Loose<Extension>;
      const name = metadata?.name ?? '';
      for (const [index, { kind = '', type = '', primary = true }] of (spec?.resources ?? []).entries()) {
        if (!primary) continue;
        const owner = owners.get(`${entry.cluster} ${kind}/${type}`);
        if (owner === undefined) owners.set(`${entry.cluster} ${kind}/${type}`, name);
        else if (owner !== name) {
          const message = `Extension ${owner} is the primary one of ${kind} ${type} already`;
          reportFor(entry).add(rule['EX-05'], resourcesPath.index(index), { value: `${kind}/${type}`, message });
        }
      }
    }
  },
};
