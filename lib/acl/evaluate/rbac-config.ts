import { isMap } from '../../core/plain-map';
import { rbacType } from '../envoy-filter';

/** A map of a filter's configuration, keys as Envoy's protobuf writes them. */
export type Json = Readonly<Record<string, unknown>>;

/** One RBAC filter as found in a patch. */
export interface Rbac {
  readonly flavor: 'network' | 'http';
  readonly rules: Json | undefined;
  /** Rules of a dry run: they count and refuse nobody. */
  readonly shadow?: Json;
  /** Rules of the newer form, a tree of matchers; not evaluated here. */
  readonly matcher?: true;
}

/** The entries of a list; empty for anything else. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * Reads `patch.value` of any EnvoyFilter; undefined when it holds no RBAC filter. Protobuf's JSON takes `remote_ip` and `remoteIp`
 * for the same field, and Istio takes a TypedStruct for the message inside it, so both spellings come out alike.
 */
export function readRbac(value: unknown): Rbac | undefined {
  if (!isMap(value)) return undefined;
  if (!known.has(value)) known.set(value, read(value));
  return known.get(value);
}

/** A filter is asked for many chains and read once. */
const known = new WeakMap<Json, Rbac | undefined>();

function read(value: Json): Rbac | undefined {
  const config = normalize(value['typed_config'] ?? value['typedConfig']);
  if (!isMap(config)) return undefined;
  const isStruct = typeof config['@type'] === 'string' && config['@type'].endsWith('.TypedStruct');
  const type = isStruct ? config['type_url'] : config['@type'];
  const message = isStruct ? config['value'] : config;
  const flavor = (['network', 'http'] as const).find(candidate => rbacType[candidate] === type);
  if (flavor === undefined || !isMap(message)) return undefined;
  const rules = isMap(message['rules']) ? message['rules'] : undefined;
  const shadow = message['shadow_rules'];
  return {
    flavor,
    rules,
    ...(isMap(shadow) && { shadow }),
    ...(message['matcher'] !== undefined && { matcher: true }),
  };
}

function normalize(value: unknown, keysAreNames = false): unknown {
  if (Array.isArray(value)) return value.map(entry => normalize(entry));
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(([key, entry]) => [
    keysAreNames ? key : snakeCase(key),
    normalize(entry, key === 'policies'),
  ]);
  return Object.fromEntries(entries) as Json;
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
}
