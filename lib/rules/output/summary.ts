import { severities, type Finding, type Severity } from '../../core/finding';

/** What was looked at. */
export interface Extent {
  readonly objects: number;
  readonly files: number;
}

/** `2 errors, 1 warning, 3 accepted`; `no findings` when there is nothing at all. */
export function summary(findings: readonly Finding[], accepted: number, extent?: Extent): string {
  const counts = severities.map(
    severity => [severity, findings.filter(finding => finding.severity === severity).length] as const,
  );
  const parts = counts.filter(([, count]) => count > 0).map(([severity, count]) => countOf(count, severity));
  if (accepted > 0) parts.push(`${accepted} accepted`);
  const found = parts.length === 0 ? 'no findings' : parts.join(', ');
  if (extent === undefined) return found;
  return `${found} in ${plural(extent.objects, 'object')} of ${plural(extent.files, 'file')}`;
}

function countOf(count: number, severity: Severity): string {
  return severity === 'critical' || severity === 'info' ? `${count} ${severity}` : plural(count, severity);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
