import * as path from 'node:path';
import type { Judgement } from '../rules/judge';
import { printGithub } from '../rules/output/github';
import { printJson, type JsonContext } from '../rules/output/json';
import { printSarif } from '../rules/output/sarif';
import { printFindings, type TextOptions } from '../rules/output/text';
import { oneOf } from './command';
import { terminal } from './terminal';

/** What is known about a run beside its findings. */
export type OutputContext = Pick<TextOptions, 'textOf'> & JsonContext;

const printers: Readonly<Record<string, (judgement: Judgement, context: OutputContext) => string>> = {
  text: (judgement, context) => printFindings(judgement, { ...context, ...terminal(process.stdout) }),
  json: printJson,
  sarif: judgement => printSarif(judgement),
  github: (judgement, context) => printGithub(judgement, { ...context, inRepository }),
};

/** Formats that findings can be printed in. */
export const formats: readonly string[] = Object.keys(printers);

/**
 * Findings in the format that the user asked for.
 *
 * @throws UsageError for a format that there is not
 */
export function printJudgement(judgement: Judgement, format: string, context: OutputContext = {}): string {
  const print = printers[oneOf(formats, format, 'format')];
  return print?.(judgement, context) ?? '';
}

/** GitHub wants paths from the root of the repository, we have them from the folder of the caller. */
function inRepository(file: string): string {
  const { GITHUB_WORKSPACE: root } = process.env;
  if (root === undefined || root === '') return file;
  const inside = path.relative(root, path.resolve(file)).split(path.sep).join('/');
  return inside.startsWith('../') ? file : inside;
}
