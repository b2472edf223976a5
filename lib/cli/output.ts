import type { Judgement } from '../rules/judge';
import { printGithub } from '../rules/output/github';
import { printJson } from '../rules/output/json';
import { printSarif } from '../rules/output/sarif';
import { printFindings, type TextOptions } from '../rules/output/text';
import { UsageError } from './command';
import { terminal } from './terminal';

/** What is known about findings beside themselves. */
export type OutputContext = Pick<TextOptions, 'textOf' | 'extent'>;

const printers: Readonly<Record<string, (judgement: Judgement, context: OutputContext) => string>> = {
  text: (judgement, context) => printFindings(judgement, { ...context, ...terminal(process.stdout) }),
  json: printJson,
  sarif: printSarif,
  github: printGithub,
};

/** Formats that findings can be printed in. */
export const formats: readonly string[] = Object.keys(printers);

/**
 * Findings in the format that the user asked for.
 *
 * @throws UsageError for a format that there is not
 */
export function printJudgement(judgement: Judgement, format: string, context: OutputContext = {}): string {
  const print = printers[format];
  if (print === undefined) throw new UsageError(`unknown format "${format}": one of ${formats.join(', ')}`);
  return print(judgement, context);
}
