import type { ErrorType, Finding } from '../core/finding';
import { rule } from './read-rules';

/** What two layers say about one field, once. */
export function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
  return withReadings(withoutFurtherProblems(findings));
}

/** A field that must go, or whose value is of another type, has no other problem: what else is said about it would only be read twice. */
function withoutFurtherProblems(findings: readonly Finding[]): readonly Finding[] {
  const gone = new Set(findings.filter(isDecisive).map(placeOf));
  return gone.size === 0 ? findings : findings.filter(finding => isDecisive(finding) || !gone.has(placeOf(finding)));
}

const decisive: ReadonlySet<ErrorType | undefined> = new Set(['forbidden', 'unknownField', 'typeInvalid', 'decode']);

function isDecisive({ severity, type }: Finding): boolean {
  return severity === 'error' && decisive.has(type);
}

function placeOf({ cluster, object, path, origin }: Finding): string {
  return JSON.stringify([cluster, object, path, origin?.file]);
}

/** A value of the wrong type, where the reader knows how it came to it: what was written is lost, so that its word counts. */
function withReadings(findings: readonly Finding[]): readonly Finding[] {
  const readings = new Map(findings.filter(isReading).map(finding => [fieldOf(finding), finding]));
  if (readings.size === 0) return findings;
  const told = new Set<Finding>();
  const merged = findings.map(finding => {
    const reading = finding.rule === 'SCHEMA-TYPE' ? readings.get(fieldOf(finding)) : undefined;
    if (reading === undefined) return finding;
    told.add(reading);
    return { ...finding, message: `${finding.message}: ${reading.message}`, fix: 'write it in quotes' };
  });
  return merged.filter(finding => !told.has(finding));
}

const ofReader: ReadonlySet<string> = new Set([rule['READ-NUMBER-FORM'].id, rule['READ-AMBIGUOUS'].id]);

const isReading = ({ rule: id, message }: Finding): boolean => ofReader.has(id) && !message.includes(' the key ');

/** A field in its file; objects of a List do not know where in it they are. */
function fieldOf({ origin, path }: Finding): string {
  const names = path.replace(/\[([^\]]*)\]/g, '.$1').replace(/^items\.\d+\./, '');
  return JSON.stringify([origin?.file, origin?.line, names]);
}
