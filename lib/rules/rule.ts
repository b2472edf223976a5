import type { Severity } from '../core/finding';

/** What can be said about a rule without running it: the reference (`rules ID`, docs/rules.md) is made of these. */
export interface Rule {
  /** For example `SHOOT-WORKER-NAME`. An id never changes its meaning. */
  readonly id: string;
  readonly severity: Severity;
  /** One line, lower case, no full stop: what must hold. It is also the message of a finding that says nothing more exact. */
  readonly reason: string;
  /** What to do about it. */
  readonly fix?: string;
  /** The upstream rule as `repo:path`, with the version, or why we want it. */
  readonly source: string;
}

/** A row of a rule table: the reason alone, or with what differs from the rest of the table. */
export type RuleRow = string | (Partial<Omit<Rule, 'id'>> & { readonly reason: string });

/**
 * A table of rules that share a source: `const rule = ruleTable('gardener:pkg/...', { 'SHOOT-WORKER-NAME': 'a worker ...' })`,
 * then `report.invalid(rule['SHOOT-WORKER-NAME'], path, value)`. Rows are errors unless they say otherwise.
 */
export function ruleTable<const Rows extends Readonly<Record<string, RuleRow>>>(
  source: string,
  rows: Rows,
): { readonly [Id in keyof Rows]: Rule } {
  const rules: Record<string, Rule> = {};
  for (const [id, row] of Object.entries(rows)) {
    const values = typeof row === 'string' ? { reason: row } : row;
    rules[id] = { id, severity: 'error', source, ...values };
  }
  registered.push(...Object.values(rules));
  return rules as { readonly [Id in keyof Rows]: Rule };
}

const registered: Rule[] = [];

/** The rules of all tables that were loaded so far, sorted by id: the reference is made of them. */
export function registeredRules(): readonly Rule[] {
  return registered.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
