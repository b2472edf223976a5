import { dropNulls } from '../api/nulls';
import type { Registry } from '../api/registry';
import type { Finding } from '../core/finding';
import { groupOf, type KubernetesObject, type ObjectMetadata } from '../core/object';
import { isMap } from '../core/plain-map';
import type { UnitPlace } from '../core/unit-place';
import { judgeObject, type JudgedObject } from '../rules/judge-object';
import { asWritten } from '../rules/mend';
import { builtinScope } from '../rules/scope';
import type { ViewObject } from '../rules/view';
import type { KustomizeTree } from './kustomize/kustomize-tree';
import type { TreeObject } from './read-tree';

/** By what single objects are judged. */
export interface ObjectOptions {
  readonly gardener: string;
  readonly strict: boolean;
  readonly registry: Registry | undefined;
  readonly kustomize: KustomizeTree;
  /** Single files were chosen, so that whoever uses one as a patch may be elsewhere. */
  readonly selected: boolean;
}

/** An object of a tree that was judged on its own. */
export interface JudgedEntry {
  readonly entry: ViewObject;
  readonly findings: readonly Finding[];
  /** A part of an object, that others complete: it is none by itself. */
  readonly fragment: boolean;
  /** Others complete it: what is missing in it is no mistake. */
  readonly completed: boolean;
}

/** Judges objects one by one by what is known about their kinds. */
export class ObjectJudge {
  private readonly options: ObjectOptions;
  /** Kinds without a schema that were named already: one notice is enough. */
  private readonly noted = new Set<string>();

  constructor(options: ObjectOptions) {
    this.options = options;
  }

  judge(read: TreeObject, place: UnitPlace): JudgedEntry {
    const { kustomize, selected } = this.options;
    const isListed = kustomize.isFragment(read);
    const first = this.validate(read, isListed);
    const fragment = isListed || ((selected || isIncomplete(first)) && kustomize.isCalledPatch(read.file));
    const completed = kustomize.isCompleted(read);
    const partial = fragment || (completed && isIncomplete(first));
    const judged = partial && !isListed ? this.validate(read, true) : first;
    const entry: ViewObject = {
      ...place,
      object: withMetadata(inNamespace(dropNulls(judged.object) as KubernetesObject, kustomize.namespaceOf(read.file))),
      ...((judged.malformed || partial) && { malformed: true }),
      origin: (path = '') => read.origin(asWritten(path, judged.renames)),
    };
    const findings = judged.findings
      .filter(({ path }) => !(fragment && path.startsWith('$patch')) && !isPatchDirective(path))
      .filter(({ type, path }) => type !== 'required' || !kustomize.isGiven(read, path))
      .flatMap(finding => this.shown(finding, read.object));
    return { entry, findings, fragment, completed };
  }

  private validate({ object }: TreeObject, partial: boolean): JudgedObject {
    const { registry, gardener } = this.options;
    return judgeObject(object, { gardener, ...(partial && { partial }), ...(registry !== undefined && { registry }) });
  }

  private shown(finding: Finding, { apiVersion, kind }: KubernetesObject): Finding[] {
    if (finding.rule !== 'SCHEMA-NO-SCHEMA') return [finding];
    if (this.options.strict) return [{ ...finding, severity: 'error' }];
    const key = `${apiVersion} ${kind}`;
    if (this.noted.has(key)) return [];
    this.noted.add(key);
    return [finding];
  }
}

function isIncomplete({ findings }: JudgedObject): boolean {
  return findings.some(({ type }) => type === 'required');
}

/** `$patch: delete` and its like are words of the patch, not fields of the object. */
function isPatchDirective(path: string): boolean {
  return /(?:^|\.)\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)\b/.test(path);
}

/** Rules look into metadata without asking of what type it is; that it is missing or wrong is found by the schema. */
function withMetadata(object: KubernetesObject): KubernetesObject {
  const { metadata } = object as { readonly metadata?: unknown };
  if (!isMap(metadata)) return { ...object, metadata: {} };
  return isSound(metadata) ? object : { ...object, metadata: soundPart(metadata) };
}

/**
 * kustomize gives its namespace to objects of namespaced kinds, and names the Namespace itself like that; the API server takes the namespace from
 * objects of other kinds.
 */
function inNamespace(object: KubernetesObject, namespace: string | undefined): KubernetesObject {
  const { metadata } = object as { readonly metadata?: unknown };
  if (!isMap(metadata)) return object;
  if (metadata['namespace'] !== undefined && builtinScope(groupOf(object.apiVersion), object.kind) === 'Cluster') {
    const { namespace: _, ...rest } = metadata;
    return { ...object, metadata: rest };
  }
  if (namespace === undefined) return object;
  if (object.apiVersion === 'v1' && object.kind === 'Namespace')
    return { ...object, metadata: { ...metadata, name: namespace } };
  // what has a namespace is of a namespaced kind, known or not
  if (metadata['namespace'] !== undefined) return { ...object, metadata: { ...metadata, namespace } };
  if (builtinScope(groupOf(object.apiVersion), object.kind) !== 'Namespaced') return object;
  return { ...object, metadata: { ...metadata, namespace } };
}

const textFields = ['name', 'namespace', 'generateName'] as const;
const mapFields = ['labels', 'annotations'] as const;

function isSound(metadata: Readonly<Record<string, unknown>>): boolean {
  return (
    textFields.every(field => metadata[field] === undefined || typeof metadata[field] === 'string') &&
    mapFields.every(field => metadata[field] === undefined || isTextMap(metadata[field]))
  );
}

function soundPart(metadata: Readonly<Record<string, unknown>>): ObjectMetadata {
  const isText = (value: unknown): value is string => typeof value === 'string';
  const texts = (map: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(map).filter(([, value]) => isText(value)));
  const entries = Object.entries(metadata).flatMap(([field, value]): [string, unknown][] => {
    // a name without quotes is the name that was meant
    if (isOneOf(textFields, field)) return isScalar(value) ? [[field, String(value)]] : [];
    if (isOneOf(mapFields, field)) return isMap(value) ? [[field, texts(value)]] : [];
    return [[field, value]];
  });
  return Object.fromEntries(entries);
}

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

function isOneOf(names: readonly string[], field: string): boolean {
  return names.includes(field);
}

function isTextMap(value: unknown): boolean {
  if (!isMap(value)) return false;
  for (const key in value) if (typeof value[key] !== 'string') return false;
  return true;
}
