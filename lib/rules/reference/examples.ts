import { ruleExamples, rulesWithoutExample } from '../../../imports/rule-examples';
import type { RuleExample } from './example';

/** The examples of all rules that have one, by id. */
export const allExamples: Readonly<Record<string, RuleExample>> = ruleExamples;

/** The example of a rule, if it has one. */
export function exampleOf(id: string): RuleExample | undefined {
  return allExamples[id];
}

/** Why a rule has no example, if it has none. */
export function reasonWithout(id: string): string | undefined {
  return rulesWithoutExample[id];
}
