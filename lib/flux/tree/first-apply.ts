import { displayName } from '../../core/object';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { firstApplyProblems } from '../delivery/apply-stages';
import { stageKindsOf } from '../install/controller-arguments';
import { kustomizeControllerIn } from './controller';
import { fluxTree } from './flux-tree';

const rule = ruleTable('fluxcd/pkg:ssa/manager_apply.go, gardener:plugin/pkg/global/resourcereferencemanager v1.150', {
  'FLUX-FIRST-APPLY': {
    severity: 'warning',
    reason: 'the object needs another one of the same Flux Kustomization',
    fix: 'move what it needs to a Flux Kustomization that this one depends on, or start kustomize-controller with --custom-apply-stage-kinds',
  },
});

/** Objects that are refused as long as another object of their unit does not exist, which Flux then never creates. */
export const firstApplyChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkFirstApply }];

function checkFirstApply(view: View, reportFor: (entry: ViewObject) => Report): void {
  const { kustomizations, objectsOf } = fluxTree(view);
  for (const kustomization of kustomizations) {
    const entries = objectsOf(kustomization);
    const byObject = new Map(entries.map(entry => [entry.object, entry]));
    const custom = stageKindsIn(view, kustomization.entry.cluster);
    for (const { object, needs } of firstApplyProblems([...byObject.keys()], custom)) {
      const entry = byObject.get(object);
      if (entry === undefined) continue;
      const { namespace, ...rest } = needs;
      const needed = displayName({ ...rest, ...(namespace !== '' && { namespace }) });
      reportFor(entry).add(rule['FLUX-FIRST-APPLY'], '', {
        value: needed,
        message: `the object needs ${needed} of the same Flux Kustomization (${kustomization.name}): while that does not exist the dry run is refused, and nothing is applied`,
      });
    }
  }
}

/** What the kustomize-controller of a cluster is started with, where the tree holds it. */
function stageKindsIn(view: View, cluster: string): ReadonlySet<string> {
  const controller = kustomizeControllerIn(view, cluster);
  return new Set(controller === undefined ? [] : stageKindsOf(controller));
}
