import type { KubernetesObject } from '../../../lib/core/object';
import { Judge } from '../../../lib/rules/judge';
import type { Check } from '../../../lib/rules/topic';
import { View, type ViewProps } from '../../../lib/rules/view';

/** An object of a test: the cluster defaults to where Gardener's kinds live, the rest is as given. */
export interface TreeObject extends KubernetesObject {
  readonly cluster?: string;
}

/** A View of plain objects. */
export function treeOf(objects: readonly TreeObject[], props: Partial<ViewProps> = {}): View {
  const entries = objects.map(({ cluster, ...object }) => ({
    cluster: cluster ?? (object.apiVersion.startsWith('operator.') ? 'runtime' : 'virtual-garden'),
    unit: '',
    object,
    origin: () => undefined,
  }));
  return new View({ gardener: '1.150.0', ...props, objects: entries });
}

/** The findings of one check, as `rule object path: message`. */
export function findingsOf(check: Check, view: View): string[] {
  const judge = new Judge();
  judge.run(view, [{ name: 'test', checks: [check] }]);
  return judge
    .result()
    .findings.map(({ rule, object, path, message }) => `${rule} ${object?.name ?? ''} ${path}: ${message}`);
}

/** A Shoot of the project `dev`. */
export function shoot(name: string, spec: object): TreeObject {
  return {
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'Shoot',
    metadata: { name, namespace: 'garden-dev' },
    spec,
  };
}

/** A Secret or ConfigMap with some keys. */
export function holder(kind: 'Secret' | 'ConfigMap', namespace: string, name: string, ...keys: string[]): TreeObject {
  return {
    apiVersion: 'v1',
    kind,
    metadata: { name, namespace },
    cluster: 'virtual-garden',
    data: Object.fromEntries(keys.map(key => [key, ''])),
  };
}
