import type { View, ViewObject } from '../../rules/view';
import { mapAt, mapsOf, textOf } from '../plain';
import { coverage, fileFolder, folderOf, isBelow, objectFolder, type Folder, type ObjectFolder } from './folders';
import { fluxKustomization, kustomizeGroup, sourceKey, sourceOf, type FluxKustomization } from './flux-kustomization';

/** The Flux Kustomizations of a tree and the objects that each applies. */
export interface FluxTree {
  readonly kustomizations: readonly FluxKustomization[];
  /** Objects below the path, except those that a Kustomization of a deeper path applies. */
  readonly objectsOf: (kustomization: FluxKustomization) => readonly ViewObject[];
  /** Who applies an object: several where several have the same path. */
  readonly ownersOf: (entry: ViewObject) => readonly FluxKustomization[];
  /** Below whose path a file lies, whatever it holds. */
  readonly ownersOfFile: (file: string) => readonly FluxKustomization[];
  /** Folder of a Kustomization in its source; undefined when an artifact is not known. */
  readonly pathOf: (kustomization: FluxKustomization) => Folder | undefined;
}

const trees = new WeakMap<View, FluxTree>();

/** The tree of a View; computed once. */
export function fluxTree(view: View): FluxTree {
  let tree = trees.get(view);
  if (tree === undefined) trees.set(view, (tree = buildTree(view)));
  return tree;
}

function buildTree(view: View): FluxTree {
  const kustomizations = view.ofKind(kustomizeGroup, 'Kustomization').map(fluxKustomization);
  const artifacts = artifactFolders(view);
  const paths = new Map(kustomizations.map(entry => [entry, pathIn(entry, artifacts)]));
  const owners = new Map<ViewObject, readonly FluxKustomization[]>();
  const objects = new Map<FluxKustomization, ViewObject[]>(kustomizations.map(entry => [entry, []]));
  const finder = new OwnerFinder(paths);
  const applied = kustomizations.length === 0 ? [] : view.objects.filter(entry => !isBuildFile(entry));
  const placed = applied.map(entry => ({ entry, folder: objectFolder(entry) }));
  for (const { folder } of placed) finder.learn(folder);
  for (const { entry, folder } of placed) {
    const found = finder.find(folder);
    owners.set(entry, found);
    for (const owner of found) objects.get(owner)?.push(entry);
  }
  return {
    kustomizations,
    objectsOf: kustomization => objects.get(kustomization) ?? [],
    ownersOf: entry => owners.get(entry) ?? [],
    ownersOfFile: file => finder.find(fileFolder(file)),
    pathOf: kustomization => paths.get(kustomization),
  };
}

/** A kustomization.yaml says how a folder is built; it is no object of a cluster. */
export function isBuildFile({ object }: ViewObject): boolean {
  return object.apiVersion.startsWith('kustomize.config.k8s.io/');
}

/** Finds the Kustomizations of the deepest path that covers a folder. */
class OwnerFinder {
  private readonly paths: ReadonlyMap<FluxKustomization, Folder | undefined>;
  private readonly known = new Map<string, readonly FluxKustomization[]>();
  /** Some file lies where a path says, so that all of them are written from the root of the repository. */
  private fromRoot = false;
  private readonly learned = new Set<string>();
  private readonly sources: ReadonlySet<string>;
  /** Sources of which the tree holds a folder. */
  private readonly seenSources = new Set<string>();

  constructor(paths: ReadonlyMap<FluxKustomization, Folder | undefined>) {
    this.paths = paths;
    this.sources = new Set([...paths.keys()].map(sourceKey));
  }

  learn(place: ObjectFolder): void {
    const key = folderKey(place);
    if (this.learned.has(key)) return;
    this.learned.add(key);
    for (const [kustomization, path] of this.paths) {
      if (path === undefined || path.length === 0 || coverage(path, place) === undefined) continue;
      this.seenSources.add(sourceKey(kustomization));
      this.fromRoot ||= place.isFile && isBelow(path, place.folder);
    }
  }

  find(folder: ObjectFolder): readonly FluxKustomization[] {
    const key = folderKey(folder);
    let found = this.known.get(key);
    if (found === undefined) this.known.set(key, (found = this.ownersIn(folder)));
    return found;
  }

  private ownersIn(folder: ObjectFolder): readonly FluxKustomization[] {
    let deepest = -1;
    let owners: FluxKustomization[] = [];
    for (const [kustomization, path] of this.paths) {
      const covered = path && this.isHome(kustomization, path) ? this.covered(path, folder) : undefined;
      if (covered === undefined || covered < deepest) continue;
      if (covered > deepest) owners = [];
      deepest = covered;
      owners.push(kustomization);
    }
    return owners;
  }

  /** The root of a source is that of the tree only where nothing speaks for another one. */
  private isHome(kustomization: FluxKustomization, path: Folder): boolean {
    return path.length > 0 || this.sources.size === 1 || this.seenSources.has(sourceKey(kustomization));
  }

  private covered(path: Folder, folder: ObjectFolder): number | undefined {
    if (!folder.isFile || !this.fromRoot) return coverage(path, folder);
    return isBelow(path, folder.folder) ? path.length : undefined;
  }
}

function folderKey({ folder, isFile, least }: ObjectFolder): string {
  return `${isFile} ${least} ${folder.join('/')}`;
}

/** An artifact that is cut out of a source by an ArtifactGenerator of the tree lies where it was copied from. */
function pathIn(kustomization: FluxKustomization, artifacts: ReadonlyMap<string, Folder>): Folder | undefined {
  const path = folderOf(textOf(kustomization.spec['path']));
  const { kind, namespace, name } = sourceOf(kustomization);
  if (kind !== 'ExternalArtifact') return path;
  const artifact = artifacts.get(artifactKey(kustomization.entry.cluster, { namespace, name }));
  return artifact && [...artifact, ...path];
}

function artifactKey(cluster: string, { namespace, name }: { namespace: string; name: string }): string {
  return `${cluster} ${namespace}/${name}`;
}

function artifactFolders(view: View): ReadonlyMap<string, Folder> {
  const folders = new Map<string, Folder>();
  for (const entry of view.ofKind('source.extensions.fluxcd.io', 'ArtifactGenerator')) {
    const namespace = entry.object.metadata.namespace ?? '';
    for (const artifact of mapsOf(mapAt(entry.object, 'spec')['artifacts'])) {
      const [copy] = mapsOf(artifact['copy']);
      const [, from = ''] = /^@[^/]+\/(.*?)\/?\**$/.exec(textOf(copy?.['from'])) ?? [];
      folders.set(artifactKey(entry.cluster, { namespace, name: textOf(artifact['name']) }), folderOf(from));
    }
  }
  return folders;
}

/** Names of the artifacts that the generators of a cluster make. */
export function artifactNames(view: View, cluster: string): ReadonlySet<string> {
  const prefix = `${cluster} `;
  const keys = [...artifactFolders(view).keys()].filter(key => key.startsWith(prefix));
  return new Set(keys.map(key => key.slice(prefix.length)));
}
