import type { Finding } from '../core/finding';

/** A field that must go has no other problem: what else is said about it would only be read twice. */
export function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  const gone = new Set(findings.filter(mustGo).map(placeOf));
  return gone.size === 0 ? findings : findings.filter(finding => mustGo(finding) || !gone.has(placeOf(finding)));
}

function mustGo({ severity, type }: Finding): boolean {
  return severity === 'error' && (type === 'forbidden' || type === 'unknownField');
}

function placeOf({ cluster, object, path }: Finding): string {
  return JSON.stringify([cluster, object, path]);
}
