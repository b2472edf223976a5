import { FieldPath } from '../../core/field-path';
import { groupOf } from '../../core/object';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { isAppliedOnce } from './gitops';

const rule = ruleTable('gardener:pkg/apiserver/registry/core/shoot/strategy.go v1.150', {
  'OPERATION-ANNOTATION': {
    reason: 'Gardener removes the annotation when it begins the operation, and Flux adds it again at every run',
    fix: 'remove the annotation and set it by hand when the operation is wanted: kubectl annotate',
  },
  'GO-03': {
    reason: 'the operator removes the annotation when it deploys the gardenlet again, and Flux adds it at every run',
    fix: 'remove the annotation and set it by hand when the gardenlet is to be deployed again: kubectl annotate',
    source: 'gardener:pkg/operator/controller/gardenlet/reconciler.go v1.150',
  },
});

const keys = ['gardener.cloud/operation', 'maintenance.gardener.cloud/operation'];

/** Annotations that ask a controller of Gardener to do something once. */
export const operationAnnotationCheck: Check = { rules: Object.values(rule), tree: checkAnnotations };

function checkAnnotations(view: View, reportFor: (entry: ViewObject) => Report): void {
  for (const entry of view.objects) {
    const { apiVersion, metadata } = entry.object;
    if (metadata.annotations === undefined || !groupOf(apiVersion).endsWith('gardener.cloud')) continue;
    if (isAppliedOnce(entry.object)) continue;
    for (const key of keys) {
      const operation = metadata.annotations[key] ?? '';
      if (operation === '') continue;
      const broken = operation === 'force-redeploy' ? rule['GO-03'] : rule['OPERATION-ANNOTATION'];
      reportFor(entry).add(broken, FieldPath.of('metadata', 'annotations').key(key), {
        value: operation,
        effect: `${operation} begins again at every run of Flux, or the whole Kustomization is refused`,
      });
    }
  }
}
