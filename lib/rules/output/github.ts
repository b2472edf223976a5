import type { Finding, Severity } from '../../core/finding';
import { displayName } from '../../core/object';
import type { Judgement } from '../judge';
import { fieldErrorText } from './field-error-text';
import { summary } from './summary';

const commands: Readonly<Record<Severity, string>> = {
  critical: 'error',
  error: 'error',
  warning: 'warning',
  notice: 'notice',
  info: 'notice',
};

/** Findings as workflow commands of GitHub Actions: annotations at the lines of a pull request. */
export function printGithub({ findings, accepted }: Judgement): string {
  return `${[...findings.map(annotation), summary(findings, accepted.length)].join('\n')}\n`;
}

function annotation(finding: Finding): string {
  const { severity, rule, object, origin, fix } = finding;
  const place =
    origin === undefined
      ? []
      : [
          `file=${property(origin.file)}`,
          ...(origin.line === undefined ? [] : [`line=${origin.line}`]),
          ...(origin.column === undefined ? [] : [`col=${origin.column}`]),
        ];
  const properties = [
    ...place,
    `title=${property([rule, object && displayName(object)].filter(part => part !== undefined).join(' '))}`,
  ].join(',');
  const message = `${fieldErrorText(finding)}${fix === undefined ? '' : `\nfix: ${fix}`}`;
  return `::${commands[severity]} ${properties}::${data(message)}`;
}

/** Escapes of https://docs.github.com/actions/reference/workflow-commands-for-github-actions. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
