import type { FieldPath } from '../core/field-path';
import { resolveSchema, type Schema } from './json-schema';

/** A place in an object: how Gardener writes it, what the schema says about it, and what is there. */
export interface Place {
  readonly path: FieldPath;
  /** The same without positions, as the version history writes it: `spec.machineImages[].versions[].lifecycle`. */
  readonly pattern: string;
  /** The schema of the place as declared, keywords beside a reference included; undefined below free-form fields. */
  readonly schema: Schema | undefined;
  readonly value: unknown;
}

/** How paths of one object are written. */
export interface PathStyle {
  readonly root: Schema;
  /** Keys of maps stand in brackets, as Gardener writes them; the validation of custom resources writes a dot. */
  readonly keysInBrackets: boolean;
}

/** The object itself, which stands at `base` in a larger one. */
export function rootPlace(object: unknown, root: Schema, base: FieldPath): Place {
  return { path: base, pattern: '', schema: root, value: object };
}

/** Follows a JSON pointer of ajv from the root of an object. */
export function placeAt(pointer: string, start: Place, style: PathStyle): Place {
  if (pointer === '') return start;
  const segments = pointer.slice(1).split('/');
  return segments.reduce((place, segment) => childPlace(place, unescape(segment), style), start);
}

/** The place of a field, a list entry or a map key. */
function childPlace({ path, pattern, schema, value }: Place, segment: string, style: PathStyle): Place {
  const resolved = schema && resolveSchema(schema, style.root);
  if (Array.isArray(value)) {
    const position = Number(segment);
    const entry = (value as unknown[])[position];
    return { path: path.index(position), pattern: `${pattern}[]`, schema: resolved?.items, value: entry };
  }
  const child = (value as Readonly<Record<string, unknown>> | undefined)?.[segment];
  const below = pattern === '' ? segment : `${pattern}.${segment}`;
  const declared = schema && propertiesOf(schema, style.root)[segment];
  if (declared !== undefined) return { path: path.child(segment), pattern: below, schema: declared, value: child };
  const values = typeof resolved?.additionalProperties === 'object' ? resolved.additionalProperties : undefined;
  // keys of a map are data, fields of a free-form object are names
  const isKey = values !== undefined && style.keysInBrackets;
  return { path: isKey ? path.key(segment) : path.child(segment), pattern: below, schema: values, value: child };
}

/** The schema that holds a keyword which failed at a place: the declared one, what it refers to, or a part of either. */
export function holderOf(keyword: string, { schema }: Place, root: Schema): Schema {
  if (schema === undefined) return {};
  const resolved = resolveSchema(schema, root);
  const candidates = [schema, resolved, ...(schema.allOf ?? []), ...(resolved.allOf ?? [])];
  return candidates.find(candidate => keyword in candidate) ?? resolved;
}

/** The declared fields of an object, those of a wrapped reference included. */
export function propertiesOf(schema: Schema, root: Schema): Readonly<Record<string, Schema>> {
  const resolved = resolveSchema(schema, root);
  const wrapped = resolved.allOf ?? [];
  if (wrapped.length === 0) return resolved.properties ?? {};
  return wrapped.reduce((fields, part) => ({ ...propertiesOf(part, root), ...fields }), resolved.properties ?? {});
}

function unescape(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
