import type { FluxKustomization } from './flux-kustomization';
import type { FluxTree } from './flux-tree';

/**
 * Whether two Flux Kustomizations belong to clusters that only their folders tell apart: what applies the one in the end applies itself, as a
 * bootstrap leaves it, and so does what applies the other. One cluster begins at one place.
 */
export function isOtherCluster(a: FluxKustomization, b: FluxKustomization, tree: FluxTree): boolean {
  const roots = rootsOf(a, tree);
  const others = rootsOf(b, tree);
  const isRoot = (root: FluxKustomization): boolean => tree.ownersOf(root.entry).includes(root);
  return [...roots].some(isRoot) && [...others].some(isRoot) && ![...roots].some(root => others.has(root));
}

/** Those at the beginning, that nothing of the tree but themselves applies. */
function rootsOf(kustomization: FluxKustomization, { ownersOf }: FluxTree): ReadonlySet<FluxKustomization> {
  const roots = new Set<FluxKustomization>();
  const seen = new Set([kustomization]);
  for (const next of seen) {
    const owners = ownersOf(next.entry).filter(owner => owner !== next);
    if (owners.length === 0) roots.add(next);
    for (const owner of owners) seen.add(owner);
  }
  return roots;
}
