import { FieldPath } from '../core/field-path';
import type { Finding } from '../core/finding';
import { isMap } from '../core/plain-map';
import { found } from './found';
import { typeName } from './describe-error';

const texts = ['name', 'generateName', 'namespace'] as const;
const maps = ['labels', 'annotations'] as const;

/**
 * What of the metadata of an object has a type that no API server reads, whatever the kind: without a schema nothing else says so.
 *
 * Upstream: `apimachinery:pkg/apis/meta/v1/types.go v0.36` (ObjectMeta).
 */
export function metadataTypes({ metadata }: { readonly metadata?: unknown }): readonly Finding[] {
  if (!isMap(metadata)) return [];
  const path = FieldPath.of('metadata');
  const values = texts.map(field => [path.child(field), metadata[field]] as const);
  const entries = maps.flatMap(field => {
    const map = metadata[field];
    return isMap(map) ? Object.entries(map).map(([key, value]) => [path.child(field).key(key), value] as const) : [];
  });
  return [...values, ...entries].flatMap(([at, value]) => (isText(value) ? [] : [wrongType(at, value)]));
}

/** Null is absent. */
function isText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

function wrongType(path: FieldPath, value: unknown): Finding {
  const message = `must be of type string, is ${typeName(value)}`;
  return found({ rule: 'SCHEMA-TYPE', type: 'decode', path, value, message, fix: 'put it in quotes' });
}
