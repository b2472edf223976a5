import { resolveSchema, type Schema } from '../../lib/api/json-schema';
import type { KindInfo } from '../../lib/api/registry';
import { propertiesOf } from '../../lib/api/schema-place';

/** A broken copy of a valid object, and what must be found in it. */
export interface Mutation {
  readonly object: unknown;
  readonly rule: string;
  readonly path: string;
}

type Fields = Readonly<Record<string, unknown>>;

interface At {
  readonly value: unknown;
  readonly schema: Schema;
  readonly path: string;
  /** The whole object with another value here; undefined removes it. */
  readonly put: (value: unknown) => unknown;
}

/** Every way to break a sample that its schema knows of: one mutation per object. */
export function* mutationsOf(sample: unknown, info: KindInfo): Iterable<Mutation> {
  const root = info.schema();
  const places: At[] = [{ value: sample, schema: root, path: '', put: value => value }];
  for (let at = places.pop(); at !== undefined; at = places.pop()) {
    yield* mutationsAt(at, root);
    places.push(...children(at, info));
  }
}

function* mutationsAt({ value, schema: declared, path, put }: At, root: Schema): Iterable<Mutation> {
  const schema = resolveSchema(declared, root);
  const isHeader = path === 'apiVersion' || path === 'kind';
  if (isHeader || schema.type === undefined) return;
  if (path !== '') yield { object: put(wrongFor(value)), rule: 'SCHEMA-TYPE', path };
  if (schema.enum !== undefined) yield { object: put('noSuchValue'), rule: 'SCHEMA-VALUE', path };
  if (schema.pattern !== undefined && typeof value === 'string' && !new RegExp(schema.pattern, 'u').test('\u0000')) {
    yield { object: put('\u0000'), rule: 'SCHEMA-INVALID', path };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const fields = value as Fields;
  if (schema.additionalProperties === false) {
    yield {
      object: put({ ...fields, noSuchField: 1 }),
      rule: 'SCHEMA-UNKNOWN-FIELD',
      path: below(path, 'noSuchField'),
    };
  }
  for (const name of schema.required ?? []) {
    const { [name]: removed, ...rest } = fields;
    const isRootHeader = path === '' && (name === 'apiVersion' || name === 'kind');
    if (!isRootHeader && removed !== undefined)
      yield { object: put(rest), rule: 'SCHEMA-REQUIRED', path: below(path, name) };
  }
}

function children({ value, schema: declared, path, put }: At, info: KindInfo): At[] {
  const root = info.schema();
  const schema = resolveSchema(declared, root);
  if (Array.isArray(value)) {
    const items = schema.items ?? {};
    return (value as unknown[]).map((entry, position) => ({
      value: entry,
      schema: items,
      path: `${path}[${position}]`,
      put: next => put(value.map((other: unknown, index) => (index === position ? next : other))),
    }));
  }
  if (typeof value !== 'object' || value === null) return [];
  const declaredFields = propertiesOf(declared, root);
  return Object.entries(value).map(([name, child]) => {
    const isKey = !(name in declaredFields) && info.class !== 'crd';
    const values = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
    return {
      value: child as unknown,
      schema: declaredFields[name] ?? values,
      path: isKey ? `${path}[${name}]` : below(path, name),
      put: next => put({ ...value, [name]: next }),
    };
  });
}

/** A value of no type that the original has: scalars become lists, everything else a text. */
function wrongFor(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? 'text' : [];
}

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);
