import { imageVectorCheck } from '../../../lib/gardener/image-vector/check';
import { findingsOf, treeOf, type TreeObject } from '../landscape-rules/tree';

const gardenlet = (deployment: object): TreeObject => ({
  apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
  kind: 'Gardenlet',
  metadata: { name: 'soil', namespace: 'garden' },
  spec: { deployment },
});

const judged = (object: TreeObject): readonly string[] =>
  findingsOf(imageVectorCheck, treeOf([object])).map(line => line.split(': ')[0] ?? '');

describe('an image vector', () => {
  const vector = (...lines: string[]): readonly string[] =>
    judged(gardenlet({ imageVectorOverwrite: ['images:', ...lines, ''].join('\n') })).map(line =>
      line.replace('soil spec.deployment.imageVectorOverwrite.', ''),
    );

  test('names images by repository and tag, or by ref', () => {
    const digest = `sha256:${'ab'.repeat(32)}`;
    expect(
      vector(
        '- {name: a, repository: registry.example.org/a, tag: v1, targetVersion: ">= 1.33", architectures: [amd64]}',
        `- {name: b, repository: registry.example.org/b, tag: "v1@${digest}", labels: [{name: x}], resourceId: {name: b}}`,
        `- {name: c, ref: "registry.example.org/c@${digest}"}`,
        '- {name: d, sourceRepository: github.com/gardener/d, repository: registry.example.org/d}',
      ),
    ).toEqual([]);
  });

  test.each([
    ['{repository: a}', ['IMAGEVECTOR-NAME images[0].name']],
    ['{name: a}', ['IMAGEVECTOR-SOURCE images[0]']],
    ['{name: a, repositry: b}', ['IMAGEVECTOR-FIELD images[0].repositry']],
    ['{name: a, ref: "b:1", tag: "1"}', ['IMAGEVECTOR-REF images[0].tag']],
    ['{name: a, repository: ""}', ['IMAGEVECTOR-EMPTY images[0].repository']],
    ['{name: a, repository: a, tag: 1.10}', ['IMAGEVECTOR-SHAPE images[0].tag']],
    [
      '{name: a, repository: A, tag: v"1"}',
      ['IMAGEVECTOR-REFERENCE images[0].repository', 'IMAGEVECTOR-REFERENCE images[0].tag'],
    ],
    ['{name: a, repository: a, targetVersion: "about 1.33"}', ['IMAGEVECTOR-VERSIONS images[0].targetVersion']],
    ['{name: a, repository: a, architectures: amd64}', ['IMAGEVECTOR-SHAPE images[0].architectures']],
    ['just-a-name', ['IMAGEVECTOR-SHAPE images[0]']],
  ])('is not started with: %s', (entry, findings) => {
    expect(vector(`- ${entry}`)).toEqual(findings);
  });

  test('is YAML, and a map with a list', () => {
    const text = (imageVectorOverwrite: string): readonly string[] => judged(gardenlet({ imageVectorOverwrite }));
    expect(text('')).toEqual([]);
    expect(text('images: [')).toEqual(['IMAGEVECTOR-YAML soil spec.deployment.imageVectorOverwrite']);
    expect(text('- name: a')).toEqual(['IMAGEVECTOR-SHAPE soil spec.deployment.imageVectorOverwrite']);
    expect(text('images: {name: a}')).toEqual(['IMAGEVECTOR-SHAPE soil spec.deployment.imageVectorOverwrite.images']);
    expect(text('caBundle: {inline: nonsense}')).toEqual([
      'IMAGEVECTOR-CERTIFICATE soil spec.deployment.imageVectorOverwrite.caBundle.inline',
    ]);
  });

  test('of a component is a text in the list of components', () => {
    const componentImageVectorOverwrite = [
      'components:',
      '- {name: etcd-druid, imageVectorOverwrite: "images: [{name: a}]"}',
      '- {imageVectorOverwrite: "images: []"}',
      '- {name: other, imageVectorOverwrite: {images: []}}',
    ].join('\n');
    const path = 'soil spec.deployment.componentImageVectorOverwrite.components';
    expect(judged(gardenlet({ componentImageVectorOverwrite }))).toEqual([
      `IMAGEVECTOR-SOURCE ${path}[0].imageVectorOverwrite.images[0]`,
      `IMAGEVECTOR-COMPONENT ${path}[1].name`,
      `IMAGEVECTOR-COMPONENT ${path}[2].imageVectorOverwrite`,
    ]);
  });
});

describe('image vectors are found', () => {
  const values = { imageVectorOverwrite: { images: [{ name: 'a', repository: 'a' }] } };

  test('in the values of extensions, where a map is no text', () => {
    const extension = {
      apiVersion: 'operator.gardener.cloud/v1alpha1',
      kind: 'Extension',
      metadata: { name: 'calico' },
      spec: { deployment: { extension: { values, runtimeClusterValues: values }, admission: { values } } },
    };
    const path = 'calico spec.deployment';
    expect(judged(extension)).toEqual([
      `IMAGEVECTOR-TEXT ${path}.admission.values.imageVectorOverwrite`,
      `IMAGEVECTOR-TEXT ${path}.extension.runtimeClusterValues.imageVectorOverwrite`,
      `IMAGEVECTOR-TEXT ${path}.extension.values.imageVectorOverwrite`,
    ]);
  });

  test('in the values of a release, and in the ConfigMap that a chart makes of them', () => {
    const release = {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { name: 'gardenlet', namespace: 'garden' },
      spec: { values },
    };
    expect(judged(release)).toEqual(['IMAGEVECTOR-TEXT gardenlet spec.values.imageVectorOverwrite']);
    const data = { 'images_overwrite.yaml': 'images: [{name: a}]', 'components.yaml': 'components: {}' };
    const map = (name: string): TreeObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
    expect(judged(map('gardenlet-imagevector-overwrite-1a2b'))).toEqual([
      'IMAGEVECTOR-COMPONENT gardenlet-imagevector-overwrite-1a2b data[components.yaml].components',
      'IMAGEVECTOR-SOURCE gardenlet-imagevector-overwrite-1a2b data[images_overwrite.yaml].images[0]',
    ]);
    expect(judged(map('other'))).toEqual([]);
  });
});
