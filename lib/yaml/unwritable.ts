import { FieldPath } from '../core/field-path';
import { isPlain, resolveForeign, type Resolve } from './plain';

/** A part of an object that cannot be written, or that not every tool of the chain carries. */
export interface Unwritable {
  readonly path: FieldPath;
  /** What is wrong, as a finding says it: lower case, no full stop. */
  readonly reason: string;
  /** `lost`: there is no text for it. `changed`: the text is right, but kustomize, and so Flux, makes something else of it. */
  readonly effect: 'lost' | 'changed';
}

/** Levels of maps and lists that every reader accepts; js-yaml stops at 100. */
export const deepest = 100;

/** The integers that the API server keeps; beyond them it makes a floating-point number. */
const integers = { least: -(2n ** 63n), greatest: 2n ** 63n - 1n };

/** Half of a surrogate pair. */
const halfPair = /[\ud800-\udfff]/u;

/** What kustomize 5.8.1 writes so that it cannot read it again. */
const unportable = /[\u007f-\u009f\ufffe\uffff]/;

/** Longer keys, in double quotes, are more than kustomize reads. */
const longestKey = 1024;

/** Whether a text holds anything that `findUnwritable` tells of. */
export function isDoubtful(text: string): boolean {
  return /[\u007f-\u009f\ufffe\uffff\ud800-\udfff]/u.test(text);
}

/** Whether a key is one that `findUnwritable` tells of. */
export function isDoubtfulKey(key: string): boolean {
  return isDoubtful(key) || key === '<<' || isLong(key);
}

function isLong(key: string): boolean {
  // most keys are far too short for quotes and escapes to matter
  return key.length * 6 + 2 > longestKey && JSON.stringify(key).length > longestKey;
}

/** Whether a text has a YAML form at all: half a surrogate pair is no character. */
export function isWellFormed(text: string): boolean {
  return !halfPair.test(text);
}

/** Everything in a value that cannot be written, in the order of the value; empty for what is safe. `resolve` as in `writeDocument`. */
export function findUnwritable(value: unknown, resolve?: Resolve): Unwritable[] {
  const search = new Search(resolve);
  if (value === undefined) search.lost(FieldPath.root, 'there is no value');
  else search.value(value, FieldPath.root);
  return search.found;
}

class Search {
  readonly found: Unwritable[] = [];
  private readonly resolve: Resolve | undefined;
  private readonly ancestors = new Set<object>();

  constructor(resolve: Resolve | undefined) {
    this.resolve = resolve;
  }

  value(raw: unknown, path: FieldPath): void {
    const value = typeof raw === 'object' && raw !== null ? resolveForeign(raw, path, this.resolve) : raw;
    if (typeof value === 'string') return this.text(value, path, 'the text');
    if (typeof value === 'object' && value !== null) return this.collection(value, path);
    const reason = scalarProblem(value);
    if (reason !== undefined) this.lost(path, reason);
  }

  lost(path: FieldPath, reason: string): void {
    this.found.push({ path, reason, effect: 'lost' });
  }

  private collection(value: object, path: FieldPath): void {
    if (!isPlain(value)) return this.lost(path, `an object of class ${className(value)} has no YAML form`);
    if (this.ancestors.has(value)) return this.lost(path, 'the value contains itself');
    if (this.ancestors.size >= deepest) return this.lost(path, `nested deeper than ${deepest} levels`);
    this.ancestors.add(value);
    if (Array.isArray(value)) value.forEach((item, index) => this.value(item, path.index(index)));
    else for (const [key, item] of Object.entries(value)) this.entry(key, item, path.child(key));
    this.ancestors.delete(value);
  }

  private entry(key: string, value: unknown, path: FieldPath): void {
    if (value === undefined || value === null) return;
    if (key === '<<') this.changed(path, 'the key "<<" is taken for a merge by kustomize');
    if (isLong(key))
      this.changed(path, `the key is longer than kustomize reads (${longestKey} characters with its quotes)`);
    this.text(key, path, 'the key');
    this.value(value, path);
  }

  private text(text: string, path: FieldPath, what: string): void {
    if (halfPair.test(text)) this.lost(path, `${what} holds half of a surrogate pair`);
    const character = unportable.exec(text)?.[0];
    if (character !== undefined)
      this.changed(path, `${what} holds ${codePoint(character)}, which kustomize makes unreadable`);
  }

  private changed(path: FieldPath, reason: string): void {
    this.found.push({ path, reason, effect: 'changed' });
  }
}

function scalarProblem(value: unknown): string | undefined {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? undefined : `${value} is no number that YAML and JSON share`;
    case 'bigint':
      return integerFits(value) ? undefined : `${value} does not fit into 64 bits with a sign`;
    case 'function':
    case 'symbol':
      return `a ${typeof value} has no YAML form`;
    default:
      return undefined;
  }
}

/** Whether the API server keeps an integer as it is. */
export function integerFits(value: bigint): boolean {
  return value >= integers.least && value <= integers.greatest;
}

function className(value: object): string {
  const { constructor } = value as { constructor?: unknown };
  return typeof constructor === 'function' && constructor.name !== '' ? constructor.name : 'unknown';
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
