import * as path from 'node:path';
import type { TreeObject } from '../read-tree';
import { FluxPatches } from './flux-patches';
import { isKustomizationFile, kustomizationFile, type KustomizationFile } from './kustomization-file';
import { fits, targetOf, type PatchTarget } from './patch-target';

/** What kustomize makes of the files of a tree: which ones are fragments, which objects are completed by patches, which namespaces are set. */
export class KustomizeTree {
  private readonly patches = new Set<string>();
  private readonly folders = new Set<string>();
  /** Patch targets by the files and folders whose objects they reach. */
  private readonly targets = new Map<string, PatchTarget[]>();
  /** Namespaces by the files and folders whose objects get them. */
  private readonly namespaces = new Map<string, Set<string>>();
  private readonly flux: FluxPatches;

  constructor(objects: readonly TreeObject[]) {
    const files = objects
      .filter(({ object }) => isKustomizationFile(object))
      .map(({ object, file }) => kustomizationFile(object, file));
    const byFolder = new Map(files.map(file => [file.folder, file]));
    this.flux = new FluxPatches(objects, folder => membersOf(folder, byFolder));
    for (const file of files) for (const patch of file.patchFiles) this.patches.add(patch);
    for (const { folder } of files) this.folders.add(folder);
    const fragments = objects.filter(({ file }) => this.patches.has(file));
    for (const file of files) this.spread(file, targetsOf(file, fragments), byFolder);
  }

  /** Whether an object is a patch: kustomize merges it into another one. */
  isFragment({ object, file }: TreeObject): boolean {
    if (isKustomizationFile(object)) return false;
    if (this.patches.has(file) || Object.hasOwn(object, '$patch')) return true;
    // beside a kustomization.yaml that is not listed in the tree or is a template itself
    return this.folders.has(path.posix.dirname(file)) && this.isCalledPatch(file);
  }

  /** Whether the name of a file or of a folder around it says that it is a patch, and no kustomization of the tree says otherwise. */
  isCalledPatch(file: string): boolean {
    return isPatchName(file) && !this.isListed(file);
  }

  /** Whether a kustomization of the tree reads a file. */
  isBuilt(file: string): boolean {
    return this.patches.has(file) || covering(file).some(place => this.isListed(place));
  }

  /** Whether kustomize reads a file as patches. */
  isPatchFile(file: string | undefined): boolean {
    return file !== undefined && this.patches.has(file);
  }

  /** Whether others complete an object of a file: a patch, or whoever uses the folder as a base. */
  isCompleted({ object, file }: TreeObject): boolean {
    const folder = path.posix.dirname(file);
    if (this.folders.has(folder) && /(?:^|\/)(?:bases?|components?)(?:\/|$)/.test(folder)) return true;
    return covering(file).some(place => this.targets.get(place)?.some(target => fits(target, object)) === true);
  }

  /** Whether a Flux Kustomization of the tree sets a field of an object that it applies. */
  isGiven(object: TreeObject, field: string): boolean {
    return this.flux.gives(object, field);
  }

  /** The namespace that kustomize gives the objects of a file; undefined when it gives none, or several. */
  namespaceOf(file: string): string | undefined {
    for (const place of covering(file)) {
      const given = this.namespaces.get(place);
      if (given !== undefined) return given.size === 1 ? [...given][0] : undefined;
    }
    return undefined;
  }

  private isListed(file: string): boolean {
    return this.targets.has(file);
  }

  /** What a kustomization says holds for everything that passes through it. */
  private spread(
    file: KustomizationFile,
    targets: readonly PatchTarget[],
    byFolder: ReadonlyMap<string, KustomizationFile>,
  ): void {
    for (const place of membersOf(file.folder, byFolder)) {
      this.targets.set(place, [...(this.targets.get(place) ?? []), ...targets]);
      if (file.namespace !== undefined)
        this.namespaces.set(place, (this.namespaces.get(place) ?? new Set()).add(file.namespace));
    }
    // components patch what the kustomization that uses them holds
    for (const member of file.members) {
      const used = byFolder.get(member.replace(/\/$/, ''));
      if (used !== undefined) for (const sibling of file.members) this.addTargets(sibling, used.targets);
    }
  }

  private addTargets(place: string, targets: readonly PatchTarget[]): void {
    const normal = place.replace(/\/$/, '');
    this.targets.set(normal, [...(this.targets.get(normal) ?? []), ...targets]);
  }
}

/** The files and folders that a kustomization reads, and those that they read in turn. */
function* membersOf(folder: string, byFolder: ReadonlyMap<string, KustomizationFile>): Iterable<string> {
  const pending = [...(byFolder.get(folder)?.members ?? [])];
  const seen = new Set<string>([folder]);
  for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
    const normal = place.replace(/\/$/, '');
    if (seen.has(normal)) continue;
    seen.add(normal);
    yield normal;
    pending.push(...(byFolder.get(normal)?.members ?? []));
  }
}

function targetsOf(file: KustomizationFile, fragments: readonly TreeObject[]): PatchTarget[] {
  const own = new Set(file.patchFiles);
  return [
    ...file.targets,
    ...fragments.filter(({ file: name }) => own.has(name)).map(({ object }) => targetOf(object)),
  ];
}

/** The file, and the folders around it, nearest first. */
function covering(file: string): string[] {
  const places = [file];
  for (let place = path.posix.dirname(file); place !== '.' && place !== '/'; place = path.posix.dirname(place))
    places.push(place);
  return places;
}

function isPatchName(file: string): boolean {
  return /(?:^|[-_./])patch(?:es)?(?:[-_./]|$)/.test(path.posix.basename(file)) || /(?:^|\/)patch(?:es)?\//.test(file);
}
