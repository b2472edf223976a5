import * as path from 'node:path';
import { groupOf, type KubernetesObject } from '../../core/object';
import { isMap } from '../../core/plain-map';
import { readDocuments } from '../../yaml/reader/documents';
import { targetOf, type PatchTarget } from './patch-target';

/** What a kustomization.yaml says about the files around it. Paths are relative to the caller's folder. */
export interface KustomizationFile {
  readonly folder: string;
  /** Files and folders whose objects pass through. */
  readonly members: readonly string[];
  /** Files with fragments of objects. */
  readonly patchFiles: readonly string[];
  /** Targets that are named where the patch is used, or in a patch that is written there. */
  readonly targets: readonly PatchTarget[];
  /** Namespace that all objects get. */
  readonly namespace: string | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Whether an object is a kustomization.yaml or a component. */
export function isKustomizationFile({ apiVersion, kind }: KubernetesObject): boolean {
  return groupOf(apiVersion) === 'kustomize.config.k8s.io' && (kind === 'Kustomization' || kind === 'Component');
}

/** Reads what a kustomization.yaml says; whatever has an unexpected shape says nothing. */
export function kustomizationFile(object: KubernetesObject, file: string): KustomizationFile {
  const folder = path.posix.dirname(file);
  const within = (name: string): string => path.posix.join(folder, name);
  const patches = [...maps(object['patches']), ...maps(object['patchesJson6902'])];
  const merges = texts(object['patchesStrategicMerge']);
  const named = [
    ...patches.map(patch => patch['path']),
    ...merges,
    ...maps(object['replacements']).map(one => one['path']),
  ];
  const inline = [...patches.map(patch => patch['patch']), ...merges].filter(isText).filter(isInline);
  return {
    folder,
    members: ['resources', 'bases', 'components']
      .flatMap(field => texts(object[field]))
      .filter(isLocal)
      .map(within),
    patchFiles: named
      .filter(isText)
      .filter(name => !isInline(name) && isLocal(name))
      .map(within),
    targets: [
      ...patches
        .map(patch => patch['target'])
        .filter(isMap)
        .map(targetOf),
      ...inline.flatMap(targetsOfPatch),
    ],
    namespace: isText(object['namespace']) && object['namespace'] !== '' ? object['namespace'] : undefined,
  };
}

function targetsOfPatch(text: string): PatchTarget[] {
  return readDocuments(text)
    .documents.map(({ value }) => value)
    .filter(isMap)
    .filter(value => isText(value['kind']))
    .map(targetOf);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isInline = (text: string): boolean => text.includes('\n');
const isLocal = (name: string): boolean => !/^[a-z+]+:\/\/|^git@|\?ref=|^github\.com\//.test(name);
const maps = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isMap) : []);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : []);
