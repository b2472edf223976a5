import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { DependencyCycle, topologicalOrder } from '../../synth/topology';
import { dependenciesOf, kustomizationKey, type FluxKustomization } from './flux-kustomization';
import { fluxTree } from './flux-tree';

const rule = ruleTable('kustomize-controller:docs/spec/v1/kustomizations.md v1.9 (dependencies)', {
  'FLUX-DEPENDS-CYCLE': {
    reason: 'the Flux Kustomizations wait for each other, so that none is ever applied',
    fix: 'remove one of the dependencies',
  },
});

/** Circles of dependencies. */
export const cycleChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkCycles }];

function checkCycles(view: View, reportFor: (entry: ViewObject) => Report): void {
  const { kustomizations } = fluxTree(view);
  const byKey = new Map(kustomizations.map(kustomization => [kustomizationKey(kustomization), kustomization]));
  const cut = new Set<string>();
  const next = (kustomization: FluxKustomization): FluxKustomization[] =>
    dependenciesOf(kustomization).flatMap(({ namespace, name }) => {
      const target = byKey.get(`${kustomization.entry.cluster} ${namespace}/${name}`);
      return target === undefined || cut.has(edgeKey(kustomization, target)) ? [] : [target];
    });
  const sorted = [...byKey.keys()].sort().flatMap(key => byKey.get(key) ?? []);
  for (let cycle = findCycle(sorted, next); cycle !== undefined; cycle = findCycle(sorted, next)) {
    const [first, last] = [cycle[0], cycle.at(-2)];
    if (first === undefined || last === undefined) return;
    cut.add(edgeKey(last, first));
    const names = cycle.map(({ name }) => name);
    reportFor(first.entry).add(rule['FLUX-DEPENDS-CYCLE'], 'spec.dependsOn', {
      value: names,
      message: `${names.join(' -> ')}: ${rule['FLUX-DEPENDS-CYCLE'].reason}`,
    });
  }
}

function edgeKey(from: FluxKustomization, to: FluxKustomization): string {
  return `${kustomizationKey(from)} > ${kustomizationKey(to)}`;
}

function findCycle(
  kustomizations: readonly FluxKustomization[],
  next: (kustomization: FluxKustomization) => readonly FluxKustomization[],
): readonly FluxKustomization[] | undefined {
  try {
    topologicalOrder(kustomizations, next);
    return undefined;
  } catch (error) {
    if (error instanceof DependencyCycle) return error.cycle as readonly FluxKustomization[];
    throw error;
  }
}
