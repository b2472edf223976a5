// The parts of cdk8s and constructs that are no public API and that we rely on. A new version that drops one fails here, with its name.
import { ApiObject, App, type Chart, Lazy, Testing } from 'cdk8s';
import { Construct } from 'constructs';

const chart = (): Chart => Testing.chart();
const internals = (value: unknown): Readonly<Record<string, unknown>> => value as Readonly<Record<string, unknown>>;

describe('internals of constructs', () => {
  it('keeps children, dependencies and validations in fields of the node', () => {
    const root = chart();
    const child = new Construct(root, 'child');
    child.node.addDependency(root);
    child.node.addValidation({ validate: () => [] });
    expect(Object.keys(internals(root.node)['_children'] as object)).toEqual(['child']);
    expect((internals(child.node)['_dependencies'] as Set<unknown>).size).toBe(1);
    expect(internals(child.node)['_validations']).toHaveLength(1);
  });

  it('tells a parent of a child by addChild, while the child is made', () => {
    const root = chart();
    const told: string[] = [];
    const node = root.node as unknown as { addChild(child: Construct, id: string): void };
    const adopt = node.addChild.bind(node);
    node.addChild = (child, id) => {
      told.push(id);
      adopt(child, id);
    };
    new Construct(root, 'child');
    expect(told).toEqual(['child']);
  });
});

describe('internals of cdk8s', () => {
  it('keeps props and patches of an object, and prints props', () => {
    const object = new ApiObject(chart(), 'object', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    expect(internals(object)['props']).toEqual({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } });
    expect(internals(object)['patches']).toEqual([]);
    Object.assign(object, { props: { apiVersion: 'v1', kind: 'Secret' } });
    expect(object.toJson()).toMatchObject({ kind: 'Secret' });
  });

  it('keeps labels, annotations, finalizers, owners and the rest of the metadata apart', () => {
    const { metadata } = new ApiObject(chart(), 'object', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', labels: { b: 'c' } },
    });
    metadata.add('more', 1);
    const { labels, annotations, finalizers, ownerReferences, _additionalAttributes: rest } = internals(metadata);
    expect({ labels, annotations, finalizers, ownerReferences, rest }).toEqual({
      labels: { b: 'c' },
      annotations: {},
      finalizers: [],
      ownerReferences: [],
      rest: { labels: { b: 'c' }, name: 'a', more: 1 },
    });
  });

  it('ends the resolvers of an app with its own three', () => {
    const names = (internals(new App())['resolvers'] as object[]).map(resolver => resolver.constructor.name);
    expect(names).toEqual(['LazyResolver', 'ImplicitTokenResolver', 'NumberStringUnionResolver']);
    expect(typeof Lazy.any({ produce: () => 1 })).toBe('object');
  });
});
