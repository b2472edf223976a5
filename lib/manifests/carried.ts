import { brotliDecompressSync } from 'node:zlib';
import type { Origin } from '../core/finding';
import { groupOf, type KubernetesObject } from '../core/object';
import { readManifests, type ReadObject } from './manifest-file';

/** Manifests larger than this after unpacking are no configuration. */
const largest = 16 * 1024 * 1024;

/**
 * The objects that other objects carry as text: the content of ManagedResource Secrets (plain or Brotli), and of ConfigMaps whose values are
 * manifests. They are judged like any other; their findings point at the carrier.
 */
export function carriedObjects(entries: readonly ReadObject[]): ReadObject[] {
  const managed = managedSecrets(entries);
  const found: ReadObject[] = [];
  for (const entry of entries) {
    const {
      kind,
      apiVersion,
      metadata = {},
    } = entry.object as Partial<KubernetesObject> & Pick<KubernetesObject, 'kind' | 'apiVersion'>;
    if (groupOf(apiVersion) !== '') continue;
    const isManaged = managed.has(`${metadata.namespace ?? ''}/${metadata.name ?? ''}`);
    if (kind === 'Secret' && isManaged)
      for (const [key, text] of secretTexts(entry.object)) found.push(...objectsIn(text, key, entry));
    if (kind === 'ConfigMap')
      for (const [key, text] of mapTexts(entry.object['data']))
        if (looksLikeManifest(text)) found.push(...objectsIn(text, key, entry));
  }
  return found;
}

/** `namespace/name` of the Secrets that ManagedResources of the tree refer to. */
function managedSecrets(entries: readonly ReadObject[]): Set<string> {
  const names = new Set<string>();
  for (const { object } of entries) {
    if (object.kind !== 'ManagedResource' || groupOf(object.apiVersion) !== 'resources.gardener.cloud') continue;
    const { secretRefs } = (object['spec'] ?? {}) as { secretRefs?: unknown };
    if (!Array.isArray(secretRefs)) continue;
    for (const { name } of secretRefs as { name?: string }[])
      names.add(`${(object as Partial<KubernetesObject>).metadata?.namespace ?? ''}/${name ?? ''}`);
  }
  return names;
}

function* secretTexts({ data, stringData }: KubernetesObject): Iterable<[string, string]> {
  for (const [key, value] of mapTexts(data)) {
    const bytes = Buffer.from(value, 'base64');
    const text = key.endsWith('.br') ? decompressed(bytes) : bytes.toString('utf8');
    if (text !== undefined) yield [key, text];
  }
  yield* mapTexts(stringData);
}

function decompressed(bytes: Buffer): string | undefined {
  try {
    return brotliDecompressSync(bytes, { maxOutputLength: largest }).toString('utf8');
  } catch {
    return undefined; // damaged, or a bomb: nobody else can read it either
  }
}

function* mapTexts(map: unknown): Iterable<[string, string]> {
  if (typeof map !== 'object' || map === null) return;
  for (const [key, value] of Object.entries(map)) if (typeof value === 'string') yield [key, value];
}

/** A manifest has apiVersion, kind and metadata at the beginning of lines; a reference inside a configuration is indented or lacks metadata. */
function looksLikeManifest(text: string): boolean {
  return /^apiVersion:/m.test(text) && /^kind:/m.test(text) && /^metadata:/m.test(text);
}

function objectsIn(text: string, key: string, carrier: ReadObject): ReadObject[] {
  const inData = carrier.object['data'] as Readonly<Record<string, unknown>> | undefined;
  const field = inData?.[key] === undefined ? 'stringData' : 'data';
  const place = `${field}[${key}]`;
  return readManifests(text, '-').objects.map(({ object, origin }) => ({
    object,
    origin: path => carrier.originInText(place, placeOf(origin(path))),
    // nobody reads a text in a text in a text
    originInText: path => carrier.originInText(place, placeOf(origin(path))),
  }));
}

const placeOf = ({ line = 1, column = 1 }: Origin): { readonly line: number; readonly column: number } => ({
  line,
  column,
});
