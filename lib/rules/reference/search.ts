import type { Rule } from '../rule';
import type { RuleExample } from './example';
import { subjectOf } from './groups';

/** What a search finds. */
export interface Found {
  readonly rules: readonly Rule[];
  /** Every word is there; else these are only the nearest. */
  readonly complete: boolean;
}

/** As many rules are shown where no rule has all of the words. */
const mostNear = 10;

/**
 * Rules by words of their id, subject, reason, fix, source or example: those with all of the words, else those with most of them. A whole
 * message may be given: it finds the rule behind it.
 */
export function searchRules(
  rules: readonly Rule[],
  query: string,
  exampleOf: (id: string) => RuleExample | undefined,
): Found {
  const wanted = wordsOf(query);
  const scored = rules.map(rule => {
    const text = textOf(rule, exampleOf(rule.id));
    return { rule, score: wanted.filter(word => text.includes(word)).length };
  });
  const all = scored.filter(({ score }) => score === wanted.length);
  if (all.length > 0) return { rules: all.map(({ rule }) => rule), complete: true };
  const near = scored.filter(({ score }) => score * 2 > wanted.length).sort((a, b) => b.score - a.score);
  return { rules: near.slice(0, mostNear).map(({ rule }) => rule), complete: false };
}

/** What every message is full of. */
const fillers = new Set(
  'an and are as at be both but by for has have in is it its must no not of on or other than that the this to with without value invalid required forbidden unsupported supported values'.split(
    ' ',
  ),
);

/** Words of two letters and more, without values in quotes, which are the user's own. */
function wordsOf(text: string): readonly string[] {
  const words =
    text
      .toLowerCase()
      .replace(/"[^"]*"/g, ' ')
      .match(/[a-z0-9][a-z0-9_-]+/g) ?? [];
  const telling = words.filter(word => !fillers.has(word));
  return [...new Set(telling.length === 0 ? [text.toLowerCase()] : telling)];
}

function textOf({ id, reason, fix = '', source }: Rule, example: RuleExample | undefined): string {
  const shown = example === undefined ? '' : `${example.kind} ${example.path} ${example.says}`;
  return `${id} ${subjectOf(id)} ${reason} ${fix} ${source} ${shown}`.toLowerCase();
}
