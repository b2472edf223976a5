import { judgeFiles } from '../manifests/tree';

const flux = (path: string, ignore = ''): string => `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: fleet, namespace: flux-system }
spec: { url: "https://git.example.org/a.git", interval: 1m, ref: { branch: main }${ignore} }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec: { interval: 30m, prune: true, path: ${path}, sourceRef: { kind: GitRepository, name: fleet } }
`;
const object = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: default }\n';
const values = 'replicas: 3\n';
const build = (...resources: string[]): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [${resources.join(', ')}]\n`;

const said = (files: Readonly<Record<string, string>>): string[] =>
  judgeFiles(files)
    .findings.filter(({ rule }) => rule === 'FLUX-FOREIGN-FILE')
    .map(({ severity, object: about, path, message }) => `${severity} ${about?.name ?? ''} ${path}: ${message}`);

describe('a file that is no manifest below the path of a Flux Kustomization', () => {
  const found = (file: string): string[] => [`error apps spec.path: ${file} is no object: the build fails`];

  it('fails the build where Flux lists the files itself', () => {
    const tree = { 'clusters/ks.yaml': flux('./apps'), 'apps/a.yaml': object, 'apps/charts/values.yaml': values };
    expect(said(tree)).toEqual(found('apps/charts/values.yaml'));
    expect(said({ ...tree, 'apps/charts/values.yaml': `${object}---\n${values}` })).toEqual(
      found('apps/charts/values.yaml'),
    );
  });

  it('and where a kustomization.yaml lists it', () => {
    const tree = { 'clusters/ks.yaml': flux('./apps'), 'apps/a.yaml': object, 'apps/values.yaml': values };
    expect(said({ ...tree, 'apps/kustomization.yaml': build('a.yaml', './values.yaml') })).toEqual(
      found('apps/values.yaml'),
    );
    expect(said({ ...tree, 'apps/kustomization.yaml': build('a.yaml') })).toEqual([]);
  });

  it('is left alone where a folder between is built by a kustomization.yaml of its own', () => {
    const tree = { 'clusters/ks.yaml': flux('./apps'), 'apps/shop/a.yaml': object, 'apps/shop/values.yaml': values };
    expect(said({ ...tree, 'apps/shop/kustomization.yaml': build('a.yaml') })).toEqual([]);
    expect(said({ ...tree, 'kustomization.yaml': build() })).toEqual(found('apps/shop/values.yaml'));
  });

  it('is left alone elsewhere, where it is no YAML, and where the source leaves files out', () => {
    const tree = { 'clusters/ks.yaml': flux('./apps'), 'apps/a.yaml': object };
    expect(said({ ...tree, 'docs/values.yaml': values })).toEqual([]);
    expect(said({ ...tree, 'apps/report.json': '{"a": 1}' })).toEqual([]);
    expect(said({ ...tree, 'apps/.gitlab-ci.yml': values, 'apps/cloudbuild.yaml': values })).toEqual([]);
    const ignoring = flux('./apps', ', ignore: "values.yaml"');
    expect(said({ ...tree, 'clusters/ks.yaml': ignoring, 'apps/values.yaml': values })).toEqual([]);
  });
});
