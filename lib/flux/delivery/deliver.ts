import { Report } from '../../rules/report';
import type { KubernetesObject } from '../../core/object';
import { ruleTable } from '../../rules/rule';
import { hasFeature } from './flux-release';
import { deliveryGraph, type DeliveryGraph } from './graph';
import { unitKustomization, waits, type PlacedUnit } from './kustomization';
import { latencyOf, secondsOf, type Latency } from './latency';
import { kustomizationNames } from './names';
import { completeDelivery, hostOf, type CompleteDelivery, type DeliveryOptions } from './options';
import { artifactGenerator, rootKustomization, sourceObject } from './sources';
import { timeoutOf } from './stages';
import { fluxFolder, unitKey, type DeliveredUnit } from './unit';

/** What makes Flux apply a landscape. */
export interface Delivery {
  /** Objects of the unit `flux-system` by cluster, for each cluster that runs Flux. */
  readonly objects: ReadonlyMap<string, readonly KubernetesObject[]>;
  readonly graph: DeliveryGraph;
  readonly latency: Latency;
  readonly report: Report;
}

const rule = ruleTable('kustomize-controller:docs/spec/v1/kustomizations.md v1.9', {
  'FLUX-CYCLE': {
    reason: 'the units wait for each other, so that none is ever applied',
    fix: 'move the objects that refer back into a unit of their own',
  },
  'FLUX-NO-ACCESS': {
    reason: 'no Flux can run in the virtual garden: its units need access through a kubeconfig',
    fix: "add access: { 'virtual-garden': { secretName: ... } }",
  },
  'FLUX-FEATURE': 'the release of Flux does not have what the delivery uses',
});

/** Makes the sources and one Flux Kustomization per unit, in the order that the references between the objects ask for. */
export function deliver(given: readonly DeliveredUnit[], deliveryOptions: DeliveryOptions): Delivery {
  const options = completeDelivery(deliveryOptions);
  const units = given.filter(({ folder }) => folder !== fluxFolder);
  const report = new Report();
  const graph = deliveryGraph(units, { hostOf: cluster => hostOf(cluster, options) });
  reportProblems({ units, graph, options }, report);
  const placed = placeUnits(units, graph);
  const objects = new Map<string, readonly KubernetesObject[]>();
  for (const host of [...new Set(units.map(({ cluster }) => hostOf(cluster, options)))].sort())
    objects.set(host, hostObjects(host, placed, options));
  const waitSeconds = new Map(
    placed.map(entry => [unitKey(entry.unit), waits(entry) ? secondsOf(timeoutOf(entry.unit)) : 0]),
  );
  const latency = latencyOf(graph.dependencies, graph.order, {
    sourceInterval: options.sourceInterval,
    waitSeconds: unit => waitSeconds.get(unit) ?? 0,
  });
  return { objects, graph, latency, report };
}

function reportProblems(
  { units, graph, options }: { units: readonly DeliveredUnit[]; graph: DeliveryGraph; options: CompleteDelivery },
  report: Report,
): void {
  for (const cycle of graph.cycles)
    report.add(rule['FLUX-CYCLE'], '', {
      value: cycle,
      message: `${cycle.join(' -> ')}: ${rule['FLUX-CYCLE'].reason}`,
    });
  const hasVirtualGarden = units.some(({ cluster }) => cluster === 'virtual-garden');
  if (hasVirtualGarden && options.access['virtual-garden'] === undefined) report.add(rule['FLUX-NO-ACCESS'], '');
  if (options.artifactPerUnit && !hasFeature(options.flux, 'artifactGenerator'))
    report.add(rule['FLUX-FEATURE'], '', { value: options.flux, message: 'ArtifactGenerator needs Flux 2.7' });
  if (options.source.type === 'oci' && !hasFeature(options.flux, 'ociRepositoryV1'))
    report.add(rule['FLUX-FEATURE'], '', { value: options.flux, message: 'OCIRepository v1 needs Flux 2.6' });
}

function placeUnits(units: readonly DeliveredUnit[], { dependencies, order }: DeliveryGraph): readonly PlacedUnit[] {
  const names = kustomizationNames(units);
  const byKey = new Map(units.map(unit => [unitKey(unit), unit]));
  const awaited = new Set([...dependencies.values()].flat());
  return order.flatMap(key => {
    const unit = byKey.get(key);
    const name = names.get(key);
    if (unit === undefined || name === undefined) return [];
    const dependsOn = (dependencies.get(key) ?? []).flatMap(dependency => names.get(dependency) ?? []);
    return [{ unit, name, dependsOn, isAwaited: awaited.has(key) }];
  });
}

function hostObjects(
  host: string,
  placed: readonly PlacedUnit[],
  options: CompleteDelivery,
): readonly KubernetesObject[] {
  const own = placed.filter(({ unit }) => hostOf(unit.cluster, options) === host);
  return [
    sourceObject(options),
    rootKustomization(host, options),
    ...(options.artifactPerUnit ? [artifactGenerator(own, options)] : []),
    ...own.map(unit => unitKustomization(unit, options)),
  ];
}
