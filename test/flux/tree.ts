import type { KubernetesObject } from '../../lib/core/object';
import type { Finding } from '../../lib/core/finding';
import { Judge } from '../../lib/rules/judge';
import { View, type ViewObject, type ViewProps } from '../../lib/rules/view';
import { flux } from '../../lib/flux/topic';

/** An object in a file of a tree. */
export function inFile(file: string, object: KubernetesObject, cluster = ''): ViewObject {
  return { cluster, unit: '', object, origin: () => ({ file }) };
}

export function viewOf(objects: readonly ViewObject[], props: Partial<ViewProps> = {}): View {
  return new View({ objects, gardener: '1.150.0', ...props });
}

/** What the topic says about a tree. */
export function findingsOf(objects: readonly ViewObject[], props: Partial<ViewProps> = {}): readonly Finding[] {
  const judge = new Judge();
  judge.run(viewOf(objects, props), [flux]);
  return judge.result().findings;
}

export function idsOf(findings: Iterable<Finding>): readonly string[] {
  return [...findings].map(({ rule, object, path }) => `${rule} ${object?.name ?? ''} ${path}`.trim());
}

/** A Flux Kustomization that says everything that a quiet one says. */
export function kustomization(name: string, path: string, spec: object = {}): KubernetesObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace: 'flux-system' },
    spec: { interval: '30m', prune: true, path, sourceRef: { kind: 'GitRepository', name: 'fleet' }, ...spec },
  };
}

export const gitRepository: KubernetesObject = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  metadata: { name: 'fleet', namespace: 'flux-system' },
  spec: { url: 'https://git.example.org/fleet.git', interval: '1m', ref: { branch: 'main' } },
};

export function configMap(
  name: string,
  data: Readonly<Record<string, string>> = {},
  rest: object = {},
): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default', ...rest }, data };
}

/** Flux Kustomizations with their source. */
export function cluster(...kustomizations: readonly KubernetesObject[]): ViewObject[] {
  return [gitRepository, ...kustomizations].map(object => inFile('clusters/prod/flux-system/sync.yaml', object));
}
