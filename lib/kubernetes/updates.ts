import type { Finding } from '../core/finding';
import { Judge } from '../rules/judge';
import { Report } from '../rules/report';
import type { View } from '../rules/view';
import { changedPairs } from './changed-pairs';
import type { KindValidation } from './kind-validation';

/** Changes that the API server refuses although both trees are in order: fields that never change. */
export function compareUpdates(validations: readonly KindValidation[]) {
  return (before: View, after: View): readonly Finding[] => {
    const judge = new Judge();
    for (const { kind, update } of validations)
      if (update !== undefined)
        for (const { next, old } of changedPairs(kind, before, after)) {
          const report = new Report();
          update(next.object, old.object, report);
          judge.add(next, report.findings);
        }
    return judge.result().findings;
  };
}
