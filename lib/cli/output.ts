import type { Judgement } from '../rules/judge';
import { printGithub } from '../rules/output/github';
import { printJson } from '../rules/output/json';
import { printSarif } from '../rules/output/sarif';
import { printFindings } from '../rules/output/text';
import { UsageError } from './command';

const printers: Readonly<Record<string, (judgement: Judgement) => string>> = {
  text: judgement => printFindings(judgement, { color: wantsColor() }),
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
export function printJudgement(judgement: Judgement, format: string): string {
  const print = printers[format];
  if (print === undefined) throw new UsageError(`unknown format "${format}": one of ${formats.join(', ')}`);
  return print(judgement);
}

/** Color only on a terminal, and never against NO_COLOR (https://no-color.org). */
function wantsColor(): boolean {
  const { NO_COLOR: noColor } = process.env;
  return process.stdout.isTTY && (noColor === undefined || noColor === '');
}
