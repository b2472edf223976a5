import type { ValidateOptions } from '../api/validate-options';
import { validateObject } from '../api/validate';
import type { Finding } from '../core/finding';
import type { KubernetesObject } from '../core/object';
import { isMalformed } from './judge';
import { mended } from './mend';

/** What is known about one object from its kind alone. */
export interface JudgedObject {
  /** As it was meant: what rules see. */
  readonly object: KubernetesObject;
  readonly findings: readonly Finding[];
  /** A field has the wrong JSON type, so that rules which rely on the shape would only guess. */
  readonly malformed: boolean;
}

/**
 * Judges one object by what is known about its kind. A misspelled field is one finding: everything else is said about the object as it
 * was meant, so that the field which was meant is not missed as well.
 */
export function judgeObject(object: KubernetesObject, options: ValidateOptions): JudgedObject {
  const findings = validateObject(object, options);
  if (findings.length === 0) return { object, findings, malformed: false };
  const meant = mended(object, findings);
  if (meant === object) return { object, findings, malformed: findings.some(isMalformed) };
  const others = validateObject(meant, options);
  // a value of another type tells that something else was meant
  if (others.filter(isMalformed).length > findings.filter(isMalformed).length)
    return { object, findings, malformed: findings.some(isMalformed) };
  const misspelled = findings.filter(finding => finding.meant !== undefined);
  const left = others.filter(
    ({ path, meant: again }) => again === undefined || !misspelled.some(one => one.path === path),
  );
  return { object: meant, findings: [...misspelled, ...left], malformed: others.some(isMalformed) };
}
