// What other Kustomizations of a tree and their settings mean for the objects below a path.
import type { KubernetesObject } from '../../lib/core/object';
import { cluster, configMap, findingsOf, idsOf, inFile, kustomization } from './tree';

describe('an object below two paths', () => {
  const rules = (a: object, b: object, name = 'x'): readonly string[] =>
    findingsOf([
      ...cluster(kustomization('a', './a', a), kustomization('b', './b', b)),
      inFile('a/x.yaml', configMap(name)),
      inFile('b/x.yaml', configMap(name)),
    ])
      .map(({ rule }) => rule)
      .filter(rule => rule === 'FLUX-TWO-OWNERS');

  it('is another one in another namespace', () => {
    expect(rules({ targetNamespace: 'one' }, { targetNamespace: 'two' })).toEqual([]);
    expect(rules({ targetNamespace: 'one' }, { targetNamespace: 'one' })).toEqual(['FLUX-TWO-OWNERS']);
    expect(rules({ targetNamespace: 'default' }, {})).toEqual(['FLUX-TWO-OWNERS']);
  });

  it('is another one under a longer name', () => {
    expect(rules({ namePrefix: 'one-' }, {})).toEqual([]);
    expect(rules({ nameSuffix: '-one' }, { nameSuffix: '-one' })).toEqual(['FLUX-TWO-OWNERS']);
  });

  it('is another one where variables make its name', () => {
    const app = (name: string): object => ({ postBuild: { substitute: { APP: name } } });
    expect(rules(app('one'), app('two'), '${APP}-x')).toEqual([]);
    expect(rules(app('one'), app('one'), '${APP}-x')).toEqual(['FLUX-TWO-OWNERS']);
    expect(rules(app('one'), app('two'))).toEqual(['FLUX-TWO-OWNERS']);
  });
});

describe('a child of a Flux Kustomization', () => {
  const patch = 'kind: Kustomization\nmetadata: { name: any }\nspec: { decryption: { provider: sops } }\n';
  const missed = (target: object): readonly string[] =>
    idsOf(
      findingsOf([
        ...cluster(kustomization('root', './apps', { patches: [{ patch, target }] })),
        inFile('apps/child.yaml', kustomization('child', './apps/child')),
        inFile('apps/child/x.yaml', { ...configMap('x'), sops: {} }),
      ]),
    ).filter(id => id.startsWith('FLUX-DECRYPTION'));

  it('decrypts where a patch gives decryption to all children', () => {
    expect(missed({ kind: 'Kustomization' })).toEqual([]);
  });

  it('does not where the patch is for others', () => {
    expect(missed({ kind: 'HelmRelease' })).toEqual(['FLUX-DECRYPTION child spec.decryption']);
    expect(missed({ group: 'kustomize.config.k8s.io', kind: 'Kustomization' })).toEqual([
      'FLUX-DECRYPTION child spec.decryption',
    ]);
  });
});

describe('a path to a folder that holds a kustomization.yaml alone', () => {
  const build: KubernetesObject = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    metadata: {},
    resources: ['../config'],
  };

  it('leads somewhere', () => {
    const tree = [
      ...cluster(kustomization('a', './config'), kustomization('b', './overlay')),
      inFile('config/a.yaml', configMap('a')),
      inFile('overlay/kustomization.yaml', build),
    ];
    expect(findingsOf(tree)).toEqual([]);
  });
});
