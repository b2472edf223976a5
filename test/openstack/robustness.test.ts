import type { KubernetesObject } from '../../lib/core/object';
import { openstack } from '../../lib/openstack/topic';
import { Judge } from '../../lib/rules/judge';
import { armPool, changed, profile, shoot, viewOf, workerConfig } from './fixture';

type Json = Record<string, unknown>;

const full = shoot({
  workers: [
    {
      ...armPool,
      labels: { a: 'b' },
      volume: { type: 'ssd', size: '50Gi' },
      kubernetes: {
        version: '1.34.2',
        kubelet: { kubeReserved: { cpu: '1' }, evictionHard: { memoryAvailable: '5%' } },
      },
      machineControllerManager: { machineDrainTimeout: '1h', nodeConditions: ['DiskPressure'] },
      clusterAutoscaler: { scaleDownUtilizationThreshold: 0.5 },
      providerConfig: workerConfig({
        serverGroup: { policy: 'soft-anti-affinity' },
        machineLabels: [{ name: 'l', value: '1', triggerRollingOnUpdate: true }],
        additionalSecurityGroups: ['sg'],
        nodeTemplate: { capacity: { gpu: '1' }, virtualCapacity: { 'x.org/y': '1' } },
      }),
    },
  ],
});

/** Paths of all maps, lists and values of an object, below its metadata. */
function paths(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([key, entry]) => paths(entry, [...path, key]))];
}

/** A copy with one value gone, or replaced. */
function without(
  object: KubernetesObject,
  path: readonly (string | number)[],
  replacement?: unknown,
): KubernetesObject {
  const copy = structuredClone(object) as unknown as Json;
  let parent: unknown = copy;
  for (const key of path.slice(0, -1)) parent = (parent as Json)[key];
  const last = path.at(-1) ?? '';
  if (replacement !== undefined) (parent as Json)[last] = replacement;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else Reflect.deleteProperty(parent as Json, last);
  return copy as unknown as KubernetesObject;
}

/** Runs everything; what a check could not do shows as RULE-FAILED. */
function failures(objects: readonly KubernetesObject[], base: readonly KubernetesObject[]): unknown[] {
  const view = viewOf(objects);
  const judge = new Judge();
  judge.run(view, [openstack]);
  Array.from(openstack.predict?.(view) ?? []);
  changed(viewOf(base), view);
  changed(view, viewOf(base));
  return judge.result().findings.filter(({ rule }) => rule === 'RULE-FAILED');
}

describe.each([
  ['Shoot', full, (object: KubernetesObject) => [profile(), object]],
  ['CloudProfile', profile(), (object: KubernetesObject) => [object, full]],
])('a %s that lacks any one part, or has null or an empty one in its place', (_, object, tree) => {
  const spec = paths(object['spec'], ['spec']).filter(path => path.length > 1);

  it('is judged, predicted and compared all the same', () => {
    expect(spec.length).toBeGreaterThan(40);
    for (const path of spec) {
      for (const broken of [without(object, path), without(object, path, null)])
        expect([path, failures(tree(broken), tree(object))]).toEqual([path, []]);
    }
  });
});
