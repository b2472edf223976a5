import type { TopologySpreadConstraint } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelSelector } from '../meta/label-selector';
import { requiredText } from '../text-field';
import type { AffinityScope } from './affinity';
import { validateLabelKeys } from './label-keys';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-SPREAD-NUMBER': 'maxSkew and minDomains are at least 1',
  'POD-SPREAD-TOPOLOGY': {
    reason: 'topologyKey names the label that nodes of one place share',
    fix: 'set topologyKey, for example topology.kubernetes.io/zone',
  },
  'POD-SPREAD-DOMAINS': {
    reason: 'minDomains holds a pod back, which only whenUnsatisfiable: DoNotSchedule does',
    fix: 'remove minDomains, or set whenUnsatisfiable: DoNotSchedule',
  },
});

const topology = requiredText({ rule: rule['POD-SPREAD-TOPOLOGY'], subject: 'topologyKey', problems: () => [] });

/** How the pods of a kind are spread over places (`validateTopologySpreadConstraints`); that a constraint is there twice is what the schema finds. */
export function validateTopologySpread(
  constraints: readonly Loose<TopologySpreadConstraint>[] = [],
  { path, labels }: AffinityScope,
  report: Report,
): void {
  for (const [index, constraint] of constraints.entries()) {
    const entry = path.index(index);
    const { maxSkew = 1, topologyKey, matchLabelKeys, labelSelector: selector } = constraint;
    if (maxSkew < 1) report.invalid(rule['POD-SPREAD-NUMBER'], entry.child('maxSkew'), maxSkew);
    topology(topologyKey, entry.child('topologyKey'), report);
    validateDomains(constraint, { path: entry, labels }, report);
    validateLabelKeys({ matchLabelKeys, selector }, { path: entry, labels }, report);
    validateLabelSelector(selector, entry.child('labelSelector'), report);
  }
}

function validateDomains(
  { minDomains, whenUnsatisfiable }: Loose<TopologySpreadConstraint>,
  { path }: AffinityScope,
  report: Report,
): void {
  if (minDomains === undefined) return;
  if (minDomains < 1) report.invalid(rule['POD-SPREAD-NUMBER'], path.child('minDomains'), minDomains);
  if (whenUnsatisfiable !== 'DoNotSchedule')
    report.invalid(rule['POD-SPREAD-DOMAINS'], path.child('minDomains'), minDomains);
}
