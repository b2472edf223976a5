import type { KubernetesObject } from '../../core/object';
import { extensionType } from '../config/flux-config';
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
  return units
    .filter(({ path }) => path.startsWith(`${landscape}/`) && path.endsWith(`/${fluxFolder}`))
    .map(unit => bootstrapOf(unit, { landscape, units }))
    .sort((a, b) => (a.cluster < b.cluster ? -1 : 1));
}

interface Surroundings {
  readonly landscape: string;
  readonly units: readonly RenderedUnit[];
}

function bootstrapOf(unit: RenderedUnit, { landscape, units }: Surroundings): Bootstrap {
  const cluster = unit.path.slice(landscape.length + 1, -`/${fluxFolder}`.length);
  const content = contentOf(unit);
  const installer = isBootstrapped(cluster, units) ? 'extension' : installerOf(unit);
  return {
    cluster,
    path: unit.path,
    installer,
    commands: commandsOf(installer, unit.path),
    secrets: secretsOf(unit),
    reaches: reachedClusters(landscape, content),
    problems: problemsOf(unit, content, new Set(units.map(({ path }) => path))),
  };
}

/** Whether the Shoot of a cluster asks the extension for Flux. */
function isBootstrapped(cluster: string, units: readonly RenderedUnit[]): boolean {
  const [, project, shoot] = /^shoots\/([^/]+)\/([^/]+)$/.exec(cluster) ?? [];
  if (project === undefined) return false;
  const objects = units.flatMap(unit => unit.objects);
  const owner = objects.find(({ kind, metadata }) => kind === 'Project' && metadata.name === project);
  const namespace = textOf(mapAt(owner, 'spec')['namespace']) || (project === 'garden' ? project : `garden-${project}`);
  return objects.some(
    ({ kind, metadata, spec }) =>
      kind === 'Shoot' &&
      metadata.name === shoot &&
      metadata.namespace === namespace &&
      mapsOf(mapAt({ spec }, 'spec')['extensions']).some(({ type }) => type === extensionType),
  );
}

interface Content {
  readonly source: KubernetesObject | undefined;
  /** Folder of the Flux Kustomization that keeps the unit itself. */
  readonly root: string | undefined;
  /** Those of other units, with the folders that they apply. */
  readonly others: readonly { readonly name: string; readonly folder: string }[];
}

function contentOf({ path, objects }: RenderedUnit): Content {
  const kustomizations = objects.filter(
    ({ apiVersion, kind }) => `${apiVersion}/${kind}`.startsWith(kustomizeGroup) && kind === 'Kustomization',
  );
  const own = kustomizations.find(({ metadata }) => metadata.name === fluxFolder);
  const root = own && folderOf(own, objects);
  // the root of the source may be a folder of the working folder
  const above = root !== undefined && path.endsWith(`/${root}`) ? path.slice(0, -root.length) : '';
  return {
    source: objects.find(({ apiVersion, kind }) => apiVersion.startsWith(sourceGroup) && kind !== 'ExternalArtifact'),
    root: root && `${above}${root}`,
    others: kustomizations
      .filter(object => object !== own)
      .map(object => ({ name: object.metadata.name ?? '', folder: `${above}${folderOf(object, objects)}` })),
  };
}

/** Folder of a Flux Kustomization in the source, also where it reads an artifact that is cut out of it. */
function folderOf({ spec }: KubernetesObject, objects: readonly KubernetesObject[]): string {
  const name = textOf(mapAt({ spec }, 'spec', 'sourceRef')['name']);
  const artifacts = objects.flatMap(object => mapsOf(mapAt(object, 'spec')['artifacts']));
  const [copy] = mapsOf(artifacts.find(artifact => artifact['name'] === name)?.['copy']);
  if (copy !== undefined) return textOf(copy['from']).replace(/^@[^/]+\/|\/\*\*$/g, '');
  return textOf(mapAt({ spec }, 'spec')['path']).replace(/^\.\//, '');
}

function installerOf({ objects }: RenderedUnit): Bootstrap['installer'] {
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

function reachedClusters(landscape: string, { others }: Content): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { folder } of others) {
    const cluster = clusterIn(folder, landscape);
    counts.set(cluster, (counts.get(cluster) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function clusterIn(folder: string, landscape: string): string {
  const below = folder.startsWith(`${landscape}/`) ? folder.slice(landscape.length + 1) : folder;
  return /^(?:runtime|virtual-garden|seeds\/[^/]+|shoots\/[^/]+\/[^/]+)/.exec(below)?.[0] ?? below;
}

function problemsOf(
  { path }: RenderedUnit,
  { source, root, others }: Content,
  folders: ReadonlySet<string>,
): readonly string[] {
  const problems: string[] = [];
  if (source === undefined) problems.push(`${path} holds no source`);
  if (root === undefined)
    problems.push(`${path} holds no Flux Kustomization ${fluxFolder}, which would keep it up to date`);
  else if (root !== path) problems.push(`the Flux Kustomization ${fluxFolder} applies ${root}, not ${path}`);
  for (const { name, folder } of others)
    if (!folders.has(folder)) problems.push(`${name} applies ${folder}, and there is no such folder`);
  return problems;
}
