import type { NodeSelectorTerm, PodSpec } from '../../../imports/core/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { semanticEqual } from '../meta/semantic-equal';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-CHANGE-PLACEMENT': {
    reason: 'a pod that waits for its scheduling gates may be bound to fewer nodes, not to others',
    fix: 'keep what is there, and add to it',
  },
});

const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const selectorPath = FieldPath.of('spec', 'nodeSelector');
const termsPath = FieldPath.of('spec', 'affinity', 'nodeAffinity', required, 'nodeSelectorTerms');

/** Where a gated pod may go (`validateNodeSelectorMutation`, `validateNodeAffinityMutation`): preferences may change at will. */
export function validateGatedPlacement(next: Loose<PodSpec>, old: Loose<PodSpec>, report: Report): void {
  const before = Object.entries(old.nodeSelector ?? {});
  if (!before.every(([key, value]) => next.nodeSelector?.[key] === value))
    report.invalid(rule['POD-CHANGE-PLACEMENT'], selectorPath, next.nodeSelector);
  const terms = termsOf(next);
  const oldTerms = termsOf(old);
  if (oldTerms.length === 0) return;
  if (oldTerms.length !== terms.length) {
    report.invalid(rule['POD-CHANGE-PLACEMENT'], termsPath, terms, { message: 'terms are neither added nor removed' });
    return;
  }
  for (const [index, term] of oldTerms.entries())
    if (!onlyAdds(terms[index] ?? {}, term))
      report.invalid(rule['POD-CHANGE-PLACEMENT'], termsPath.index(index), terms[index]);
}

function termsOf({ affinity }: Loose<PodSpec>): readonly Loose<NodeSelectorTerm>[] {
  return affinity?.nodeAffinity?.[required]?.nodeSelectorTerms ?? [];
}

/** An empty term selects no node, and stays empty. */
function onlyAdds(next: Loose<NodeSelectorTerm>, old: Loose<NodeSelectorTerm>): boolean {
  const lists = (['matchExpressions', 'matchFields'] as const).map(
    list => [next[list] ?? [], old[list] ?? []] as const,
  );
  if (lists.every(([, before]) => before.length === 0)) return lists.every(([now]) => now.length === 0);
  return lists.every(([now, before]) => semanticEqual(now.slice(0, before.length), before));
}
