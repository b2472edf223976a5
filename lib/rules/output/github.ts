import { createHash } from 'node:crypto';
import { severities, type Finding, type Severity } from '../../core/finding';
import { displayName } from '../../core/object';
import type { Judgement } from '../judge';
import { fieldErrorText } from './field-error-text';
import { summary, type Extent } from './summary';
import { printFindings } from './text';
import { compareOrigins } from './text/group';

/** How annotations are made. */
export interface GithubOptions {
  /** The name of a file in the repository. @default as it is */
  readonly inRepository?: (file: string) => string;
  /** The text of a file that was read. @default none */
  readonly textOf?: (file: string) => string | undefined;
  /** What was looked at, for the last line. @default not said */
  readonly extent?: Extent;
}

const commands: Readonly<Record<Severity, string>> = {
  critical: 'error',
  error: 'error',
  warning: 'warning',
  notice: 'notice',
  info: 'notice',
};

/** GitHub shows that many annotations of each kind for a step, and drops the others. Source: actions/runner:src/Runner.Worker/ExecutionContext.cs. */
const mostShown = 10;

/**
 * Findings as workflow commands of GitHub Actions: annotations at the lines of a pull request, the worst first. When there are more than
 * GitHub shows, all findings are in the log as well.
 */
export function printGithub(judgement: Judgement, options: GithubOptions = {}): string {
  const { findings, accepted } = judgement;
  const shown = annotated(findings);
  const lines = [
    ...shown.map(finding => annotation(finding, options)),
    ...(shown.length < findings.length ? log(judgement, options) : []),
    summary(findings, accepted.length, options.extent),
  ];
  return `${lines.join('\n')}\n`;
}

function annotated(findings: readonly Finding[]): readonly Finding[] {
  const counts = new Map<string, number>();
  return severities
    .flatMap(severity => findings.filter(finding => finding.severity === severity).sort(compareOrigins))
    .filter(({ severity }) => {
      const count = (counts.get(commands[severity]) ?? 0) + 1;
      counts.set(commands[severity], count);
      return count <= mostShown;
    });
}

/** All findings as text. A line of it may look like a command, so nothing is one until a word comes that the text does not hold. */
function log(judgement: Judgement, { textOf }: GithubOptions): readonly string[] {
  const text = printFindings(judgement, textOf === undefined ? {} : { textOf });
  const word = createHash('sha256').update(text).digest('hex');
  return [
    `::group::all ${judgement.findings.length} findings`,
    `::stop-commands::${word}`,
    text.trimEnd(),
    `::${word}::`,
    '::endgroup::',
  ];
}

function annotation(finding: Finding, { inRepository = file => file }: GithubOptions): string {
  const { severity, rule, object, origin, fix } = finding;
  const properties = {
    file: origin === undefined || origin.file === '' ? undefined : inRepository(origin.file),
    line: origin?.line,
    col: origin?.column,
    title: [rule, object && displayName(object)].filter(part => part !== undefined).join(' '),
  };
  const list = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${property(String(value))}`],
  );
  const message = `${fieldErrorText(finding)}${fix === undefined ? '' : `\nfix: ${fix}`}`;
  return `::${commands[severity]} ${list.join(',')}::${data(message)}`;
}

/** Escapes of https://github.com/actions/toolkit, packages/core/src/command.ts. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
