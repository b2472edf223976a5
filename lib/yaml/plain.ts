import type { FieldPath } from '../core/field-path';

/**
 * Gives the plain value behind an object that is none: a cdk8s Lazy, an object of a class. Called with the object and its path;
 * what it returns may again need it. Returning the object itself or undefined says that there is no value.
 */
export type Resolve = (value: object, path: FieldPath) => unknown;

/** A resolver that answers with one more wrapper this many times is taken to have no answer. */
const longestChain = 100;

/** Lists, and objects that JSON could have made: of no class, in whatever realm (jest runs code in one of its own). */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null || Array.isArray(value)) return true;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf');
}

/** The plain value behind an object that is not plain; the last wrapper when the resolver has no answer. */
export function resolveForeign(value: object, path: FieldPath, resolve: Resolve | undefined): unknown {
  let current: unknown = value;
  for (let turn = 0; turn < longestChain; turn++) {
    if (resolve === undefined || typeof current !== 'object' || current === null || isPlain(current)) return current;
    const next = resolve(current, path);
    if (next === current) return current;
    current = next;
  }
  return current;
}
