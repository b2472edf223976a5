import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/**
 * What is judged: a text of manifests, or files by their path. `app.ts` is run, files below `facts/` are facts, and `check` holds options of
 * the command. Above a scene, documents are laid over its objects, and those without a kind over its facts.
 */
export type Side = string | Readonly<Record<string, string>>;

/** A mistake, and the same without. */
export interface Mistake {
  /** Where it is written, for messages. */
  readonly place: string;
  /** The rules that it is an example of; without them it serves those that have no better one. */
  readonly rules: readonly string[];
  /** Other rules that cannot but be found, here or in what is right. */
  readonly also: readonly string[];
  /** A folder of `scenes/`: what is there beside the mistake. */
  readonly scene?: string;
  /** The change from `good` to `bad` is what the rules are about. */
  readonly change: boolean;
  readonly bad: Side;
  readonly good: Side;
}

/** What is written about rules: mistakes, and why there are none. */
export interface Written {
  readonly mistakes: readonly Mistake[];
  /** Why a rule has no example, by its id. */
  readonly reasons: Readonly<Record<string, string>>;
}

interface Entry {
  readonly rule?: string | readonly string[];
  readonly also?: string | readonly string[];
  readonly scene?: string;
  readonly change?: boolean;
  readonly bad?: Side;
  readonly good?: Side;
  readonly none?: string;
}

const fields: readonly string[] = ['rule', 'also', 'scene', 'change', 'bad', 'good', 'none'];

/**
 * Reads the lists of mistakes of a folder, in the order of their names. An entry with `none` says why its rules have no example.
 *
 * @throws Error for an entry that is neither
 */
export function readMistakes(folder: string): Written {
  const files = readdirSync(folder).filter(file => file.endsWith('.yaml'));
  const entries = files.sort().flatMap(file => {
    const list = (load(readFileSync(join(folder, file), 'utf8')) ?? []) as readonly Entry[];
    return list.map((entry, index) => ({ entry, place: `${file} ${index + 1} (${listOf(entry.rule).join(', ')})` }));
  });
  const reasons = entries.flatMap(({ entry: { rule, none } }) =>
    none === undefined ? [] : listOf(rule).map(id => [id, none] as const),
  );
  return { mistakes: entries.flatMap(mistakeOf), reasons: Object.fromEntries(reasons) };
}

function mistakeOf({ entry, place }: { readonly entry: Entry; readonly place: string }): readonly Mistake[] {
  const unknown = Object.keys(entry).find(field => !fields.includes(field));
  if (unknown !== undefined) throw new Error(`${place}: no field "${unknown}", only ${fields.join(', ')}`);
  const { rule, also, scene, change = false, bad, good, none } = entry;
  if (none !== undefined) return [];
  if (bad === undefined || good === undefined) throw new Error(`${place}: bad and good, or none is wanted`);
  return [{ place, rules: listOf(rule), also: listOf(also), change, bad, good, ...(scene !== undefined && { scene }) }];
}

function listOf(value: string | readonly string[] = []): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}
