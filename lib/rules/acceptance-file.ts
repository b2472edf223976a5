import { load, YAMLException } from 'js-yaml';
import { suggest } from '../core/suggest';
import type { Acceptance } from './acceptance';

/** What a file of acceptances holds, or the first thing that is wrong with it. */
export type AcceptanceFile = { readonly acceptances: readonly Acceptance[] } | { readonly problem: string };

const fields: Readonly<Record<keyof Acceptance, string>> = {
  rule: 'the id of a rule',
  reason: 'why it is fine',
  cluster: 'a cluster',
  kind: 'a kind',
  namespace: 'a namespace',
  name: 'the name of an object',
  path: 'a field',
  file: 'a file or a folder',
};

/** Reads a list of acceptances. Each needs a rule that there is, and a reason. */
export function parseAcceptances(text: string, rules: Iterable<string>): AcceptanceFile {
  let list: unknown;
  try {
    list = load(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { problem: `line ${(error.mark?.line ?? 0) + 1}: ${error.reason}` };
  }
  if (!Array.isArray(list)) return { problem: 'must be a list, each entry with a rule and a reason' };
  const known = new Set(rules);
  for (const [index, entry] of list.entries()) {
    const problem = entryProblem(entry, known);
    if (problem !== undefined) return { problem: `entry ${index + 1}: ${problem}` };
  }
  return { acceptances: list as Acceptance[] };
}

function entryProblem(entry: unknown, known: ReadonlySet<string>): string | undefined {
  if (typeof entry !== 'object' || entry === null) return 'must have a rule and a reason';
  const values = entry as Readonly<Record<string, unknown>>;
  for (const [field, value] of Object.entries(values)) {
    if (!Object.hasOwn(fields, field)) return `unknown field "${field}"${hint(field, Object.keys(fields))}`;
    if (typeof value !== 'string' || value.trim() === '')
      return `${field} must be ${fields[field as keyof Acceptance]}`;
  }
  const { rule, reason } = values as { readonly rule?: string; readonly reason?: string };
  if (rule === undefined) return 'rule is missing: the id of the rule';
  if (reason === undefined) return 'reason is missing: why it is fine, for those who read it later';
  return known.has(rule) ? undefined : `there is no rule "${rule}"${hint(rule, known)}`;
}

function hint(given: string, words: Iterable<string>): string {
  const near = suggest(given, words);
  return near === undefined ? '' : `, did you mean ${near}?`;
}
