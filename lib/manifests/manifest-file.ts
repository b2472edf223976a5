import { builtinRegistry } from '../api/registry';
import type { Finding, Origin } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import { isMap } from '../core/plain-map';
import { editDistance } from '../core/suggest';
import { readDocuments, type FileOptions } from '../yaml/reader/documents';
import type { YamlDocument } from '../yaml/reader/read-document';
import { fileFinding, problemFinding, rule } from './read-rules';

/** One object of a file, and where its fields are. */
export interface ReadObject {
  /** As it was read: only apiVersion and kind are sure to be there, metadata may be missing. */
  readonly object: KubernetesObject;
  origin(path?: string): Origin;
  /** Where a place inside the text of a field stands. */
  originInText(path: string, inner: { readonly line: number; readonly column: number }): Origin;
}

/** Objects of a file, and what is wrong with it. */
export interface ManifestFile {
  readonly objects: readonly ReadObject[];
  readonly findings: readonly Finding[];
  /** The text that the origins refer to. */
  readonly text: string;
}

/** How manifests are read. */
export type ManifestOptions = Pick<FileOptions, 'exact'>;

/**
 * Reads the text of a file of manifests as the cluster would: Lists are unfolded, empty documents passed over, what is no object is named and
 * left alone.
 *
 * @param file name in positions, relative to the caller's folder; `-` for standard input
 */
export function readManifests(content: string | Uint8Array, file: string, options: ManifestOptions = {}): ManifestFile {
  const { documents, problems, text } = readDocuments(content, { ...options, file });
  const collection: Collection = {
    file,
    prefix: '',
    objects: [],
    findings: problems.map(problem => problemFinding(problem, file)),
  };
  for (const document of documents)
    if (document.value !== undefined && document.value !== null) collect(document, document.value, collection);
  const { objects, findings } = collection;
  return { objects, findings: isForeign(collection) ? findings.filter(isSaidOfForeign) : findings, text };
}

interface Collection {
  readonly file: string;
  /** Path of the value inside its document, with a final dot. */
  readonly prefix: string;
  readonly objects: ReadObject[];
  readonly findings: Finding[];
}

/** Whether a file holds nothing that is meant for a cluster: how kubectl and kustomize would read it is nobody's concern. */
function isForeign({ objects, findings }: Collection): boolean {
  return objects.length === 0 && findings.some(isNoObject) && !findings.some(isBrokenObject);
}

const isNoObject = ({ rule: id }: Finding): boolean => id === rule['READ-NO-OBJECT'].id;
const isBrokenObject = ({ rule: id }: Finding): boolean =>
  id === rule['READ-API-VERSION'].id || id === rule['READ-KIND'].id;
const isSaidOfForeign = (finding: Finding): boolean => isNoObject(finding) || finding.rule === rule['READ-SYNTAX'].id;

function collect(document: YamlDocument, value: unknown, collection: Collection): void {
  const { file, prefix, objects, findings } = collection;
  const origin = (path = ''): Origin => ({ ...document.nearestPosition((prefix + path).replace(/\.$/, '')), file });
  const originInText: ReadObject['originInText'] = (path, inner) => ({
    ...document.positionInText(prefix + path, inner),
    file,
  });
  const refuse = (found: (typeof rule)[keyof typeof rule], { at, ...details }: Refusal = {}): void =>
    void findings.push({ ...fileFinding(found, origin(at), details), path: (prefix + (at ?? '')).replace(/\.$/, '') });
  if (!isMap(value)) return refuse(rule['READ-NO-OBJECT']);
  const { apiVersion, kind, items } = value;
  if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
    items.forEach((item: unknown, index) =>
      collect(document, itemOf(value, item), { ...collection, prefix: `${prefix}items[${index}].` }),
    );
    return;
  }
  if (kind === 'List' && apiVersion === 'v1' && (items === undefined || items === null)) return;
  const isObject = typeof apiVersion === 'string' && typeof kind === 'string';
  if (isObject || isKustomization(value, file)) objects.push({ object: withHead(value), origin, originInText });
  else if (apiVersion === undefined && typeof kind === 'string' && isMeantForCluster(value, kind, document))
    refuse(rule['READ-API-VERSION'], { ...misspelled(value, 'apiVersion'), ...swallowed(document) });
  else if (typeof apiVersion === 'string' && kind === undefined && (apiVersion.includes('/') || 'metadata' in value))
    refuse(rule['READ-KIND'], misspelled(value, 'kind'));
  else refuse(rule['READ-NO-OBJECT']);
}

/** The API server leaves out in a ShootList what its items are; kubectl knows. */
function itemOf({ apiVersion, kind }: Readonly<Record<string, unknown>>, item: unknown): unknown {
  if (kind === 'List' || !isMap(item) || 'apiVersion' in item || 'kind' in item) return item;
  return { apiVersion, kind: String(kind).replace(/List$/, ''), ...item };
}

interface Refusal {
  /** The field that is meant. @default the document */
  readonly at?: string;
  readonly message?: string;
  readonly fix?: string;
}

/** A key that is almost the one that is missing. */
function misspelled(value: object, wanted: string): Refusal {
  const near = Object.keys(value).find(key => editDistance(key.toLowerCase(), wanted.toLowerCase(), 2) <= 2);
  return near === undefined ? {} : { at: near, fix: `did you mean ${wanted}` };
}

/** kustomize reads a file of that name also without apiVersion and kind. */
function isKustomization({ apiVersion, kind }: Readonly<Record<string, unknown>>, file: string): boolean {
  if (!/(?:^|\/)kustomization\.ya?ml$/.test(file)) return false;
  const isOwn = kind === undefined || kind === 'Kustomization' || kind === 'Component';
  return (
    isOwn && (apiVersion === undefined || (typeof apiVersion === 'string' && apiVersion.startsWith(kustomizeGroup)))
  );
}

const kustomizeGroup = 'kustomize.config.k8s.io/';

function withHead(value: Readonly<Record<string, unknown>>): KubernetesObject {
  const { apiVersion = `${kustomizeGroup}v1beta1`, kind = 'Kustomization' } = value;
  return { ...value, apiVersion, kind } as unknown as KubernetesObject;
}

let kinds: ReadonlySet<string> | undefined;

/** Other tools have files with a kind as well; named objects of known kinds, and those whose comment names a version, are meant for a cluster. */
function isMeantForCluster(value: object, kind: string, { comment }: YamlDocument): boolean {
  kinds ??= new Set([...builtinRegistry().all()].map(info => info.kind));
  return (kinds.has(kind) && 'metadata' in value) || /apiVersion:\s*\S+/.test(comment);
}

/** A comment in front of the first key has swallowed it. */
function swallowed({ comment }: YamlDocument): Refusal {
  const match = /apiVersion:\s*\S+/.exec(comment);
  if (match === null) return {};
  return {
    message: 'apiVersion is missing: the comment above holds it',
    fix: `write ${match[0]} on a line of its own`,
  };
}
