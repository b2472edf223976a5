import type { KubernetesObject } from '../../core/object';
import { fluxFolder } from '../delivery/unit';
import { mapAt, mapsOf, textOf } from '../plain';
import { kustomizeGroup, sourceGroup } from '../tree/flux-kustomization';

/** A unit of dist/ as it lies on disk. */
export interface RenderedUnit {
  /** From the root of the repository, with forward slashes: `dist/meadow/runtime/garden`. */
  readonly path: string;
  readonly objects: readonly KubernetesObject[];
}

/** How one cluster gets its first Flux. */
export interface Bootstrap {
  /** `runtime`, `seeds/soil`. */
  readonly cluster: string;
  /** Folder that the commands apply: it holds Flux, its source, and the first Flux Kustomization of every cluster that it reaches. */
  readonly path: string;
  /** What brings the controllers. */
  readonly installer: 'release' | 'operator' | 'extension' | 'none';
  /** Two commands; none where an extension does it. */
  readonly commands: readonly string[];
  /** Secrets that have to be there between the commands, as `namespace/name`. */
  readonly secrets: readonly string[];
  /** Clusters with the number of units that this Flux applies to them. */
  readonly reaches: ReadonlyMap<string, number>;
  /** Why the bootstrap would not work. */
  readonly problems: readonly string[];
}

/** The bootstraps of a landscape, from what lies in its folder: `dist/meadow`. */
export function bootstrapsOf(landscape: string, units: readonly RenderedUnit[]): readonly Bootstrap[] {
  const paths = new Set(units.map(({ path }) => path));
  return units
    .filter(({ path }) => path.startsWith(`${landscape}/`) && path.endsWith(`/${fluxFolder}`))
    .map(unit => bootstrapOf(landscape, unit, paths))
    .sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
}

function bootstrapOf(landscape: string, unit: RenderedUnit, paths: ReadonlySet<string>): Bootstrap {
  const cluster = unit.path.slice(landscape.length + 1, -`/${fluxFolder}`.length);
  const found = contentOf(unit);
  const installer = installerOf(unit, cluster);
  const others = found.kustomizations.filter(entry => entry !== found.root);
  return {
    cluster,
    path: unit.path,
    installer,
    commands: commandsOf(installer, unit.path),
    secrets: secretsOf(unit),
    reaches: reachedClusters(landscape, others),
    problems: problemsOf(unit, { ...found, installer, paths }),
  };
}

interface Content {
  readonly source: KubernetesObject | undefined;
  readonly root: KubernetesObject | undefined;
  readonly kustomizations: readonly KubernetesObject[];
}

function contentOf({ objects }: RenderedUnit): Content {
  const kustomizations = objects.filter(
    ({ apiVersion, kind }) => `${apiVersion}/${kind}`.startsWith(kustomizeGroup) && kind === 'Kustomization',
  );
  return {
    source: objects.find(({ apiVersion, kind }) => apiVersion.startsWith(sourceGroup) && kind !== 'ExternalArtifact'),
    root: kustomizations.find(({ metadata }) => metadata.name === fluxFolder),
    kustomizations,
  };
}

function installerOf({ objects }: RenderedUnit, cluster: string): Bootstrap['installer'] {
  if (cluster.startsWith('shoots/')) return 'extension';
  if (objects.some(({ kind }) => kind === 'FluxInstance')) return 'operator';
  return objects.some(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'kustomize-controller')
    ? 'release'
    : 'none';
}

const operatorChart = 'oci://ghcr.io/controlplaneio-fluxcd/charts/flux-operator';

/** First the controllers and their definitions, then what they reconcile. */
function commandsOf(installer: Bootstrap['installer'], path: string): readonly string[] {
  const apply = `kubectl apply --server-side -k ${path}`;
  switch (installer) {
    case 'release':
      return [
        `kubectl apply --server-side -f ${path}/gotk-components.yaml && kubectl wait --for=condition=established --timeout=1m crd -l app.kubernetes.io/part-of=flux`,
        apply,
      ];
    case 'operator':
      return [
        `helm upgrade --install flux-operator ${operatorChart} --namespace ${fluxFolder} --create-namespace --wait && kubectl apply --server-side -f ${path}/flux-instance.yaml && kubectl wait --for=condition=ready --timeout=5m fluxinstance/flux --namespace ${fluxFolder}`,
        apply,
      ];
    case 'none':
      return ['flux check', apply];
    case 'extension':
      return [];
  }
}

/** Secrets that Flux needs before it can read anything, or before it can report. */
function secretsOf({ objects }: RenderedUnit): readonly string[] {
  const names = objects.flatMap(({ kind, metadata, spec }) => {
    const reference = kind === 'Kustomization' ? mapAt(spec, 'decryption', 'secretRef') : mapAt(spec, 'secretRef');
    const isRead = ['GitRepository', 'OCIRepository', 'Provider', 'Kustomization'].includes(kind);
    const name = textOf(reference['name']);
    return isRead && name !== '' ? [`${metadata.namespace ?? ''}/${name}`] : [];
  });
  return [...new Set(names)].sort();
}

function reachedClusters(landscape: string, kustomizations: readonly KubernetesObject[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { spec } of kustomizations) {
    const cluster = clusterIn(unitPath(spec), landscape);
    counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function unitPath(spec: unknown): string {
  return textOf(mapAt({ spec }, 'spec')['path']).replace(/^\.\//, '');
}

function clusterIn(path: string, landscape: string): string {
  const below = path.startsWith(`${landscape}/`) ? path.slice(landscape.length + 1) : path;
  return /^(?:runtime|virtual-garden|seeds\/[^/]+|shoots\/[^/]+\/[^/]+)/.exec(below)?.[0] ?? below;
}

interface Judged extends Content {
  readonly installer: Bootstrap['installer'];
  readonly paths: ReadonlySet<string>;
}

function problemsOf(
  { path, objects }: RenderedUnit,
  { source, root, kustomizations, paths }: Judged,
): readonly string[] {
  const problems: string[] = [];
  if (source === undefined) problems.push(`${path} holds no source`);
  if (root === undefined)
    problems.push(`${path} holds no Flux Kustomization ${fluxFolder}, which would keep it up to date`);
  else if (unitPath(root['spec']) !== path)
    problems.push(`the Flux Kustomization ${fluxFolder} applies ${unitPath(root['spec'])}, not ${path}`);
  const artifacts = new Set(
    objects.flatMap(({ spec }) => mapsOf(mapAt(spec)['artifacts']).map(({ name }) => textOf(name))),
  );
  for (const { metadata, spec } of kustomizations) {
    const isCut = artifacts.has(textOf(mapAt(spec, 'sourceRef')['name']));
    if (!isCut && !paths.has(unitPath(spec)))
      problems.push(`${metadata.name ?? ''} applies ${unitPath(spec)}, and there is no such folder`);
  }
  return problems;
}
