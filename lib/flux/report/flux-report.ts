import { Duration } from '../../core/duration';
import type { TopicReport } from '../../rules/topic';
import type { View } from '../../rules/view';
import { topologicalOrder, DependencyCycle } from '../../synth/topology';
import { latencyOf, requeueDependencySeconds, secondsOf, type Latency } from '../delivery/latency';
import { imagesOf } from '../install/controller';
import { flagOf } from '../install/controller-arguments';
import { mapAt, textOf } from '../plain';
import { kustomizeControllerIn } from '../tree/controller';
import { dependenciesOf, sourceGroup, sourceOf, type FluxKustomization } from '../tree/flux-kustomization';
import { fluxTree, type FluxTree } from '../tree/flux-tree';

/** How each Flux of a tree works through it, and which images its controllers need; nothing for a tree without Flux. */
export function* fluxReports(view: View): Iterable<TopicReport> {
  const tree = fluxTree(view);
  const clusters = [...new Set(tree.kustomizations.map(({ entry }) => entry.cluster))].sort();
  if (clusters.length === 0) return;
  const sections = clusters.map(cluster => clusterSection(cluster, view, tree));
  yield { file: 'flux.md', text: ['# What Flux does', ...sections].join('\n\n').concat('\n') };
  const images = clusters.flatMap(cluster => fluxImages(view, cluster));
  if (images.length > 0) yield { file: 'flux-images.txt', text: `${[...new Set(images)].sort().join('\n')}\n` };
}

function clusterSection(cluster: string, view: View, tree: FluxTree): string {
  const own = tree.kustomizations.filter(({ entry }) => entry.cluster === cluster).sort(byName);
  const rows = own.map(kustomization => rowOf(kustomization, tree.objectsOf(kustomization).length));
  return [
    `## ${cluster === '' ? 'the cluster' : cluster}`,
    '',
    ...installationLines(view, cluster),
    '| Flux Kustomization | path | objects | waits for | ready when |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    latencyText(clusterLatency(cluster, view, own)),
  ].join('\n');
}

function byName(a: FluxKustomization, b: FluxKustomization): number {
  return a.name < b.name ? -1 : 1;
}

function rowOf(kustomization: FluxKustomization, objects: number): string {
  const { name, spec } = kustomization;
  const needed = dependenciesOf(kustomization).map(dependency => dependency.name);
  const ready = spec['wait'] === true ? `its objects are, within ${textOf(spec['timeout'])}` : 'applied';
  return `| ${[name, textOf(spec['path']), objects, needed.join(', '), ready].join(' | ')} |`;
}

function installationLines(view: View, cluster: string): readonly string[] {
  const controller = kustomizeControllerIn(view, cluster);
  const version = controller?.metadata.labels?.['app.kubernetes.io/version'];
  if (version !== undefined)
    return [`Flux ${version}, installed by this unit; images: [flux-images.txt](flux-images.txt).`, ''];
  const instance = view.ofKind('fluxcd.controlplane.io', 'FluxInstance').find(entry => entry.cluster === cluster);
  if (instance === undefined) return [];
  const { version: range, registry } = mapAt(instance.object, 'spec', 'distribution');
  return [`Flux ${textOf(range)}, installed by Flux Operator with images of ${textOf(registry)}.`, ''];
}

/** Images of the controllers of Flux in a cluster. */
function fluxImages(view: View, cluster: string): readonly string[] {
  const deployments = view
    .ofKind('apps', 'Deployment')
    .filter(
      entry => entry.cluster === cluster && entry.object.metadata.labels?.['app.kubernetes.io/part-of'] === 'flux',
    );
  return imagesOf(deployments.map(({ object }) => object));
}

/** The longest chain of one Flux; undefined where its Flux Kustomizations wait for each other. */
function clusterLatency(cluster: string, view: View, own: readonly FluxKustomization[]): Latency | undefined {
  const byKey = new Map(own.map(kustomization => [keyOf(kustomization), kustomization]));
  const dependencies = new Map(
    own.map(kustomization => [
      keyOf(kustomization),
      dependenciesOf(kustomization)
        .map(keyOf)
        .filter(key => byKey.has(key)),
    ]),
  );
  const controller = kustomizeControllerIn(view, cluster);
  const requeue = controller && flagOf(controller, 'requeue-dependency');
  try {
    const order = topologicalOrder([...byKey.keys()].sort(), key => dependencies.get(key) ?? []);
    return latencyOf(dependencies, order, {
      sourceInterval: longestInterval(view, own),
      requeueSeconds: requeue === undefined ? requeueDependencySeconds : secondsOf(requeue),
      waitSeconds: key => waitSecondsOf(byKey.get(key)),
    });
  } catch (error) {
    if (error instanceof DependencyCycle) return undefined;
    throw error;
  }
}

function keyOf({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return `${namespace}/${name}`;
}

function waitSecondsOf(kustomization: FluxKustomization | undefined): number {
  if (kustomization?.spec['wait'] !== true) return 0;
  const timeout = Duration.parse(textOf(kustomization.spec['timeout']));
  return timeout === undefined ? 0 : secondsOf(timeout.toString());
}

/** How often the sources are looked at; what is not in the tree counts as a minute. */
function longestInterval(view: View, own: readonly FluxKustomization[]): string {
  const intervals = own.map(kustomization => {
    const { kind, namespace, name } = sourceOf(kustomization);
    const source = view.find(sourceGroup, kind, namespace, name)?.object;
    return Duration.parse(textOf(mapAt(source, 'spec')['interval'])) ?? Duration.of('1m');
  });
  return intervals
    .reduce((longest, next) => (next.nanoseconds > longest.nanoseconds ? next : longest), Duration.of('1s'))
    .toString();
}

function latencyText(latency: Latency | undefined): string {
  if (latency === undefined) return 'The Flux Kustomizations wait for each other: none of them is ever applied.';
  const { chain, pollingSeconds, worstSeconds } = latency;
  const names = chain.map(key => key.slice(key.indexOf('/') + 1));
  return [
    `Longest chain: ${names.join(' > ')}.`,
    `A commit has reached its end after ${pollingSeconds} s at the latest when everything is ready at once,`,
    `after ${worstSeconds} s when every wait uses its whole timeout.`,
  ].join('\n');
}
