import type { KubernetesObject } from '../../../lib/core/object';
import { metadataCheck } from '../../../lib/kubernetes/meta/check';
import { Judge } from '../../../lib/rules/judge';
import { View } from '../../../lib/rules/view';

const said = (...objects: readonly KubernetesObject[]): readonly string[] => {
  const judge = new Judge();
  const entries = objects.map(object => ({ cluster: '', unit: '', object, origin: () => undefined }));
  judge.run(new View({ objects: entries, gardener: '1.150.0' }), [{ name: 'test', checks: [metadataCheck] }]);
  return judge
    .result()
    .findings.map(({ rule, type, object, path }) => `${rule} ${type ?? ''} ${object?.name ?? ''} ${path}`);
};
const object = (apiVersion: string, kind: string, metadata: object): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'a', ...metadata },
});

// verdicts of kube-apiserver 1.36.3
test('metadata is judged whatever the kind', () => {
  const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'b', uid: '' };
  const bad = { namespace: 'Foo_bar', finalizers: ['x y'], ownerReferences: [owner] };
  const findings = [
    'META-FINALIZER invalid a metadata.finalizers',
    'META-NAMESPACE invalid a metadata.namespace',
    'META-OWNER-INCOMPLETE invalid a metadata.ownerReferences.uid',
  ];
  expect(said(object('networking.istio.io/v1', 'Gateway', bad))).toEqual(findings);
  expect(said(object('example.org/v1', 'Pond', bad))).toEqual(findings);
});

test('a namespace is judged where the object keeps it', () => {
  expect(said(object('v1', 'Namespace', { namespace: 'Foo_bar' }))).toEqual([]);
  expect(said(object('kustomize.config.k8s.io/v1beta1', 'Kustomization', { namespace: 'Foo_bar' }))).toEqual([]);
  expect(
    said(...['a', 'Foo', 'a', 'b'].map(namespace => object('v1', 'Secret', { name: namespace, namespace }))),
  ).toEqual(['META-NAMESPACE invalid Foo metadata.namespace']);
});
