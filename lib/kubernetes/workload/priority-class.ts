import type { PriorityClass } from '../../../imports/scheduling.k8s.io/v1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import { fieldChecks } from '../../rules/field-checks';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { kindValidation } from '../kind-validation';
import { validateImmutable } from '../meta/immutable';
import { validateKubernetesMetadata } from '../meta/kubernetes-metadata';

const rule = ruleTable('kubernetes:pkg/apis/scheduling/validation/validation.go v1.36', {
  'PRIORITYCLASS-NAME': {
    reason: 'names that begin with system- are those of the two classes that Kubernetes makes itself',
    fix: 'choose another name',
  },
  'PRIORITYCLASS-VALUE': {
    reason: 'priorities above 1000000000 are those of Kubernetes itself',
    fix: 'set value to at most 1000000000',
  },
  'PRIORITYCLASS-PREEMPTION': 'pods make room for others (PreemptLowerPriority) or wait for it (Never)',
  'PRIORITYCLASS-IMMUTABLE': {
    reason: 'value and preemptionPolicy of a priority class never change',
    fix: 'create another PriorityClass and name that in the pods',
  },
});

/** Values of the classes that exist in every cluster. */
const systemClasses: ReadonlyMap<string, number> = new Map([
  ['system-cluster-critical', 2_000_000_000],
  ['system-node-critical', 2_000_001_000],
]);
const highestValue = 1_000_000_000;
const validateFields = fieldChecks<PriorityClass>({
  preemptionPolicy: { rule: rule['PRIORITYCLASS-PREEMPTION'], allowed: ['PreemptLowerPriority', 'Never'] },
});

/** What the API server asks of PriorityClasses. */
export const priorityClass = kindValidation<PriorityClass>('scheduling.k8s.io/PriorityClass', {
  create(object, report) {
    const scope = { namespaced: false, nameProblems: dns1123SubdomainProblems };
    validateKubernetesMetadata(object.metadata, scope, report);
    validateValue(object, report);
    validateFields(object, FieldPath.root, report);
  },
  update(next, old, report) {
    if ((next.value ?? 0) !== (old.value ?? 0)) report.forbidden(rule['PRIORITYCLASS-IMMUTABLE'], 'value');
    const path = FieldPath.of('preemptionPolicy');
    const change = { next: preemption(next), old: preemption(old), path };
    validateImmutable(rule['PRIORITYCLASS-IMMUTABLE'], change, report);
  },
});

function validateValue({ metadata, value = 0, globalDefault = false }: Loose<PriorityClass>, report: Report): void {
  const name = metadata?.name ?? '';
  if (name.startsWith('system-')) {
    if (systemClasses.get(name) !== value || globalDefault)
      report.forbidden(rule['PRIORITYCLASS-NAME'], FieldPath.of('metadata', 'name'));
  } else if (value > highestValue) report.forbidden(rule['PRIORITYCLASS-VALUE'], 'value');
}

function preemption({ preemptionPolicy = 'PreemptLowerPriority' }: Loose<PriorityClass>): string {
  return preemptionPolicy;
}
