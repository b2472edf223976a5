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

/** Kinds whose controllers do not look at the annotation: it stays, and nothing begins. */
const withoutOperations: ReadonlySet<string> = new Set([
  'core.gardener.cloud/CloudProfile',
  'core.gardener.cloud/ControllerDeployment',
  'core.gardener.cloud/ControllerRegistration',
  'core.gardener.cloud/ExposureClass',
  'core.gardener.cloud/InternalSecret',
  'core.gardener.cloud/NamespacedCloudProfile',
  'core.gardener.cloud/Project',
  'core.gardener.cloud/Quota',
  'core.gardener.cloud/SecretBinding',
  'operator.gardener.cloud/Extension',
  'security.gardener.cloud/CredentialsBinding',
  'security.gardener.cloud/WorkloadIdentity',
]);

const keys = ['gardener.cloud/operation', 'maintenance.gardener.cloud/operation'];

/** Annotations that ask a controller of Gardener to do something once. */
export const operationAnnotationCheck: Check = { rules: Object.values(rule), tree: checkAnnotations };

function checkAnnotations(view: View, reportFor: (entry: ViewObject) => Report): void {
  for (const entry of view.objects) {
    const { apiVersion, kind, metadata } = entry.object;
    const group = groupOf(apiVersion);
    if (metadata.annotations === undefined || !group.endsWith('gardener.cloud')) continue;
    if (withoutOperations.has(`${group}/${kind}`) || isAppliedOnce(entry.object)) continue;
    for (const key of keys) {
      const operation = metadata.annotations[key] ?? '';
      if (operation === '') continue;
      const broken =
        kind === 'Gardenlet' && operation === 'force-redeploy' ? rule['GO-03'] : rule['OPERATION-ANNOTATION'];
      reportFor(entry).add(broken, FieldPath.of('metadata', 'annotations').key(key), {
        value: operation,
        effect: `${operation} begins again at every run of Flux, or the whole Kustomization is refused`,
      });
    }
  }
}
