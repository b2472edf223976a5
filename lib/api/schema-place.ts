import { FieldPath } from '../core/field-path';
import { resolveSchema, type Schema } from './json-schema';

/** A place in an object: how Gardener writes it, what the schema says about it, and what is there. */
export interface Place {
  readonly path: FieldPath;
  /** The same without positions, as the version history writes it: `spec.machineImages[].versions[].lifecycle`. */
  readonly pattern: string;
  /** The schema of the place, references followed; undefined below free-form fields. */
  readonly schema: Schema | undefined;
  readonly value: unknown;
}

/** The object itself, or where `base` says in a larger one. */
export function rootPlace(object: unknown, root: Schema, base = FieldPath.root): Place {
  return { path: base, pattern: '', schema: root, value: object };
}

/** Follows a JSON pointer of ajv from the root of an object. */
export function placeAt(pointer: string, start: Place, root: Schema): Place {
  if (pointer === '') return start;
  const segments = pointer.slice(1).split('/');
  return segments.reduce((place, segment) => childPlace(place, unescape(segment), root), start);
}

/** The place of a field, a list entry or a map key. */
export function childPlace(place: Place, segment: string, root: Schema): Place {
  const { value, schema } = place;
  if (Array.isArray(value)) {
    const position = Number(segment);
    const items = schema?.items && resolveSchema(schema.items, root);
    const pattern = `${place.pattern}[]`;
    return { path: place.path.index(position), pattern, schema: items, value: (value as unknown[])[position] };
  }
  const child = (value as Readonly<Record<string, unknown>> | undefined)?.[segment];
  const declared = schema && propertiesOf(schema, root)[segment];
  if (declared !== undefined || schema === undefined || isClosed(schema)) {
    const pattern = place.pattern === '' ? segment : `${place.pattern}.${segment}`;
    return {
      path: place.path.child(segment),
      pattern,
      schema: declared && resolveSchema(declared, root),
      value: child,
    };
  }
  const values = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  // keys of a map are data, fields of a free-form object are names
  const path = values === undefined ? place.path.child(segment) : place.path.key(segment);
  return { path, pattern: `${place.pattern}.${segment}`, schema: values && resolveSchema(values, root), value: child };
}

/** The declared fields of an object, those of a wrapped reference included. */
export function propertiesOf(schema: Schema, root: Schema): Readonly<Record<string, Schema>> {
  const resolved = resolveSchema(schema, root);
  const wrapped = resolved.allOf ?? [];
  if (wrapped.length === 0) return resolved.properties ?? {};
  return wrapped.reduce((fields, part) => ({ ...propertiesOf(part, root), ...fields }), resolved.properties ?? {});
}

function isClosed(schema: Schema): boolean {
  return schema.additionalProperties === false;
}

function unescape(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
