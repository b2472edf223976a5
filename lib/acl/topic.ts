import type { Prediction, Topic, TopicReport } from '../rules/topic';
import type { View } from '../rules/view';
import { compareAccess } from './compare/compare';
import { compareRules } from './compare/rules';
import { controlRules } from './control/access-control';
import { clientSetRules } from './control/client-set-check';
import { expectationRules } from './control/expectation';
import { aclFactNames } from './facts';
import { aclChecks } from './lints/checks';
import { predictUpstream } from './outcome';
import { planMoves } from './plan';
import { accessReport } from './report/tree-report';
import { treeSubjects } from './view/subjects';

/** Who may reach the API servers of shoots: the ACL extension, and filters that close what it leaves open. */
export const acl: Topic = {
  name: 'acl',
  checks: [...aclChecks, { rules: [...compareRules, ...expectationRules, ...controlRules, ...clientSetRules] }],
  facts: aclFactNames,
  predict: predictFilters,
  reports,
  compare: compareAccess,
  plan: planMoves,
};

/** The EnvoyFilters that the extension's controller will create, where the seed is known and nothing is left to chance. */
function* predictFilters(view: View): Iterable<Prediction> {
  for (const { situation, seed, entry } of treeSubjects(view)) {
    if (seed === undefined || situation.entry.disabled) continue;
    const outcome = predictUpstream(situation);
    if (outcome.kind !== 'rendered') continue;
    for (const object of outcome.objects) yield { cluster: `seeds/${seed.name}`, object, because: entry };
  }
}

/** Who gets in where, shoot by shoot; nothing for a landscape without access control. */
function* reports(view: View): Iterable<TopicReport> {
  const text = accessReport(view);
  if (text !== undefined) yield { file: 'access.md', text };
}
