import * as path from 'node:path';
import { groupOf, type KubernetesObject } from '../../core/object';
import type { TreeObject } from '../read-tree';
import {
  isKustomizationFile,
  kustomizationFile,
  targetOf,
  type KustomizationFile,
  type PatchTarget,
} from './kustomization-file';

/** What kustomize makes of the files of a tree: which ones are fragments, which objects are completed by patches, which namespaces are set. */
export class KustomizeTree {
  private readonly patches = new Set<string>();
  private readonly folders = new Set<string>();
  /** Patch targets by the files and folders whose objects they reach. */
  private readonly targets = new Map<string, PatchTarget[]>();
  /** Namespaces by the files and folders whose objects get them. */
  private readonly namespaces = new Map<string, Set<string>>();

  constructor(objects: readonly TreeObject[]) {
    const files = objects
      .filter(({ object }) => isKustomizationFile(object))
      .map(({ object, file }) => kustomizationFile(object, file));
    if (files.length === 0) return;
    const byFolder = new Map(files.map(file => [file.folder, file]));
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
    const pending = [...file.members];
    const seen = new Set<string>([file.folder]);
    for (let place = pending.pop(); place !== undefined; place = pending.pop()) {
      const normal = place.replace(/\/$/, '');
      if (seen.has(normal)) continue;
      seen.add(normal);
      this.targets.set(normal, [...(this.targets.get(normal) ?? []), ...targets]);
      if (file.namespace !== undefined)
        this.namespaces.set(normal, (this.namespaces.get(normal) ?? new Set()).add(file.namespace));
      pending.push(...(byFolder.get(normal)?.members ?? []));
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

function targetsOf(file: KustomizationFile, fragments: readonly TreeObject[]): PatchTarget[] {
  const own = new Set(file.patchFiles);
  return [
    ...file.targets,
    ...fragments.filter(({ file: name }) => own.has(name)).map(({ object }) => targetOf(object)),
  ];
}

function fits({ group, kind, name }: PatchTarget, { apiVersion, kind: ownKind, metadata }: KubernetesObject): boolean {
  if (group !== undefined && group !== groupOf(apiVersion)) return false;
  if (kind !== undefined && kind !== ownKind) return false;
  if (name === undefined) return true;
  const own = (metadata as { readonly name?: unknown } | undefined)?.name;
  return typeof own === 'string' && isMatch(name, own);
}

function isMatch(pattern: string, name: string): boolean {
  if (pattern === name) return true;
  try {
    return new RegExp(`^(?:${pattern})$`).test(name);
  } catch {
    return false;
  }
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
