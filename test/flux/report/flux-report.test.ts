import { fluxReports } from '../../../lib/flux/report/flux-report';
import { cluster, configMap, inFile, kustomization, viewOf } from '../tree';

const text = (...objects: Parameters<typeof viewOf>[0]): string => [...fluxReports(viewOf(objects))][0]?.text ?? '';

describe('the report of what Flux does', () => {
  it('names the longest chain and what it costs', () => {
    const waiting = { wait: true, timeout: '10m' };
    const report = text(
      ...cluster(
        kustomization('a', './a', waiting),
        kustomization('b', './b', { dependsOn: [{ name: 'a' }] }),
        kustomization('c', './c'),
      ),
      inFile('a/x.yaml', configMap('x')),
    );
    expect(report).toContain('| a | ./a | 1 |  | its objects are, within 10m |');
    expect(report).toContain('| b | ./b | 0 | a | applied |');
    expect(report).toContain('Longest chain: a > b.\nA commit has reached its end after 90 s at the latest');
    expect(report).toContain('after 690 s when every wait uses its whole timeout.');
  });

  it('counts with what the controller is started with', () => {
    const controller = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'kustomize-controller', namespace: 'flux-system' },
      spec: { template: { spec: { containers: [{ name: 'manager', args: ['--requeue-dependency=5s'] }] } } },
    };
    const report = text(
      ...cluster(kustomization('a', './a'), kustomization('b', './b', { dependsOn: [{ name: 'a' }] })),
      inFile('clusters/prod/flux-system/gotk.yaml', controller),
    );
    expect(report).toContain('after 65 s at the latest');
  });

  it('says that a circle is never applied, and nothing about a tree without Flux', () => {
    const circle = [['a', 'b'] as const, ['b', 'a'] as const].map(([name, other]) =>
      kustomization(name, `./${name}`, { dependsOn: [{ name: other }] }),
    );
    expect(text(...cluster(...circle))).toContain('wait for each other: none of them is ever applied');
    expect([...fluxReports(viewOf([inFile('a/x.yaml', configMap('x'))]))]).toEqual([]);
  });
});
