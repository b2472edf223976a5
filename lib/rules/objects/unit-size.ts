import type { Report } from '../report';
import { ruleTable } from '../rule';
import type { Check } from '../topic';
import type { View, ViewObject } from '../view';

/** Objects in one unit above which the build of its Flux Kustomization slows down all others: it is quadratic, under one lock. */
export const unitSizeWarning = 500;
/** Objects in one unit above which a single build takes several seconds at every interval. */
export const unitSizeLimit = 2000;

const rule = ruleTable('kustomize v5.8.1, measured (flux.md 5.4)', {
  'UNIT-LARGE': {
    severity: 'warning',
    reason: `a unit should hold at most ${unitSizeWarning} objects`,
    fix: 'split it, for example into one unit per project',
  },
  'UNIT-TOO-LARGE': {
    reason: `a unit holds at most ${unitSizeLimit} objects`,
    fix: 'split it, for example into one unit per project: new Unit(cluster, "<name>")',
  },
});

/** Size of units: Flux builds each as a whole. */
export const unitSizeChecks: readonly Check[] = [{ rules: Object.values(rule), tree: checkSizes }];

function checkSizes(view: View, reportFor: (entry: ViewObject) => Report): void {
  if (!view.complete) return;
  const units = new Map<string, { first: ViewObject; count: number }>();
  for (const entry of view.objects) {
    const key = `${entry.cluster}/${entry.unit}`;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, { first: entry, count: 1 });
    else unit.count += 1;
  }
  for (const [key, { first, count }] of units) {
    if (count <= unitSizeWarning) continue;
    const found = count > unitSizeLimit ? rule['UNIT-TOO-LARGE'] : rule['UNIT-LARGE'];
    reportFor(first).add(found, '', { value: count, message: `unit ${key}: ${found.reason}` });
  }
}
