import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { groupOf } from '../../core/object';
import type { Report } from '../../rules/report';
import { scopeIn } from '../../rules/scope';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { validateManagedFields } from './managed-fields';
import { validateFinalizers, validateNamespaceName, type ValidatedMetadata } from './object-meta';
import { validateOwnerReferences } from './owner-references';

const path = FieldPath.of('metadata');

/** What the API server asks of the metadata of every object, also of kinds that it knows nothing else about; names and labels have checks of their own. */
export const metadataCheck: Check = { rules: [], tree: checkMetadata };

function checkMetadata(view: View, reportFor: (entry: ViewObject) => Report): void {
  const scopes = scopeIn(view);
  let sound = '';
  for (const entry of view.objects) {
    const { apiVersion, kind, metadata } = entry.object;
    const { namespace, finalizers, ownerReferences, managedFields } = metadata as Loose<ValidatedMetadata>;
    const isPlain = finalizers === undefined && ownerReferences === undefined && managedFields === undefined;
    if (isPlain && (namespace === undefined || namespace === sound)) continue;
    // a kustomization, the configuration of a component: nobody stores them
    const scope = scopes(groupOf(apiVersion), kind);
    if (entry.malformed === true || scope === 'Config') continue;
    const report = reportFor(entry);
    const before = report.findings.length;
    // the API server drops the namespace of what is in none
    if (namespace !== undefined && scope !== 'Cluster')
      validateNamespaceName(namespace, path.child('namespace'), report);
    if (report.findings.length === before) sound = namespace ?? sound;
    if (finalizers) validateFinalizers(finalizers, path.child('finalizers'), report);
    if (ownerReferences) validateOwnerReferences(ownerReferences, path.child('ownerReferences'), report);
    if (managedFields) validateManagedFields(managedFields, path.child('managedFields'), report);
  }
}
