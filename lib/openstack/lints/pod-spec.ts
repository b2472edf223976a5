import type { PodSpec as CorePodSpec, Taint, Toleration } from '../../../imports/core/v1';
import type { Loose } from '../../core/loose';
import type { KubernetesObject } from '../../core/object';

/** Kinds that make pods, by API group. */
export const workloadKinds: readonly (readonly [group: string, kind: string])[] = [
  ['', 'Pod'],
  ['apps', 'Deployment'],
  ['apps', 'DaemonSet'],
  ['apps', 'StatefulSet'],
  ['apps', 'ReplicaSet'],
  ['batch', 'Job'],
  ['batch', 'CronJob'],
];

/** The pods that a workload makes. */
export interface PodSpec {
  readonly spec: Loose<CorePodSpec>;
  /** Where it stands in the object. */
  readonly path: string;
}

const paths: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** The pod spec of a workload; undefined when it has none. */
export function podSpecOf(object: KubernetesObject): PodSpec | undefined {
  const path = paths[object.kind] ?? ['spec', 'template', 'spec'];
  let value: unknown = object;
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return typeof value === 'object' && value !== null ? { spec: value, path: path.join('.') } : undefined;
}

const architectureLabels: readonly string[] = ['kubernetes.io/arch', 'beta.kubernetes.io/arch'];

/** The architectures that pods are kept to by node selector or required affinity; undefined when nothing keeps them. */
export function selectedArchitectures(spec: Loose<CorePodSpec>): readonly string[] | undefined {
  const selected = architectureLabels.flatMap(label => spec.nodeSelector?.[label] ?? []);
  if (selected.length > 0) return selected;
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const byTerm = terms.map(({ matchExpressions = [] }) => {
    const expression = matchExpressions.find(
      ({ key, operator }) => operator === 'In' && architectureLabels.includes(key ?? ''),
    );
    return expression?.values;
  });
  // terms are alternatives: one without an architecture admits all of them
  return byTerm.length > 0 && byTerm.every(values => values !== undefined) ? byTerm.flat() : undefined;
}

/** Whether one of the tolerations admits a taint (`kubernetes:staging/src/k8s.io/component-helpers/scheduling/corev1/helpers.go`). */
export function tolerates(tolerations: readonly Loose<Toleration>[], taint: Loose<Taint>): boolean {
  return tolerations.some(({ key = '', operator = 'Equal', value = '', effect = '' }) => {
    if (effect !== '' && effect !== taint.effect) return false;
    if (key !== '' && key !== taint.key) return false;
    if (operator === 'Exists') return true;
    return key !== '' && value === (taint.value ?? '');
  });
}
