import { FieldPath } from '../core/field-path';
import type { PlainMap } from '../core/plain-map';
import { isPlain, resolveForeign, type Resolve } from './plain';
import { RenderedCache } from './rendered-cache';
import { sortedKeys } from './sorted-keys';
import { inlineText, literalBlock, numberText } from './scalar-style';
import { deepest, integerFits, isDoubtful, isDoubtfulKey, isWellFormed } from './unwritable';

/** Longer keys need the form with a question mark (YAML 1.2, 8.2.2). */
const longestSimpleKey = 1024;

const scalars = new RenderedCache();
const keys = Array.from({ length: deepest }, () => new RenderedCache());
/** Most numbers are small: counts, ports, sizes. */
const smallIntegers = Array.from({ length: 1024 }, (_, value) => ` ${value}`);
const margins = Array.from({ length: deepest + 1 }, (_, level) => '  '.repeat(level));

/** What precedes the first entry of a collection: nothing in a document, a blank after a dash, a line break below a key. */
type Lead = '' | ' ' | '\n';

/** The walk met a part that has no YAML form; `findUnwritable` says which, and finds all others. */
export class NoForm extends Error {}

/** One walk over one value, which grows its text: the engine joins the pieces once, when they are written. */
export class Walk {
  /** A text was met that `findUnwritable` has something to say about. */
  doubtful = false;
  /** The text shows every part of the value as it is: nothing was resolved, and nothing was left out. */
  asIs = true;
  private out = '';
  private readonly resolve: Resolve | undefined;
  /** The key or position at each level, down to where the walk is. */
  private readonly place: (string | number)[] = [];

  constructor(resolve: Resolve | undefined) {
    this.resolve = resolve;
  }

  /** What was written, with a line break at its end; ends the walk. */
  text(): string {
    return this.out + '\n';
  }

  /** A map as the whole document, its keys in the given order. */
  document(map: PlainMap, order: readonly string[]): void {
    this.map(map, order, 0, '');
  }

  /** Any value as the whole document. */
  root(raw: unknown): void {
    const value = typeof raw === 'object' ? this.plain(raw, 0) : raw;
    if (Array.isArray(value)) this.list(value, 0, '');
    else if (typeof value === 'object' && value !== null) this.map(value as PlainMap, sortedKeys(value), 0, '');
    else {
      this.value(value, 1);
      this.out = this.out.slice(1);
    }
  }

  /** The plain value of an object at the current place. */
  plain(raw: object | null, level: number): unknown {
    if (raw === null || isPlain(raw)) return raw;
    this.asIs = false;
    const value = resolveForeign(raw, this.path(level), this.resolve);
    if (typeof value === 'object' && value !== null && !isPlain(value)) throw new NoForm();
    return value;
  }

  /** What follows `key:` or a dash. */
  private value(value: unknown, level: number): void {
    switch (typeof value) {
      case 'string':
        this.out += scalars.get(value) ?? this.newText(value, level);
        return;
      case 'number':
        if (!Number.isFinite(value)) throw new NoForm();
        this.out += smallIntegers[value] ?? ` ${numberText(value)}`;
        return;
      case 'boolean':
        this.out += value ? ' true' : ' false';
        return;
      case 'object':
        if (value === null) this.out += ' null';
        else if (Array.isArray(value)) this.list(value, level, '\n');
        else this.map(value as PlainMap, sortedKeys(value), level, '\n');
        return;
      case 'bigint':
        if (!integerFits(value)) throw new NoForm();
        this.out += ` ${value}`;
        // those who judge the value know numbers only
        this.asIs = false;
        return;
      default:
        throw new NoForm();
    }
  }

  private map(map: PlainMap, order: readonly string[], level: number, first: Lead): void {
    if (level >= deepest) throw new NoForm();
    let lead = first;
    let empty = true;
    for (const key of order) {
      this.place[level] = key;
      const raw = map[key];
      const value = typeof raw === 'object' ? this.plain(raw, level + 1) : raw;
      if (value === undefined || value === null) {
        this.asIs = false;
        continue;
      }
      const text = keys[level]?.get(key) ?? this.newKey(key, level);
      this.out += lead === '\n' ? text : lead + text.slice(1 + 2 * level);
      this.value(value, level + 1);
      lead = '\n';
      empty = false;
    }
    if (empty) this.out += first === '' ? '{}' : ' {}';
  }

  private list(list: readonly unknown[], level: number, first: Lead): void {
    if (level >= deepest) throw new NoForm();
    if (list.length === 0) this.out += first === '' ? '[]' : ' []';
    const dash = `\n${margins[level]}-`;
    for (let index = 0; index < list.length; index++) {
      this.place[level] = index;
      const raw = list[index];
      const value = typeof raw === 'object' ? this.plain(raw, level + 1) : raw;
      this.out += index > 0 || first === '\n' ? dash : `${first}-`;
      this.item(value, level + 1);
    }
  }

  private item(value: unknown, level: number): void {
    if (Array.isArray(value)) this.list(value, level, ' ');
    else if (typeof value === 'object' && value !== null) this.map(value as PlainMap, sortedKeys(value), level, ' ');
    else if (value === undefined) {
      this.asIs = false;
      this.value(null, level);
    } else this.value(value, level);
  }

  private newText(text: string, level: number): string {
    if (isDoubtful(text)) this.note(text);
    const block = text.includes('\n') ? literalBlock(text, margins[level] ?? '') : undefined;
    if (block !== undefined) return ` ${block}`;
    const rendered = ` ${inlineText(text)}`;
    return this.doubtful ? rendered : scalars.keep(text, rendered);
  }

  /** A key with the line break and margin before it and the colon after it. */
  private newKey(key: string, level: number): string {
    if (isDoubtfulKey(key)) this.note(key);
    const margin = `\n${margins[level]}`;
    const text = inlineText(key);
    if (text.length > longestSimpleKey) return `${margin}? ${text}${margin}:`;
    const rendered = `${margin}${text}:`;
    return this.doubtful ? rendered : (keys[level]?.keep(key, rendered) ?? rendered);
  }

  private note(text: string): void {
    if (!isWellFormed(text)) throw new NoForm();
    this.doubtful = true;
  }

  private path(level: number): FieldPath {
    return this.place
      .slice(0, level)
      .reduce<FieldPath>(
        (path, segment) => (typeof segment === 'number' ? path.index(segment) : path.child(segment)),
        FieldPath.root,
      );
  }
}
