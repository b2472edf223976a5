import { isKeptOnPrune } from '../../gardener/deletion';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { isProtectedKind } from '../delivery/protection';
import { deletesOnRemoval, prunes, type FluxKustomization } from './flux-kustomization';
import { fluxTree, type FluxTree } from './flux-tree';

const rule = ruleTable('kustomize-controller:docs/spec/v1/kustomizations.md v1.9 (prune, deletion policy)', {
  'FLUX-PRUNE-CASCADE': {
    severity: 'warning',
    reason: 'removing this Flux Kustomization removes others, and with them everything that they applied',
    fix: 'set deletionPolicy: Orphan on the ones below that hold what must stay',
  },
  'FLUX-PRUNE-UNPROTECTED': {
    severity: 'warning',
    reason: 'objects whose loss hurts go when their manifest leaves the source',
    fix: 'annotate them with kustomize.toolkit.fluxcd.io/prune: disabled, and apply that before anything is removed',
  },
});

/** What is deleted when manifests or Flux Kustomizations go. */
export const pruneChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkPruning }];

function checkPruning(view: View, reportFor: (entry: ViewObject) => Report): void {
  const tree = fluxTree(view);
  for (const kustomization of tree.kustomizations) {
    const report = reportFor(kustomization.entry);
    checkCascade(kustomization, tree, report);
    checkUnprotected(kustomization, tree, report);
  }
}

function checkCascade(kustomization: FluxKustomization, tree: FluxTree, report: Report): void {
  if (!deletesOnRemoval(kustomization)) return;
  const below = cascadeOf(kustomization, tree);
  if (below.kustomizations.length === 0 || below.lost === 0) return;
  report.add(rule['FLUX-PRUNE-CASCADE'], 'spec.deletionPolicy', {
    value: below.kustomizations.map(({ name }) => name),
    message: `removing this Flux Kustomization removes ${count(below.kustomizations.length, 'other')}, and with it ${count(below.lost, 'object')} of kinds that hold clusters or data`,
  });
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** Every Flux Kustomization that goes with another one, and the number of unprotected objects of protected kinds that go with it. */
export function cascadeOf(
  kustomization: FluxKustomization,
  tree: FluxTree,
): { readonly kustomizations: readonly FluxKustomization[]; readonly lost: number } {
  const found: FluxKustomization[] = [];
  const open = childrenOf(kustomization, tree);
  let lost = 0;
  const seen = new Set([kustomization.entry]);
  for (let child = open.pop(); child !== undefined; child = open.pop()) {
    if (seen.has(child.entry)) continue;
    seen.add(child.entry);
    found.push(child);
    if (!deletesOnRemoval(child)) continue;
    lost += tree.objectsOf(child).filter(({ object }) => isProtectedKind(object) && !isKeptOnPrune(object)).length;
    open.push(...childrenOf(child, tree));
  }
  return { kustomizations: found, lost };
}

function childrenOf(kustomization: FluxKustomization, tree: FluxTree): FluxKustomization[] {
  const objects = new Set(tree.objectsOf(kustomization));
  return tree.kustomizations.filter(({ entry }) => objects.has(entry) && !isKeptOnPrune(entry.object));
}

/** Namespaces and credentials are too common in any tree to be named one by one here. */
const commonKinds: ReadonlySet<string> = new Set([
  'Namespace',
  'Secret',
  'InternalSecret',
  'SecretBinding',
  'CredentialsBinding',
  'WorkloadIdentity',
]);

function checkUnprotected(kustomization: FluxKustomization, { objectsOf }: FluxTree, report: Report): void {
  if (!prunes(kustomization)) return;
  const counts = new Map<string, number>();
  for (const { object } of objectsOf(kustomization)) {
    if (commonKinds.has(object.kind) || !isProtectedKind(object) || isKeptOnPrune(object)) continue;
    counts.set(object.kind, (counts.get(object.kind) ?? 0) + 1);
  }
  if (counts.size === 0) return;
  const list = [...counts].sort().map(([kind, count]) => `${count} ${kind}`);
  report.add(rule['FLUX-PRUNE-UNPROTECTED'], 'spec.prune', {
    value: true,
    message: `${list.join(', ')} without protection: ${rule['FLUX-PRUNE-UNPROTECTED'].reason}`,
  });
}
