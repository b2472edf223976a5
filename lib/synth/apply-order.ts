import { groupOf, type KubernetesObject } from '../core/object';

/**
 * Kinds that Flux applies before all others, in this order. Source: `fluxcd/pkg:ssa/sort.go` (kustomize-controller 1.9).
 */
export const appliedFirst: readonly string[] = [
  'CustomResourceDefinition',
  'Namespace',
  'ClusterRole',
  'ClusterClass',
  'RuntimeClass',
  'PriorityClass',
  'StorageClass',
  'VolumeSnapshotClass',
  'IngressClass',
  'GatewayClass',
  'ClusterRoleBinding',
  'ResourceQuota',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'ConfigMap',
  'Secret',
  'Service',
  'LimitRange',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
];

/** Kinds that Flux applies after all others. Source: `fluxcd/pkg:ssa/sort.go`. */
export const appliedLast: readonly string[] = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];

/** What decides between two objects, most important first. */
export const applyTieBreak: readonly string[] = ['kind index', 'group', 'kind', 'namespace', 'name'];

const kindIndex = new Map<string, number>([
  ...appliedFirst.map((kind, index) => [kind, index - appliedFirst.length] as const),
  ...appliedLast.map((kind, index) => [kind, index + 1] as const),
]);

/** Position of a kind relative to the unlisted ones, which are 0: negative is applied earlier, positive later. */
export function applyIndex(kind: string): number {
  return kindIndex.get(kind) ?? 0;
}

/** What identifies an object in the order of application, made once per object. */
export interface ApplyKey {
  readonly index: number;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The sort key of an object. */
export function applyKey({ apiVersion, kind, metadata }: KubernetesObject): ApplyKey {
  return {
    index: applyIndex(kind),
    group: groupOf(apiVersion),
    kind,
    namespace: metadata.namespace ?? '',
    name: metadata.name ?? metadata.generateName ?? '',
  };
}

/** Flux's order of application as a total order; texts are compared by code unit, never by locale. */
export function compareApplyKeys(a: ApplyKey, b: ApplyKey): number {
  return (
    a.index - b.index ||
    compareText(a.group, b.group) ||
    compareText(a.kind, b.kind) ||
    compareText(a.namespace, b.namespace) ||
    compareText(a.name, b.name)
  );
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
