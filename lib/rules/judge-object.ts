import type { ValidateOptions } from '../api/validate-options';
import { validateObject } from '../api/validate';
import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import { isMalformed } from './judge';
import { mended, type Rename } from './mend';
import { retyped } from './retype';

/** What is known about one object from its kind alone. */
export interface JudgedObject {
  /** As it was meant: what rules see. */
  readonly object: KubernetesObject;
  readonly findings: readonly Finding[];
  /** A field has the wrong JSON type, so that rules which rely on the shape would only guess. */
  readonly malformed: boolean;
  /** What was renamed, so that places can be found in the object as it was written. */
  readonly renames: readonly Rename[];
}

/** Misspelled fields in misspelled fields, and so on: nobody misspells deeper. */
const rounds = 4;

/**
 * Judges one object by what is known about its kind. A misspelled field is one finding: everything else is said about the object as it
 * was meant, so that the field which was meant is not missed as well.
 */
export function judgeObject(object: KubernetesObject, options: ValidateOptions): JudgedObject {
  let judged = unmended(object, validateObject(object, options));
  for (let round = 0; round < rounds; round++) {
    const better = judgeMended(judged, options);
    if (better === undefined) break;
    judged = better;
  }
  return judged.malformed ? judgeRetyped(judged, options) : judged;
}

function unmended(object: KubernetesObject, findings: readonly Finding[]): JudgedObject {
  return { object, findings, malformed: findings.some(isMalformed), renames: [] };
}

/**
 * The same object with values of the types that were meant, so that the rest of it is judged in the same run. What is said about such a
 * value itself is left for the run after it was mended.
 */
function judgeRetyped(judged: JudgedObject, options: ValidateOptions): JudgedObject {
  const ofType = judged.findings.filter(isMalformed);
  const object = retyped(judged.object, ofType);
  if (object === judged.object) return judged;
  const findings = validateObject(object, options);
  const isMended = ({ path }: Finding): boolean =>
    !findings.some(finding => isMalformed(finding) && isWithin(finding.path, path));
  if (!ofType.every(isMended)) return judged;
  const told = judged.findings.filter(finding => isMalformed(finding) || finding.meant !== undefined);
  const left = findings.filter(
    ({ path, meant }) =>
      !ofType.some(one => isWithin(path, one.path)) && !(meant !== undefined && told.some(one => one.path === path)),
  );
  return { ...judged, object, findings: [...told, ...left], malformed: false };
}

function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}[`) || path.startsWith(`${outer}.`);
}

/** The same object with the fields that were meant; undefined when there is nothing left to rename. */
function judgeMended(judged: JudgedObject, options: ValidateOptions): JudgedObject | undefined {
  const { object, renames } = mended(judged.object, judged.findings);
  if (renames.length === 0) return undefined;
  const findings = validateObject(object, options);
  // a value of another type tells that something else was meant
  if (findings.filter(isMalformed).length > judged.findings.filter(isMalformed).length) return undefined;
  const misspelled = judged.findings.filter(finding => finding.meant !== undefined);
  const left = findings.filter(
    ({ path, meant: again }) => again === undefined || !misspelled.some(one => one.path === path),
  );
  return {
    object,
    findings: [...misspelled, ...left],
    malformed: findings.some(isMalformed),
    renames: [...judged.renames, ...renames],
  };
}
