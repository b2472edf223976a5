import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { loadAll } from 'js-yaml';
import * as fc from 'fast-check';
import { Project, Shoot } from '../../lib/gardener';
import { CloudProfile } from '../../lib/gardener/cloud-profile/cloud-profile';
import { chartOf, configMap, landscape, render } from './tree';

/** Names of the objects of a unit, in order. */
const names = (text: string | undefined): string[] =>
  loadAll(text ?? '').map(object => (object as { metadata: { name: string } }).metadata.name);

describe('order of objects', () => {
  it('is that of Flux, whatever the order of creation', () => {
    const kinds: [string, string][] = [
      ['v1', 'Secret'],
      ['v1', 'Namespace'],
      ['apps/v1', 'Deployment'],
      ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
      ['example.org/v1', 'Zebra'],
      ['example.org/v1', 'Ant'],
      ['v1', 'ConfigMap'],
      ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'],
    ];
    const expected = [
      'Namespace',
      'ClusterRole',
      'ConfigMap',
      'Secret',
      'Deployment',
      'Ant',
      'Zebra',
      'ValidatingWebhookConfiguration',
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(kinds, { minLength: kinds.length }), shuffled => {
        const root = landscape({ checks: false });
        const chart = new Chart(root, 'unit');
        for (const [apiVersion, kind] of shuffled) configMap(chart, kind, { apiVersion, kind });
        expect(names(render(root).text.get('test/runtime/unit/unit.yaml'))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('respects any graph of dependencies without a cycle', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 30 }),
        (count, pairs) => {
          const root = landscape({ checks: false });
          const chart = chartOf(root, 'unit', 0);
          const objects = Array.from({ length: count }, (_, i) => configMap(chart, `o${String(i).padStart(2, '0')}`));
          const edges = pairs.filter(([from, to]) => from > to && from < count);
          // a later object never depends on an earlier one the other way round, so that there is no cycle
          for (const [from, to] of edges) objects[to]!.addDependency(objects[from]!);
          const order = names(render(root).text.get('test/runtime/unit/unit.yaml'));
          for (const [from, to] of edges)
            expect(order.indexOf(objects[from]!.name)).toBeLessThan(order.indexOf(objects[to]!.name));
          expect([...order].sort()).toEqual(objects.map(object => object.name));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('lets a dependency on a construct mean everything below it', () => {
    const root = landscape({ checks: false });
    const chart = new Chart(root, 'unit');
    const [early, late] = [new Construct(chart, 'early'), new Construct(chart, 'late')];
    early.node.addDependency(late);
    for (const name of ['a', 'b']) configMap(early, name);
    for (const name of ['x', 'y']) configMap(late, name);
    // the files keep their names; their order in the kustomization tells
    expect(render(root).text.get('test/runtime/unit/kustomization.yaml')).toContain(
      'resources:\n  - late.yaml\n  - early.yaml\n',
    );
  });

  it('names a cycle with the paths of its objects', () => {
    const root = landscape();
    const chart = new Chart(root, 'unit');
    const [a, b] = [configMap(chart, 'a'), configMap(chart, 'b')];
    a.addDependency(b);
    b.addDependency(a);
    expect(render(root).findings).toMatchObject([
      { rule: 'SYNTH-CYCLE', severity: 'error', value: ['unit/a', 'unit/b', 'unit/a'] },
    ]);
  });
});

describe('a dependency between constructs that made objects elsewhere', () => {
  it('reaches these objects', () => {
    const root = landscape({ checks: false });
    const owner = { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'alice' } as const;
    const project = new Project(root, 'dev', { owner });
    const profile = new CloudProfile(root, 'local', {
      type: 'local',
      kubernetes: { versions: [] },
      machineImages: [],
      machineTypes: [],
      regions: [],
    });
    const shoots = ['a', 'b'].map(
      name => new Shoot(root, name, { project, profile, region: 'local', kubernetes: '1.34.2' }),
    );
    shoots[0]!.node.addDependency(shoots[1]!);
    expect(render(root).text.get('test/virtual-garden/shoots/dev/kustomization.yaml')).toContain(
      'resources:\n  - b.yaml\n  - a.yaml\n',
    );
  });
});
