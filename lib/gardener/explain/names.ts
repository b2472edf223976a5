import { seedNamespace, technicalId } from '../../core/gardener-names';
import type { KubernetesObject } from '../../core/object';
import type { ExplainedValue } from '../../rules/explanation';
import type { View } from '../../rules/view';
import { projectOfNamespace } from '../project-name';

/** Names that controllers derive from the name of an object. */
export function derivedNames(view: View, { kind, metadata, ...fields }: KubernetesObject): ExplainedValue[] {
  const { name = '', namespace = '' } = metadata;
  if (kind === 'Shoot') {
    const status = fields['status'] as { readonly technicalID?: string } | undefined;
    const value = status?.technicalID ?? technicalId(projectOfNamespace(view, namespace), name);
    return [
      {
        name: 'technical id',
        value,
        by: 'gardenlet',
        note: 'namespace in the seed, and the name in the infrastructure',
      },
    ];
  }
  if (kind === 'Seed')
    return [{ name: 'namespace in the garden', value: seedNamespace(name), by: 'gardener-controller-manager' }];
  if (kind === 'ManagedSeed') return [{ name: 'Seed', value: name, by: 'gardenlet of the parent seed' }];
  return [];
}

/** Under what key facts about an object are kept. */
export function factsKey(view: View, { kind, metadata }: KubernetesObject): string | undefined {
  const { name = '', namespace = '' } = metadata;
  if (kind === 'Shoot') return `shoot/${projectOfNamespace(view, namespace)}/${name}`;
  if (kind === 'Seed' || kind === 'ManagedSeed') return `seed/${name}`;
  return kind === 'Garden' ? `garden/${name}` : undefined;
}
