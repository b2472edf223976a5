import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import { Unit } from '../../lib/landscape/unit';
import { landscape, render } from './tree';

/** What is said of an object, and its namespace, in a unit that has one, beside a definition of its kind with this scope. */
function printed(scope: unknown, change: (object: ApiObject) => void = () => undefined): readonly unknown[] {
  const root = landscape();
  const unit = new Unit(root.runtime, 'u', { namespace: 'test' });
  const object = new ApiObject(unit, 'a', { apiVersion: 'example.org/v1', kind: 'Odd', metadata: { name: 'a' } });
  change(object);
  const names = { kind: 'Odd', plural: 'odds' };
  new ApiObject(root.runtime.unit('definitions'), 'crd', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'odds.example.org' },
    spec: { group: 'example.org', scope, names, versions: [] },
  });
  const { findings, text } = render(root);
  const namespace = /^ {2}namespace: (.*)$/m.exec(text.get('test/runtime/u/u.yaml') ?? '')?.[1];
  return [namespace, ...findings.filter(({ rule }) => rule.startsWith('OBJ-NAMESPACE')).map(({ rule }) => rule)];
}

describe('the namespace of a unit', () => {
  it('is given to kinds that a definition of the tree says to be namespaced, and not to those of the cluster', () => {
    expect(printed('Namespaced')).toEqual(['test']);
    expect(printed('Cluster')).toEqual([undefined]);
    expect(printed(Lazy.any({ produce: () => 'Cluster' }))).toEqual([undefined]);
  });

  it('is left out of a patched object too', () => {
    expect(printed('Cluster', object => object.addJsonPatch(JsonPatch.add('/spec', { a: 1 })))).toEqual([undefined]);
  });
});

describe('a namespace of its own', () => {
  it('stays on an object of the cluster, which is an error', () => {
    const root = landscape();
    const unit = root.runtime.unit('u');
    const metadata = { name: 'a', namespace: 'own' };
    new ApiObject(unit, 'a', { apiVersion: 'example.org/v1', kind: 'Odd', metadata });
    new ApiObject(unit, 'crd', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'odds.example.org' },
      spec: { group: 'example.org', scope: 'Cluster', names: { kind: 'Odd', plural: 'odds' }, versions: [] },
    });
    expect(render(root).findings.map(({ rule }) => rule)).toContain('OBJ-NAMESPACE-EXTRA');
  });
});
