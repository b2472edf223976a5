import type { KubernetesObject } from '../../core/object';
import { Report } from '../../rules/report';
import { commitStatusAlert } from './alerts';
import { hasFeature } from './flux-release';
import { deliveryGraph, type DeliveryGraph } from './graph';
import { unitKustomization, waits, type PlacedUnit } from './kustomization';
import { latencyOf, secondsOf, type Latency } from './latency';
import { kustomizationNames } from './names';
import { completeDelivery, hostOf, isSplit, namespaceOf, type CompleteDelivery, type DeliveryOptions } from './options';
import { deliveryRules as rule } from './rules';
import { artifactGenerator, rootKustomization, sourceObject } from './sources';
import { timeoutOf } from './stages';
import { withTenants } from './tenant';
import { fluxFolder, unitKey, type DeliveredUnit } from './unit';

/** What makes Flux apply a landscape. */
export interface Delivery {
  /** Objects of the unit `flux-system` by cluster, for each cluster that runs Flux. */
  readonly objects: ReadonlyMap<string, readonly KubernetesObject[]>;
  /** Units that the delivery itself needs, for example with the accounts of projects. */
  readonly added: readonly DeliveredUnit[];
  readonly graph: DeliveryGraph;
  readonly latency: Latency;
  readonly report: Report;
}

/**
 * Makes the sources and one Flux Kustomization per unit, in the order that the references between the objects ask for.
 *
 * @param clusters clusters that run Flux whether or not they have units
 */
export function deliver(
  given: readonly DeliveredUnit[],
  deliveryOptions: DeliveryOptions,
  clusters: readonly string[] = [],
): Delivery {
  const options = completeDelivery(deliveryOptions);
  const { units, added } = withTenants(
    given.filter(({ folder }) => folder !== fluxFolder),
    options,
  );
  const report = new Report();
  const graph = deliveryGraph(units, { hostOf: cluster => hostOf(cluster, options) });
  reportProblems({ units, graph, options }, report);
  const placed = placeUnits(units, { graph, options });
  const own = new Map(given.filter(({ folder }) => folder === fluxFolder).map(unit => [unit.cluster, unit]));
  const hosts = [...new Set([...clusters, ...units.map(({ cluster }) => hostOf(cluster, options))])].sort();
  const objects = new Map(hosts.map(host => [host, hostObjects({ host, own: own.get(host), placed }, options)]));
  const waitSeconds = new Map(
    placed.map(entry => [unitKey(entry.unit), waits(entry) ? secondsOf(timeoutOf(entry.unit)) : 0]),
  );
  const latency = latencyOf(graph.dependencies, graph.order, {
    sourceInterval: options.sourceInterval,
    waitSeconds: unit => waitSeconds.get(unit) ?? 0,
  });
  return { objects, added, graph, latency, report };
}

interface Planned {
  readonly graph: DeliveryGraph;
  readonly options: CompleteDelivery;
}

function reportProblems(
  { units, graph, options }: Planned & { units: readonly DeliveredUnit[] },
  report: Report,
): void {
  for (const cycle of graph.cycles)
    report.add(rule['FLUX-CYCLE'], '', {
      value: cycle,
      message: `${cycle.join(' -> ')}: ${rule['FLUX-CYCLE'].reason}`,
    });
  const hasVirtualGarden = units.some(({ cluster }) => cluster === 'virtual-garden');
  if (hasVirtualGarden && options.access['virtual-garden'] === undefined) report.add(rule['FLUX-NO-ACCESS'], '');
  const splits = units.some(({ cluster }) => isSplit(hostOf(cluster, options), options));
  if (splits && !hasFeature(options.flux, 'artifactGenerator'))
    report.add(rule['FLUX-FEATURE'], '', { value: options.flux, message: 'ArtifactGenerator needs Flux 2.7' });
  if (options.source.type === 'oci' && !hasFeature(options.flux, 'ociRepositoryV1'))
    report.add(rule['FLUX-FEATURE'], '', { value: options.flux, message: 'OCIRepository v1 needs Flux 2.6' });
  reportElsewhere(units, options, report);
}

function reportElsewhere(units: readonly DeliveredUnit[], options: CompleteDelivery, report: Report): void {
  const hosts = new Map(units.map(unit => [unitKey(unit), hostOf(unit.cluster, options)]));
  for (const unit of units)
    for (const other of unit.after ?? [])
      if (hosts.get(other) !== hosts.get(unitKey(unit)))
        report.add(rule['FLUX-AFTER-ELSEWHERE'], '', {
          value: [unitKey(unit), other],
          message: `${unitKey(unit)} after ${other}: ${rule['FLUX-AFTER-ELSEWHERE'].reason}`,
        });
}

function placeUnits(units: readonly DeliveredUnit[], { graph, options }: Planned): readonly PlacedUnit[] {
  const { dependencies, order } = graph;
  const names = kustomizationNames(units);
  const byKey = new Map(units.map(unit => [unitKey(unit), unit]));
  const awaited = new Set([...dependencies.values()].flat());
  const reference = (key: string): PlacedUnit['dependsOn'] => {
    const [unit, name] = [byKey.get(key), names.get(key)];
    return unit === undefined || name === undefined ? [] : [{ name, namespace: namespaceOf(unit.cluster, options) }];
  };
  return order.flatMap(key => {
    const [unit, name] = [byKey.get(key), names.get(key)];
    if (unit === undefined || name === undefined) return [];
    return [{ unit, name, dependsOn: (dependencies.get(key) ?? []).flatMap(reference), isAwaited: awaited.has(key) }];
  });
}

interface Host {
  readonly host: string;
  /** What the app itself puts into the unit of Flux. */
  readonly own: DeliveredUnit | undefined;
  readonly placed: readonly PlacedUnit[];
}

function hostObjects({ host, own, placed }: Host, options: CompleteDelivery): readonly KubernetesObject[] {
  const units = placed.filter(({ unit }) => hostOf(unit.cluster, options) === host);
  const namespaces = new Set(units.map(({ unit }) => namespaceOf(unit.cluster, options)));
  namespaces.delete(options.namespace);
  const { alerts, namespace } = options;
  return [
    ...[...namespaces].sort().map(namespaceObject),
    sourceObject(options),
    rootKustomization(host, options, own),
    ...(isSplit(host, options) ? [artifactGenerator(units, options)] : []),
    ...units.map(unit => unitKustomization(unit, options)),
    ...(alerts ? commitStatusAlert({ namespace, otherNamespaces: [...namespaces].sort(), ...alerts }) : []),
  ];
}

/** The namespace has to be there before the first Flux Kustomization in it, and so before what would bring it. */
function namespaceObject(name: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}
