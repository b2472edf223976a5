import { FieldPath } from '../../core/field-path';
import { groupOf } from '../../core/object';
import type { Report } from '../report';
import { ruleTable } from '../rule';
import type { Check } from '../topic';
import type { View, ViewObject } from '../view';
import { builtinScope, scopeIn } from '../scope';

const rule = ruleTable('kube-apiserver v1.36; kustomize-controller v1.9', {
  'OBJ-NAMESPACE-EXTRA': {
    severity: 'warning',
    reason: 'the kind is cluster-scoped: the API server drops the namespace',
    fix: 'remove metadata.namespace',
  },
  'OBJ-NAMESPACE-MISSING': {
    reason: 'the kind is namespaced, and Flux refuses it without a namespace',
    fix: 'set metadata.namespace, or the namespace of the unit',
  },
});

/** Namespaces where they belong. */
export const namespaceChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkNamespaces }];

function checkNamespaces(view: View, reportFor: (entry: ViewObject) => Report): void {
  const scopes = scopeIn(view);
  for (const entry of view.objects) {
    const { apiVersion, kind, metadata } = entry.object;
    const scope = scopes(groupOf(apiVersion), kind);
    const path = FieldPath.of('metadata', 'namespace');
    // of a kind with a schema the schema says it
    const isDefinedHere = builtinScope(groupOf(apiVersion), kind) === undefined;
    if (scope === 'Cluster' && metadata.namespace !== undefined && isDefinedHere)
      reportFor(entry).add(rule['OBJ-NAMESPACE-EXTRA'], path, { value: metadata.namespace });
    // in somebody else's tree a kustomization or a Flux Kustomization may add it
    if (scope === 'Namespaced' && metadata.namespace === undefined && view.complete)
      reportFor(entry).required(rule['OBJ-NAMESPACE-MISSING'], path);
  }
}
