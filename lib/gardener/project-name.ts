import type { View } from '../rules/view';

/** The project that a namespace belongs to: that of a Project of the tree, else what follows `garden-`. */
export function projectOfNamespace(view: View, namespace: string): string {
  return projectsOf(view).get(namespace) ?? namespace.replace(/^garden-/, '');
}

const known = new WeakMap<View, ReadonlyMap<string, string>>();

/** Names of the Projects of a tree, by namespace. Computed once for a view. */
function projectsOf(view: View): ReadonlyMap<string, string> {
  let names = known.get(view);
  if (names === undefined) {
    const pairs = view.ofKind('core.gardener.cloud', 'Project').map(({ object }) => {
      const own = (object['spec'] as { readonly namespace?: string } | undefined)?.namespace;
      const name = object.metadata.name ?? '';
      return [own ?? `garden-${name}`, name] as const;
    });
    known.set(view, (names = new Map(pairs)));
  }
  return names;
}
