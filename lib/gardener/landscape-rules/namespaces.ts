import { FieldPath } from '../../core/field-path';
import { editDistance, suggest } from '../../core/suggest';
import { memoizeByIdentity } from '../../core/memo';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';

const rule = ruleTable('design of cdk8s-gardener', {
  'OBJ-NAMESPACE-SLIP': {
    severity: 'warning',
    reason: 'nothing else is in this namespace, and another one is called almost the same',
  },
});

/** Namespaces that nobody writes down. */
const wellKnown = ['default', 'kube-system', 'garden', 'flux-system'];

/** A namespace that holds a single object and is almost called like one that the tree knows. */
export const namespaceCheck: Check = {
  rules: Object.values(rule),
  tree(view: View, reportFor: (entry: ViewObject) => Report): void {
    for (const entry of view.objects) {
      const { namespace } = entry.object.metadata;
      if (namespace === undefined) continue;
      const { used, declared } = namespacesOf(view).get(entry.cluster) ?? none;
      if (declared.has(namespace) || (used.get(namespace) ?? 0) > 1) continue;
      const near = [...declared].find(known => known.length > 3 && editDistance(known, namespace, 1) <= 1);
      if (near === undefined) continue;
      reportFor(entry).add(rule['OBJ-NAMESPACE-SLIP'], FieldPath.of('metadata', 'namespace'), {
        value: namespace,
        fix: `did you mean ${near}`,
      });
    }
  },
};

/**
 * The namespace that was most likely meant by one that the tree knows nothing of; undefined when it is known, or when none is near.
 */
export function meantNamespace(view: View, cluster: string, namespace: string): string | undefined {
  const { used, declared } = namespacesOf(view).get(cluster) ?? none;
  return declared.has(namespace) || used.has(namespace) ? undefined : suggest(namespace, declared);
}

interface Namespaces {
  readonly used: Map<string, number>;
  readonly declared: Set<string>;
}

const none: Namespaces = { used: new Map(), declared: new Set() };

const namespacesOf = memoizeByIdentity((view: View): ReadonlyMap<string, Namespaces> => {
  const clusters = new Map<string, Namespaces>();
  for (const { cluster, object } of view.objects) {
    const { namespace, name } = object.metadata;
    let known = clusters.get(cluster);
    if (known === undefined) clusters.set(cluster, (known = { used: new Map(), declared: new Set(wellKnown) }));
    if (namespace !== undefined) known.used.set(namespace, (known.used.get(namespace) ?? 0) + 1);
    if (object.kind === 'Namespace' && name !== undefined) known.declared.add(name);
    if (object.kind === 'Project') for (const made of namespacesOfProject(object)) known.declared.add(made);
  }
  return clusters;
});

function namespacesOfProject(object: { readonly metadata: { readonly name?: string } }): string[] {
  const { spec } = object as { readonly spec?: { readonly namespace?: unknown } };
  return typeof spec?.namespace === 'string' ? [spec.namespace] : [`garden-${object.metadata.name ?? ''}`];
}
