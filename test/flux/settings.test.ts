import type { KubernetesObject } from '../../lib/core/object';
import { unitSizeLimit, unitSizeWarning } from '../../lib/rules/objects/unit-size';
import { cluster, configMap, findingsOf, idsOf, inFile, kustomization } from './tree';

const judge = (spec: object, name = 'a'): readonly string[] =>
  idsOf(findingsOf(cluster(kustomization(name, './a', spec))));

describe('fields of a Flux Kustomization', () => {
  it('have a name that fits into a label', () => {
    expect(judge({}, 'a'.repeat(63))).toEqual([]);
    const long = 'a'.repeat(64);
    expect(judge({}, long)).toEqual([`FLUX-NAME-LENGTH ${long} metadata.name`]);
  });

  it('do not build all the time, nor wait for less than Flux does', () => {
    expect(judge({ interval: '1m', timeout: '30s' })).toEqual([]);
    expect(judge({ interval: '59s', timeout: '29s' })).toEqual([
      'FLUX-INTERVAL a spec.interval',
      'FLUX-TIMEOUT a spec.timeout',
    ]);
  });

  it('name a source in another namespace once for each source', () => {
    const sourceRef = { kind: 'GitRepository', name: 'fleet', namespace: 'other' };
    const tree = cluster(kustomization('a', './a', { sourceRef }), kustomization('b', './b', { sourceRef }));
    const elsewhere = { ...tree[0]?.object, metadata: { name: 'fleet', namespace: 'other' } } as KubernetesObject;
    expect(idsOf(findingsOf([...tree, inFile('source.yaml', elsewhere)]))).toEqual([
      'FLUX-CROSS-NS a spec.sourceRef.namespace',
    ]);
  });

  it('that wait for health are fewer than the workers', () => {
    const waiting = (count: number): ReturnType<typeof cluster> =>
      cluster(
        ...Array.from({ length: count }, (_, index) => kustomization(`k${index}`, `./k${index}`, { wait: true })),
      );
    expect(idsOf(findingsOf(waiting(4)))).toEqual([]);
    expect(findingsOf(waiting(5))).toMatchObject([
      {
        rule: 'FLUX-WAITING',
        value: 5,
        message: '5 Flux Kustomizations wait for health, and there are 4 workers: nothing else is applied meanwhile',
      },
    ]);
  });

  it('and annotations have values that Flux knows, in small or large letters where it does not care', () => {
    const object = (annotations: object): readonly string[] =>
      idsOf(findingsOf([inFile('a.yaml', configMap('x', {}, { annotations }))]));
    const prefix = 'kustomize.toolkit.fluxcd.io';
    expect(object({ [`${prefix}/prune`]: 'Disabled', [`${prefix}/ssa`]: 'IfNotPresent' })).toEqual([]);
    expect(object({ [`${prefix}/prune`]: 'false' })).toEqual([
      `FLUX-POLICY-VALUE x metadata.annotations[${prefix}/prune]`,
    ]);
    expect(object({ [`${prefix}/substitute`]: 'Disabled' })).toEqual([
      `FLUX-POLICY-VALUE x metadata.annotations[${prefix}/substitute]`,
    ]);
  });

  it.each([
    [unitSizeWarning, []],
    [unitSizeWarning + 1, ['FLUX-SIZE a spec.path']],
    [unitSizeLimit, ['FLUX-SIZE a spec.path']],
    [unitSizeLimit + 1, ['FLUX-TOO-LARGE a spec.path']],
  ])('hold not too many objects: %d', (count, expected) => {
    const objects = Array.from({ length: count }, (_, index) => inFile(`a/${index}.yaml`, configMap(`c${index}`)));
    expect(idsOf(findingsOf([...cluster(kustomization('a', './a')), ...objects]))).toEqual(expected);
  });
});

describe('variables of an object outside of the tree', () => {
  it('are a notice, and two dollars a warning', () => {
    const postBuild = { substituteFrom: [{ kind: 'ConfigMap', name: 'outside', optional: true }] };
    const tree = [
      ...cluster(kustomization('a', './a', { postBuild })),
      inFile('a/x.yaml', configMap('x', { host: '${host}', price: '$$5' })),
    ];
    expect(findingsOf(tree).map(({ rule, severity, path }) => `${rule} ${severity} ${path}`)).toEqual([
      'SUB-006 notice data.host',
      'SUB-003 warning data.price',
    ]);
  });
});
