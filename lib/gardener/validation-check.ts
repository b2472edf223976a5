import { groupOf, type KubernetesObject } from '../core/object';
import { Report } from '../rules/report';
import { builtinScope } from '../rules/scope';
import type { Check } from '../rules/topic';
import type { View, ViewObject } from '../rules/view';
import { contextOf } from './context';
import type { ObjectValidation } from './object-validation';

/**
 * Gardener's validation of one kind, for manifests in Git: what a mutating admission plugin fills in before the API server validates may be
 * missing, and so may the namespace of a file that a kustomization or a Flux Kustomization completes.
 */
export function validationCheck(validation: ObjectValidation): Check {
  return {
    rules: [],
    kinds: [validation.kind],
    object: ({ object }: ViewObject, report: Report, view: View) => {
      const own = new Report();
      validation.create(view.complete ? object : withNamespace(object), own, contextOf(view));
      for (const finding of own.findings)
        if (finding.type !== 'required' || !filledByAdmission.test(finding.path)) report.findings.push(finding);
    },
  };
}

/**
 * What ShootMutator completes from the CloudProfile: the Kubernetes version, and the machine image of each pool
 * (gardener:plugin/pkg/shoot/mutator v1.150).
 */
export const filledByAdmission =
  /^spec\.(?:kubernetes\.version|provider\.workers\[\d+\]\.machine\.image(?:\.(?:name|version))?)$/;

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
