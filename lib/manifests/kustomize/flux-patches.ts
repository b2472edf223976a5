import * as path from 'node:path';
import { groupOf, type KubernetesObject } from '../../core/object';
import { isMap } from '../../core/plain-map';
import { readDocuments } from '../../yaml/reader/documents';
import type { TreeObject } from '../read-tree';
import { fits, targetOf, type PatchTarget } from './patch-target';

/** A patch of a Flux Kustomization: which objects below its path get which fields. */
interface FluxPatch {
  readonly target: PatchTarget;
  /** Fields that it sets, such as `spec.sourceRef.name`. */
  readonly fields: ReadonlySet<string>;
  /** What a patched Flux Kustomization patches in turn. */
  readonly inner: readonly FluxPatch[];
}

/** Which files lie below a folder, and what its kustomization.yaml reads from elsewhere. */
export type Reached = (folder: string) => Iterable<string>;

const kustomizeGroup = 'kustomize.toolkit.fluxcd.io';

/**
 * What the Flux Kustomizations of a tree give to the objects that they apply: repositories write a field once, in a patch of the topmost one, that
 * every other one needs.
 *
 * Upstream: `fluxcd/kustomize-controller:docs/spec/v1/kustomizations.md v1.9` (patches).
 */
export class FluxPatches {
  /** Patches by the files and folders whose objects get them. */
  private readonly patches = new Map<string, FluxPatch[]>();
  private readonly kustomizations: readonly TreeObject[];
  private readonly folders: ReadonlySet<string>;
  private readonly reached: Reached;

  constructor(objects: readonly TreeObject[], reached: Reached) {
    this.reached = reached;
    this.kustomizations = objects.filter(({ object }) => isFluxKustomization(object));
    const given = this.kustomizations.map(({ object }) => ({ object, patches: patchesOf(object['spec']) }));
    this.folders = new Set(given.some(hasPatches) ? objects.flatMap(({ file }) => foldersOf(file)) : []);
    for (const { object, patches } of given) this.spread(object, patches);
  }

  /** Whether a Flux Kustomization that applies an object sets a field of it. */
  gives({ object, file }: TreeObject, field: string): boolean {
    if (this.patches.size === 0) return false;
    return [file, ...foldersOf(file)].some(place =>
      this.patches.get(place)?.some(({ target, fields }) => fields.has(field) && fits(target, object)),
    );
  }

  /** Patches hold for everything below the path; those for other Flux Kustomizations also for what these apply. */
  private spread(kustomization: KubernetesObject, patches: readonly FluxPatch[]): void {
    if (patches.length === 0) return;
    const places = new Set(this.homesOf(kustomization).flatMap(home => [home, ...this.reached(home)]));
    for (const place of places) this.patches.set(place, [...(this.patches.get(place) ?? []), ...patches]);
    const nested = patches.filter(({ inner }) => inner.length > 0);
    for (const { object, file } of nested.length === 0 ? [] : this.kustomizations) {
      if (object === kustomization || ![file, ...foldersOf(file)].some(place => places.has(place))) continue;
      this.spread(
        object,
        nested.filter(({ target }) => fits(target, object)).flatMap(({ inner }) => inner),
      );
    }
  }

  /** The folders of the tree that a path may mean: what lies above the repository or its root may be missing. */
  private homesOf({ spec }: KubernetesObject): string[] {
    const given = isMap(spec) && typeof spec['path'] === 'string' ? spec['path'] : '';
    const wanted = path.posix.normalize(given).replace(/^(?:\.?\/)+|\/$/g, '');
    if (wanted === '' || wanted === '.') return ['.'];
    return [...this.folders].filter(
      folder => folder === wanted || folder.endsWith(`/${wanted}`) || wanted.endsWith(`/${folder}`),
    );
  }
}

function isFluxKustomization({ apiVersion, kind }: KubernetesObject): boolean {
  return groupOf(apiVersion) === kustomizeGroup && kind === 'Kustomization';
}

const hasPatches = ({ patches }: { readonly patches: readonly FluxPatch[] }): boolean => patches.length > 0;

function patchesOf(spec: unknown): FluxPatch[] {
  if (!isMap(spec) || !Array.isArray(spec['patches'])) return [];
  return spec['patches'].filter(isMap).flatMap(({ patch, target }) => {
    if (typeof patch !== 'string') return [];
    return readDocuments(patch).documents.map(({ value }) => patchOf(value, isMap(target) ? target : value));
  });
}

/** A patch is a part of an object, or a list of operations. */
function patchOf(value: unknown, target: unknown): FluxPatch {
  const fields = new Set(Array.isArray(value) ? value.filter(isMap).flatMap(fieldsOfOperation) : fieldsIn(value, ''));
  const isOfFlux = isMap(value) && isFluxKustomization({ apiVersion: '', kind: '', metadata: {}, ...value });
  return { target: isMap(target) ? targetOf(target) : {}, fields, inner: isOfFlux ? patchesOf(value['spec']) : [] };
}

function fieldsOfOperation({ op, path: pointer, value }: Readonly<Record<string, unknown>>): string[] {
  if ((op !== 'add' && op !== 'replace') || typeof pointer !== 'string') return [];
  const names = pointer
    .split('/')
    .slice(1)
    .map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  const field = names.join('.');
  return [...names.keys()].map(last => names.slice(0, last + 1).join('.')).concat(fieldsIn(value, `${field}.`));
}

function fieldsIn(value: unknown, prefix: string): string[] {
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    `${prefix}${name}`,
    ...fieldsIn(inner, `${prefix}${name}.`),
  ]);
}

/** The folders around a file, nearest first, and the root of the tree. */
function foldersOf(file: string): string[] {
  const folders: string[] = [];
  for (let place = path.posix.dirname(file); place !== '.' && place !== '/'; place = path.posix.dirname(place))
    folders.push(place);
  return [...folders, '.'];
}
