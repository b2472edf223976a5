import type { Finding } from '../../../core/finding';
import { fieldErrorText } from '../field-error-text';

/** Findings that are shown one by one, and those that say the same of many places. */
export interface Folded {
  readonly single: readonly Finding[];
  /** Each of the same rule and with the same message. */
  readonly repeated: readonly (readonly Finding[])[];
}

/** As often as that a mistake is shown in full. */
const mostAlike = 4;

/** Sets apart what would be said again and again. Order stays. */
export function fold(findings: readonly Finding[]): Folded {
  const alike = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.rule, finding.severity, foldedText(finding), finding.fix, finding.effect]);
    const group = alike.get(key);
    if (group === undefined) alike.set(key, [finding]);
    else group.push(finding);
  }
  const repeated = [...alike.values()].filter(group => group.length > mostAlike);
  const folded = new Set(repeated.flat());
  return { single: findings.filter(finding => !folded.has(finding)), repeated };
}

/** The message with every list position and every key of a map alike. */
export function foldedText(finding: Finding): string {
  return fieldErrorText({ ...finding, path: finding.path.replace(/\[[^\]]*\]/g, '[*]') });
}
