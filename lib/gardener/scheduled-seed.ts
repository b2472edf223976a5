import type { View, ViewObject } from '../rules/view';
import { projectOf } from '../landscape/placement';

interface Scheduled {
  readonly spec?: { readonly seedName?: unknown };
  readonly status?: { readonly seedName?: unknown };
}

/**
 * The seed that hosts the control plane of a Shoot: as its manifest says (which in Git it should not: the scheduler owns the field), as its status
 * says, or as the fact `seedName` of `shoot/<project>/<name>` says. Undefined when nobody knows.
 */
export function scheduledSeed(view: View, { object }: ViewObject): string | undefined {
  const { spec, status } = object as unknown as Scheduled;
  const { namespace, name } = object.metadata;
  const project = projectNameOf(view, namespace);
  const known =
    spec?.seedName ?? status?.seedName ?? view.facts.get(`shoot/${project}/${name ?? ''}`)?.get('seedName')?.value;
  return typeof known === 'string' && known !== '' ? known : undefined;
}

/** Name of the project that a namespace belongs to: that of the Project in the tree, else the usual one. */
export function projectNameOf(view: View, namespace: string | undefined): string {
  const owner = view.ofKind('core.gardener.cloud', 'Project').find(({ object }) => {
    const { namespace: own } = (object['spec'] ?? {}) as { readonly namespace?: unknown };
    return own === namespace && namespace !== undefined;
  });
  return owner?.object.metadata.name ?? projectOf(namespace) ?? namespace ?? '';
}
