import { memoizeByIdentity } from '../core/memo';
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
  const owner = namespace === undefined ? undefined : ownersOf(view).get(namespace);
  return owner ?? projectOf(namespace) ?? namespace ?? '';
}

/** Names of projects by the namespace that they write themselves; the first one counts. */
const ownersOf = memoizeByIdentity((view: View) => {
  const owners = new Map<unknown, string | undefined>();
  for (const { object } of view.ofKind('core.gardener.cloud', 'Project')) {
    const { namespace } = (object['spec'] ?? {}) as { readonly namespace?: unknown };
    if (!owners.has(namespace)) owners.set(namespace, object.metadata.name);
  }
  return owners;
});
