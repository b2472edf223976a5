import { FieldPath } from '../core/field-path';
import type { KubernetesObject } from '../core/object';
import { isPlain, resolveForeign, type Resolve } from '../yaml/plain';

/** Deeper values are refused by the writer; here the limit only ends the walk over a value that contains itself. */
const deepest = 200;

/**
 * The object as a reader of its YAML sees it: tokens resolved, absent and null fields gone. Parts in which there is nothing to do
 * are shared with the original, so that a plain object costs one walk and no copy. What has no plain form stays as it is, for
 * the writer to complain about.
 */
export function plainObject(object: KubernetesObject, resolve?: Resolve): KubernetesObject {
  return plainMap(object, { resolve, number: Number }, 0) as KubernetesObject;
}

/** The same for an object that is still to be printed: integers that no number can hold keep all their digits. */
export function printableObject(object: KubernetesObject, resolve?: Resolve): KubernetesObject {
  return plainMap(object, { resolve, number: asIs }, 0) as KubernetesObject;
}

interface Walk {
  readonly resolve: Resolve | undefined;
  /** What becomes of a bigint. Schemas and rules know numbers only; the text has all digits. */
  readonly number: (value: bigint) => unknown;
}

const asIs = (value: bigint): bigint => value;

function plain(value: object | null, walk: Walk, depth: number): unknown {
  if (value === null || depth > deepest) return value;
  if (Array.isArray(value)) return plainList(value, walk, depth);
  if (isPlain(value)) return plainMap(value as Readonly<Record<string, unknown>>, walk, depth);
  const resolved = resolveForeign(value, FieldPath.root, walk.resolve);
  return typeof resolved === 'object' && resolved !== value ? plain(resolved, walk, depth + 1) : resolved;
}

function numeric(value: unknown, { number }: Walk): unknown {
  return typeof value === 'bigint' ? number(value) : value;
}

function plainList(list: readonly unknown[], walk: Walk, depth: number): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let i = 0; i < list.length; i++) {
    const entry = list[i];
    const made = typeof entry === 'object' ? plain(entry, walk, depth + 1) : (numeric(entry, walk) ?? null);
    if (made !== entry) copy ??= list.slice(0, i);
    copy?.push(made);
  }
  return copy ?? list;
}

function plainMap(map: Readonly<Record<string, unknown>>, walk: Walk, depth: number): unknown {
  const { resolve } = walk;
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(map)) {
    const value = map[key];
    // cdk8s takes any object with a function "resolve" for a token, also a literal
    if (typeof value === 'function' && key === 'resolve' && resolve !== undefined)
      return plain(resolve(map, FieldPath.root) as object, walk, depth + 1);
    const made = typeof value === 'object' ? plain(value, walk, depth + 1) : numeric(value, walk);
    if (made === value && made !== undefined && made !== null) continue;
    copy ??= { ...map };
    if (made === undefined || made === null) Reflect.deleteProperty(copy, key);
    else copy[key] = made;
  }
  return copy ?? map;
}
