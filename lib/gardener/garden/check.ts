import type { Extension, Garden } from '../../../imports/operator.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { contextOf } from '../context';
import { defaultGarden } from './defaults';
import { validateGarden, type GardenContext } from './validation';

const rule = ruleTable('gardener:pkg/operator/webhook/validation/garden/handler.go v1.150', {
  'GARDEN-SINGLE': {
    reason: 'a runtime cluster holds one Garden',
    fix: 'remove the second Garden, or apply it to another runtime cluster',
  },
  'GARDEN-FINALIZER': {
    reason: 'gardener-operator sets this finalizer itself, and refuses a new Garden that has it already',
    fix: 'remove the finalizer',
  },
});

const group = 'operator.gardener.cloud';
const finalizers = ['gardener.cloud/operator', 'gardener.cloud/reference-protection'];

/** Gardens of a tree, as gardener-operator judges them: against the Extensions beside them, and one for each cluster. */
export const gardenCheck: Check = {
  rules: Object.values(rule),
  kinds: [`${group}/Garden`],
  object({ object }: ViewObject, report: Report, view: View): void {
    validateGarden(defaultGarden(object as Loose<Garden>), report, gardenContextOf(view));
    for (const finalizer of object.metadata.finalizers ?? [])
      if (finalizers.includes(finalizer))
        report.forbidden(rule['GARDEN-FINALIZER'], FieldPath.of('metadata', 'finalizers'), { value: finalizer });
  },
  tree(view: View, reportFor: (entry: ViewObject) => Report): void {
    const first = new Map<string, ViewObject>();
    for (const entry of view.ofKind(group, 'Garden')) {
      const other = first.get(entry.cluster);
      // nobody knows whether two folders of somebody else's tree meet in one cluster
      if (other === undefined || entry.cluster === '') first.set(entry.cluster, entry);
      else {
        const { name } = entry.object.metadata;
        const message = `the cluster ${entry.cluster} holds the Garden ${other.object.metadata.name ?? ''} already`;
        reportFor(entry).add(rule['GARDEN-SINGLE'], FieldPath.of('metadata', 'name'), { value: name, message });
      }
    }
  },
};

/** The Extensions count only where the tree has some or is complete: else they may be applied from somewhere else. */
function gardenContextOf(view: View): GardenContext {
  const extensions = view.ofKind(group, 'Extension').map(({ object }) => object as Loose<Extension>);
  return { ...contextOf(view), ...((extensions.length > 0 || view.complete) && { extensions }) };
}
