import { severities, type Finding, type Severity } from '../../core/finding';
import { displayName } from '../../core/object';
import type { Judgement } from '../judge';
import { fieldErrorText } from './field-error-text';

/** How text is made. */
export interface TextOptions {
  /** Escape sequences for a terminal. @default false */
  readonly color?: boolean;
}

const colors: Readonly<Record<Severity, string>> = {
  critical: '\u001b[35m',
  error: '\u001b[31m',
  warning: '\u001b[33m',
  notice: '\u001b[36m',
  info: '\u001b[2m',
};
const reset = '\u001b[0m';

/** Findings for a person at a terminal: one block each, what is wrong first, then what to do. */
export function printFindings({ findings, accepted }: Judgement, options: TextOptions = {}): string {
  const blocks = findings.map(finding => block(finding, options));
  return [...blocks, `${summary(findings, accepted.length)}\n`].join('\n');
}

function block(finding: Finding, { color }: TextOptions): string {
  const severity = color ? `${colors[finding.severity]}${finding.severity}${reset}` : finding.severity;
  const where = [finding.cluster, finding.object && displayName(finding.object), originText(finding)].filter(
    part => part !== undefined && part !== '',
  );
  const lines = [[`${severity} ${finding.rule}`, ...where].join('  '), `  ${fieldErrorText(finding)}`];
  if (finding.effect !== undefined) lines.push(`  effect: ${finding.effect}`);
  if (finding.fix !== undefined) lines.push(`  fix: ${finding.fix}`);
  return `${lines.join('\n')}\n`;
}

function originText({ origin }: Finding): string | undefined {
  if (origin === undefined) return undefined;
  const place = [origin.file, origin.line, origin.column].filter(part => part !== undefined).join(':');
  return `(${place === '' ? (origin.construct ?? '') : place})`;
}

/** `2 errors, 1 warning, 3 accepted`; `no findings` when there is nothing at all. */
export function summary(findings: readonly Finding[], accepted: number): string {
  const counts = severities.map(
    severity => [severity, findings.filter(finding => finding.severity === severity).length] as const,
  );
  const parts = counts.filter(([, count]) => count > 0).map(([severity, count]) => plural(count, severity));
  if (accepted > 0) parts.push(`${accepted} accepted`);
  return parts.length === 0 ? 'no findings' : parts.join(', ');
}

function plural(count: number, severity: Severity): string {
  return severity === 'critical' || severity === 'info' || count === 1
    ? `${count} ${severity}`
    : `${count} ${severity}s`;
}
