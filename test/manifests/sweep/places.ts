// Where a single wrong letter can stand in a tree: keys that a schema names, values of closed sets, names of other things.
import { bareConfigs } from '../../../lib/api/embedded-kinds';
import { resolveSchema, type Schema } from '../../../lib/api/json-schema';
import { builtinRegistry, type KindInfo } from '../../../lib/api/registry';
import { propertiesOf } from '../../../lib/api/schema-place';
import { FieldPath } from '../../../lib/core/field-path';
import type { TreeObject } from '../../../lib/manifests/read-tree';

/** A place, and the object with one wrong letter there. */
export interface Slip {
  readonly what: 'key' | 'value' | 'reference';
  /** Of the key or value, as findings write it: a wrong key has the path that it made. */
  readonly path: string;
  readonly object: object;
}

interface Site {
  readonly value: unknown;
  readonly schema: Schema | undefined;
  readonly root: Schema;
  readonly path: FieldPath;
  /** The whole object with another value here. */
  readonly put: (value: unknown) => object;
  /** The object around the value. */
  readonly parent: Readonly<Record<string, unknown>>;
}

/** All slips in one object; `names` are those of everything that the tree declares. */
export function* slipsOf({ object }: TreeObject, names: ReadonlySet<string>): Iterable<Slip> {
  const info = builtinRegistry().find(object.apiVersion, object.kind);
  if (info === undefined) return;
  const root = info.schema();
  const sites: Site[] = [
    { value: object, schema: root, root, path: FieldPath.root, put: value => value as object, parent: {} },
  ];
  for (let site = sites.pop(); site !== undefined; site = sites.pop()) {
    yield* ofValue(site, names);
    yield* ofKeys(site);
    sites.push(...children(site));
  }
}

function* ofValue({ value, schema: declared, root, path, put }: Site, names: ReadonlySet<string>): Iterable<Slip> {
  if (typeof value !== 'string') return;
  const schema = declared && resolveSchema(declared, root);
  const isClosed = schema?.enum !== undefined || schema?.const !== undefined;
  const at = path.toString();
  if (isClosed) yield { what: 'value', path: at, object: put(slip(value)) };
  else if (names.has(value) && isReference(at)) yield { what: 'reference', path: at, object: put(slip(value)) };
}

/** Fields that name another thing; what a list of named things holds under `name` is the name of that thing itself. */
const reference = new RegExp(
  [
    String.raw`(?:Ref|roleRef|subjects\[\d+\]|dependsOn\[\d+\]|quotas\[\d+\]|cloudProfile|parent|shoot|seed)\.(?:name|namespace)$`,
    String.raw`(?:SecretName|BindingName|ResourceName|serviceAccountName|seedName|exposureClassName|configMapName|secretName)$`,
    String.raw`(?:region|zones\[\d+\]|machine\.type|image\.name|image\.version|volume\.type|networking\.type|extensions\[\d+\]\.type)$`,
    String.raw`^metadata\.namespace$`,
  ].join('|'),
);

function isReference(path: string): boolean {
  return reference.test(path) && !path.includes('openAPIV3Schema');
}

function* ofKeys({ value, schema, root, path, put }: Site): Iterable<Slip> {
  if (!isMap(value) || schema === undefined) return;
  const declared = propertiesOf(schema, root);
  for (const key of Object.keys(value)) {
    const wrong = slip(key);
    if (!Object.hasOwn(declared, key) || Object.hasOwn(declared, wrong)) continue;
    const entries = Object.entries(value).map(([name, field]) => [name === key ? wrong : name, field]);
    yield { what: 'key', path: path.child(wrong).toString(), object: put(Object.fromEntries(entries)) };
  }
}

function children(site: Site): Site[] {
  const { value } = site;
  if (Array.isArray(value)) return (value as unknown[]).map((entry, index) => ofEntry(site, entry, index));
  if (!isMap(value)) return [];
  return Object.entries(value).map(([key, field]) => ofField(site, key, field));
}

function ofEntry({ value, schema, root, path, put, parent }: Site, entry: unknown, index: number): Site {
  const items = schema && resolveSchema(schema, root).items;
  return {
    value: entry,
    schema: items,
    root,
    path: path.index(index),
    put: next => put((value as unknown[]).with(index, next)),
    parent,
  };
}

function ofField(site: Site, key: string, field: unknown): Site {
  const { schema, root, path, put } = site;
  const value = site.value as Readonly<Record<string, unknown>>;
  const declared = schema && propertiesOf(schema, root)[key];
  const additional = schema && resolveSchema(schema, root).additionalProperties;
  const rest = typeof additional === 'object' ? additional : undefined;
  const own = configKind(field, value);
  const inMap = declared === undefined && rest !== undefined;
  return {
    value: field,
    schema: own?.schema() ?? declared ?? rest,
    root: own?.schema() ?? root,
    path: inMap ? path.key(key) : path.child(key),
    put: next => put({ ...value, [key]: next }),
    parent: value,
  };
}

/** A configuration inside of an object has a schema of its own. */
function configKind(config: unknown, parent: Readonly<Record<string, unknown>>): KindInfo | undefined {
  if (!isMap(config)) return undefined;
  const { apiVersion, kind } = config;
  if (typeof apiVersion === 'string' && typeof kind === 'string') return builtinRegistry().find(apiVersion, kind);
  const bare = typeof parent['type'] === 'string' ? bareConfigs[parent['type']] : undefined;
  return bare && parent['providerConfig'] === config ? builtinRegistry().find(bare.apiVersion, bare.kind) : undefined;
}

/** The text with its middle letter replaced by the next one of its kind. */
export function slip(text: string): string {
  const middle = Math.floor(text.length / 2);
  const order = [...Array.from(text, (_, index) => (middle + index) % text.length)];
  const at = order.find(index => /[a-z0-9]/i.test(text[index] ?? '')) ?? middle;
  return text.slice(0, at) + nextLetter(text[at] ?? '') + text.slice(at + 1);
}

function nextLetter(letter: string): string {
  const after: Readonly<Record<string, string>> = { z: 'y', Z: 'Y', '9': '8' };
  return after[letter] ?? String.fromCharCode(letter.charCodeAt(0) + 1);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Names that the objects of a tree declare: their own, and those in the catalogs of profiles and in lists of named things. */
export function declaredNames(objects: readonly TreeObject[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { object } of objects) {
    const { metadata } = object as { metadata?: { name?: unknown } };
    if (typeof metadata?.name === 'string') names.add(metadata.name);
    collect(object, names);
  }
  return names;
}

function collect(value: unknown, names: Set<string>): void {
  if (Array.isArray(value)) for (const entry of value) collect(entry, names);
  else if (isMap(value))
    for (const [key, field] of Object.entries(value))
      if (/^(?:name|version|type|zone)$/.test(key) && typeof field === 'string') names.add(field);
      else collect(field, names);
}
