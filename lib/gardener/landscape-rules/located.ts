import type { Finding } from '../../core/finding';
import { referenceOf } from '../../rules/judge';
import type { ViewObject } from '../../rules/view';

/** A finding of a comparison, with the object that it is about. */
export function located(entry: ViewObject, finding: Finding): Finding {
  const origin = entry.origin(finding.path);
  return {
    ...finding,
    ...(entry.cluster !== '' && { cluster: entry.cluster }),
    object: referenceOf(entry),
    ...(origin && { origin }),
  };
}
