import { groupOf, type KubernetesObject } from '../core/object';
import type { Report } from '../rules/report';
import { builtinScope } from '../rules/scope';
import type { Check } from '../rules/topic';
import type { View, ViewObject } from '../rules/view';
import { contextOf } from './context';
import type { ObjectValidation } from './object-validation';

/**
 * Gardener's validation of one kind, for manifests in Git: the namespace may be missing in a file that a kustomization or a Flux
 * Kustomization completes.
 */
export function validationCheck(validation: ObjectValidation): Check {
  return {
    rules: [],
    kinds: [validation.kind],
    object: ({ object }: ViewObject, report: Report, view: View) => {
      validation.create(view.complete ? object : withNamespace(object), report, contextOf(view));
    },
  };
}

/** Kinds whose namespace is part of what they mean. */
const inGarden = new Set(['Gardenlet', 'ManagedSeed', 'ManagedSeedSet']);

/** The object in some namespace, when the folder that holds it will give it one. */
export function withNamespace(object: KubernetesObject): KubernetesObject {
  const { apiVersion, kind, metadata } = object;
  if (
    metadata.namespace !== undefined ||
    inGarden.has(kind) ||
    builtinScope(groupOf(apiVersion), kind) !== 'Namespaced'
  )
    return object;
  return { ...object, metadata: { ...metadata, namespace: 'default' } };
}
