import { fieldErrorText } from '../../../lib/rules/output/field-error-text';
import type { RuleExample } from '../../../lib/rules/reference/example';
import { judgeText } from './judge-text';

/** A text with a mistake, and the same without. */
export interface Mistake {
  readonly bad: string;
  readonly good: string;
}

/** Examples of the rules that tell the texts apart; the first mistake that a rule is found in counts. */
export function writtenExamples(mistakes: readonly Mistake[], now: Date): Readonly<Record<string, RuleExample>> {
  const examples: Record<string, RuleExample> = {};
  for (const { bad, good } of mistakes) {
    const sound = new Set(judgeText(good, now).map(({ rule }) => rule));
    for (const finding of judgeText(bad, now)) {
      if (sound.has(finding.rule)) continue;
      const kind = finding.object?.kind ?? 'file';
      examples[finding.rule] ??= { kind, path: finding.path, says: fieldErrorText(finding), bad, good };
    }
  }
  return examples;
}
