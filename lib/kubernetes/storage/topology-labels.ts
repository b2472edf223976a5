import type { VolumeNodeAffinity } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';

type Term = NonNullable<NonNullable<Loose<VolumeNodeAffinity>['required']>['nodeSelectorTerms']>[number];
type Requirements = NonNullable<Term['matchExpressions']>;

/** Labels of nodes by their former names. */
const stableNames: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
};

/** The old affinity with today's names of labels wherever the next one has them: that is the one change that volumes allow. */
export function withStableTopologyLabels(
  old: Loose<VolumeNodeAffinity>,
  next: Loose<VolumeNodeAffinity> | undefined,
): Loose<VolumeNodeAffinity> {
  const nextTerms = next?.required?.nodeSelectorTerms ?? [];
  const terms = old.required?.nodeSelectorTerms?.map((term, index): Term => {
    const { matchExpressions, matchFields } = nextTerms[index] ?? {};
    return {
      ...term,
      matchExpressions: renamed(term.matchExpressions, matchExpressions),
      matchFields: renamed(term.matchFields, matchFields),
    };
  });
  return { ...old, required: { ...old.required, nodeSelectorTerms: terms } };
}

function renamed(old: Requirements = [], next: Requirements = []): Requirements {
  return old.map((requirement, index) => {
    const { key = '' } = requirement;
    const nextKey = next[index]?.key;
    return nextKey !== undefined && stableNames[key] === nextKey ? { ...requirement, key: nextKey } : requirement;
  });
}
