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

/** An index is at least minus the number of kinds that come first; moved up it is a character. */
const firstIndex = 0x100;

/**
 * A key as text: two of them compare by code unit, never by locale, as Flux orders the objects. Fields are separated by the lowest character, so
 * that a prefix comes first.
 */
export function applyKeyText({ index, group, kind, namespace, name }: ApplyKey): string {
  return `${String.fromCharCode(firstIndex + index)}${group}\0${kind}\0${namespace}\0${name}`;
}
