import type { KindValidation } from '../../lib/kubernetes/kind-validation';
import { Report } from '../../lib/rules/report';

/** What the functions of a kind say of a new object, or of a change of `old`: `rule type path`. */
export function judged(kinds: readonly KindValidation[]) {
  return (kind: string, object: object, old?: object): readonly string[] => {
    const validation = kinds.find(candidate => candidate.kind.endsWith(`/${kind}`));
    if (validation === undefined) throw new Error(`no functions of ${kind}`);
    const report = new Report();
    if (old === undefined) validation.create(object, report);
    else validation.update?.(object, old, report);
    return report.findings.map(({ rule, type = 'warning', path }) => `${rule} ${type} ${path}`);
  };
}
