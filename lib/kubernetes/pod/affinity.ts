import type { Affinity, NodeAffinity, PodAffinity, PodAffinityTerm } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems, labelKeyProblems } from '../../core/names';
import { isWithin } from '../../rules/field-checks';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelSelector } from '../meta/label-selector';
import { presentText, requiredText } from '../text-field';
import { validateLabelKeys, type PodLabels } from './label-keys';
import { validateNodeSelector, validateNodeSelectorTerm } from './node-selector';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'POD-AFFINITY-WEIGHT': 'the weight of a preference is a number from 1 to 100',
  'POD-AFFINITY-TOPOLOGY': {
    reason: 'topologyKey names the label that nodes of one place share',
    fix: 'set topologyKey, for example kubernetes.io/hostname',
  },
  'POD-AFFINITY-NAMESPACE': 'a namespace is a DNS label',
});

const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const isWeight = isWithin(1, 100);
const namespace = presentText({
  rule: rule['POD-AFFINITY-NAMESPACE'],
  subject: 'a namespace',
  problems: dns1123LabelProblems,
});

const topology = requiredText({
  rule: rule['POD-AFFINITY-TOPOLOGY'],
  subject: 'topologyKey',
  problems: labelKeyProblems,
});

/** Where the affinity of a pod lies. */
export interface AffinityScope {
  readonly path: FieldPath;
  /** The labels of a Pod; undefined for templates. */
  readonly labels: PodLabels | undefined;
}

/** To which nodes and pods a pod wants to be near or far (`validateAffinity`). */
export function validateAffinity(affinity: Loose<Affinity>, { path, labels }: AffinityScope, report: Report): void {
  if (affinity.nodeAffinity) validateNodeAffinity(affinity.nodeAffinity, path.child('nodeAffinity'), report);
  for (const kind of ['podAffinity', 'podAntiAffinity'] as const)
    validatePodAffinity(affinity[kind] ?? {}, { path: path.child(kind), labels }, report);
}

function validateNodeAffinity(affinity: Loose<NodeAffinity>, path: FieldPath, report: Report): void {
  const must = affinity[required];
  if (must) validateNodeSelector(must, path.child(required), report);
  for (const [index, { weight = 0, preference = {} }] of (affinity[preferred] ?? []).entries()) {
    const entry = path.child(preferred).index(index);
    validateWeight(weight, entry, report);
    validateNodeSelectorTerm(preference, { path: entry.child('preference'), anyValue: true }, report);
  }
}

function validatePodAffinity(affinity: Loose<PodAffinity>, { path, labels }: AffinityScope, report: Report): void {
  for (const [index, term] of (affinity[required] ?? []).entries())
    validateTerm(term, { path: path.child(required).index(index), labels }, report);
  for (const [index, { weight = 0, podAffinityTerm = {} }] of (affinity[preferred] ?? []).entries()) {
    const entry = path.child(preferred).index(index);
    validateWeight(weight, entry, report);
    validateTerm(podAffinityTerm, { path: entry.child('podAffinityTerm'), labels }, report);
  }
}

function validateWeight(weight: number, path: FieldPath, report: Report): void {
  if (!isWeight(weight)) report.invalid(rule['POD-AFFINITY-WEIGHT'], path.child('weight'), weight);
}

function validateTerm(term: Loose<PodAffinityTerm>, { path, labels }: AffinityScope, report: Report): void {
  const { topologyKey, labelSelector: selector, namespaceSelector, matchLabelKeys, mismatchLabelKeys } = term;
  validateLabelSelector(selector, path.child('labelSelector'), report);
  validateLabelSelector(namespaceSelector, path.child('namespaceSelector'), report);
  for (const name of term.namespaces ?? []) namespace(name, path.child('namespace'), report);
  validateLabelKeys({ matchLabelKeys, mismatchLabelKeys, selector }, { path, labels }, report);
  topology(topologyKey, path.child('topologyKey'), report);
}
