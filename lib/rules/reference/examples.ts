import { ruleExamples } from '../../../imports/rule-examples';
import type { RuleExample } from './example';

/** The examples of all rules that have one, by id. */
export const allExamples: Readonly<Record<string, RuleExample>> = ruleExamples;

/** The example of a rule, if it has one. */
export function exampleOf(id: string): RuleExample | undefined {
  return allExamples[id];
}
