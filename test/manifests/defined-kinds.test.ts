import { judgeFiles, loud } from './tree';

const definition = (depth: string, names = 'kind: Pond, plural: ponds'): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ponds.example.org}
spec:
  group: example.org
  scope: Namespaced
  names: {${names}}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {depth: {type: ${depth}}}}}}}
`;
const pond = (version: string, spec: string): string =>
  `apiVersion: example.org/${version}\nkind: Pond\nmetadata: {name: a, namespace: b}\nspec: ${spec}\n`;

describe('the definitions of a tree', () => {
  test('judge its objects', () => {
    const files = { 'crd.yaml': definition('integer'), 'a.yaml': pond('v1', '{depth: "3", width: 4}') };
    expect(loud(judgeFiles(files).findings)).toEqual([
      'error SCHEMA-TYPE a.yaml:4 spec.depth',
      'error SCHEMA-UNKNOWN-FIELD a.yaml:4 spec.width',
    ]);
  });

  test('know which versions are served', () => {
    const files = { 'crd.yaml': definition('integer'), 'a.yaml': pond('v1beta1', '{depth: 3}') };
    expect(judgeFiles(files).findings.map(({ rule, path, message }) => `${rule} ${path}: ${message}`)).toEqual([
      'SCHEMA-NOT-SERVED apiVersion: example.org/v1beta1 is no longer served, use v1',
    ]);
  });

  test.each([
    ['two differ', { 'crd.yaml': definition('integer'), 'old/crd.yaml': definition('string') }],
    ['no API server takes it', { 'crd.yaml': definition('integer', 'kind: Pond') }],
    ['it is a fragment', { 'patches/crd.yaml': definition('integer', 'kind: Pond') }],
  ])('define nothing where %s', (_, files) => {
    const { findings } = judgeFiles({ ...files, 'a.yaml': pond('v1', '{depth: {}}') });
    const said = findings
      .filter(({ origin }) => origin?.file === 'a.yaml')
      .map(({ severity, rule }) => `${severity} ${rule}`);
    expect(said).toEqual(['notice SCHEMA-NO-SCHEMA']);
  });

  test('may be some of many, so that another kind of their group is not missed', () => {
    const files = {
      'crd.yaml': definition('integer'),
      'a.yaml': pond('v1', '{}'),
      'b.yaml': pond('v1', '{}').replace('Pond', 'Pand'),
    };
    expect(
      judgeFiles(files).findings.map(({ severity, rule, origin, fix }) => [severity, rule, origin?.file, fix]),
    ).toEqual([['notice', 'SCHEMA-NO-SCHEMA', 'b.yaml', 'did you mean Pond']]);
  });

  test('tell the defaults of the keys of a list', () => {
    const ports =
      'array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [port, protocol], items: {type: object, required: [port], properties: {port: {type: integer}, protocol: {type: string, default: TCP}}}';
    const files = {
      'crd.yaml': definition(ports),
      'a.yaml': pond('v1', '{depth: [{port: 88, protocol: TCP}, {port: 88}, {port: 88, protocol: UDP}]}'),
    };
    expect(loud(judgeFiles(files).findings)).toEqual(['error SCHEMA-DUPLICATE a.yaml:4 spec.depth[1]']);
  });

  test('do not replace a kind that is known better', () => {
    const shoot = definition('integer', 'kind: Shoot, plural: shoots')
      .replaceAll('example.org', 'core.gardener.cloud')
      .replace('name: v1', 'name: v1beta1');
    const files = {
      'crd.yaml': shoot.replace('ponds.', 'shoots.'),
      'a.yaml':
        'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: {name: a, namespace: b}\nspec: {depth: 3}\n',
    };
    expect(loud(judgeFiles(files).findings)).toContain('error SCHEMA-UNKNOWN-FIELD a.yaml:4 spec.depth');
  });
});
