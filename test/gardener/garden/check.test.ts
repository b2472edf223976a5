import type { KubernetesObject } from '../../../lib/core/object';
import { gardenCheck } from '../../../lib/gardener/garden/check';
import { Judge } from '../../../lib/rules/judge';
import { View } from '../../../lib/rules/view';

const apiVersion = 'operator.gardener.cloud/v1alpha1';

function garden(name: string, extensions: readonly object[] = [], metadata: object = {}): object {
  const spec = {
    extensions,
    runtimeCluster: { networking: { pods: ['10.1.0.0/16'], services: ['10.2.0.0/16'] } },
    virtualCluster: { kubernetes: { version: '1.34.2' }, networking: { services: ['10.3.0.0/16'] } },
  };
  return { apiVersion, kind: 'Garden', metadata: { name, ...metadata }, spec };
}

function extension(name: string, ...resources: readonly object[]): object {
  return { apiVersion, kind: 'Extension', metadata: { name }, spec: { resources } };
}

function judge(objects: readonly object[], { complete = false, cluster = 'runtime' } = {}): string[] {
  const entries = objects.map(object => ({
    cluster,
    unit: '',
    object: object as KubernetesObject,
    origin: () => undefined,
  }));
  const judgement = new Judge();
  const view = new View({ gardener: '1.150.0', complete, objects: entries });
  judgement.run(view, [{ name: 'a', checks: [gardenCheck] }]);
  return judgement.result().findings.map(({ rule, object, path }) => `${rule} ${object?.name} ${path}`);
}

const cert = { kind: 'Extension', type: 'cert', clusterCompatibility: ['garden'] };

describe('a Garden of a tree', () => {
  test('uses extensions that the tree offers, if it offers any', () => {
    const uses = garden('meadow', [{ type: 'cert' }]);
    const missing = ['GD-08 meadow spec.extensions[0].type'];
    expect(judge([uses])).toEqual([]);
    expect(judge([uses], { complete: true })).toEqual(missing);
    expect(judge([uses, extension('acl', { kind: 'Extension', type: 'acl' })])).toEqual(missing);
    expect(judge([uses, extension('cert', cert)], { complete: true })).toEqual([]);
  });

  test('is alone in its cluster', () => {
    expect(judge([garden('meadow'), garden('field')])).toEqual(['GARDEN-SINGLE field metadata.name']);
    expect(judge([garden('meadow'), garden('field')], { cluster: '' })).toEqual([]);
  });

  test('leaves the finalizers of the operator to the operator', () => {
    const metadata = { finalizers: ['gardener.cloud/operator', 'example.org/mine'] };
    expect(judge([garden('meadow', [], metadata)])).toEqual(['GARDEN-FINALIZER meadow metadata.finalizers']);
  });
});
