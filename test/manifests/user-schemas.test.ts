import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { catalogFiles } from '../../lib/api/catalog/files';
import { builtinRegistry, Registry, withUserKinds } from '../../lib/api/registry';
import { validateObject } from '../../lib/api/validate';
import { readUserSchemas } from '../../lib/manifests/user-schemas';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'schemas-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | object): void {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}

const definition = (kind: string, spec: object, group = 'example.org') => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${kind.toLowerCase()}s.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { kind, plural: `${kind.toLowerCase()}s` },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
      },
    ],
  },
});

const depth = {
  type: 'object',
  properties: { depth: { type: 'integer' } },
  'x-kubernetes-validations': [{ rule: 'self.depth < 100', message: 'too deep' }],
};

/** Names of the kinds that were read, and what was said, without the scratch folder. */
function read(): { kinds: string[]; errors: string[]; unused: string[] } {
  const { kinds, errors, unused } = readUserSchemas([folder]);
  const short = (lines: readonly string[]): string[] => lines.map(line => line.replaceAll(`${folder}/`, ''));
  return { kinds: kinds.map(info => `${info.apiVersion} ${info.kind}`), errors: short(errors), unused: short(unused) };
}

function problems(kind: string, spec: object): string[] {
  const registry = new Registry(readUserSchemas([folder]).kinds);
  const object = { apiVersion: 'example.org/v1', kind, metadata: { name: 'a' }, spec };
  return validateObject(object, { registry }).map(({ rule, path: at }) => `${rule} ${at}`);
}

test('definitions are found in files of several documents and in lists, other objects are passed over', () => {
  put(
    'a.yaml',
    `# nothing\n---\n${JSON.stringify(definition('Pond', depth))}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n`,
  );
  put('list.json', { apiVersion: 'v1', kind: 'List', items: [definition('Frog', depth)] });
  put('README.md', 'not read');
  expect(read()).toEqual({ kinds: ['example.org/v1 Pond', 'example.org/v1 Frog'], errors: [], unused: [] });
});

test('objects are judged by the schema and by the rules of a definition', () => {
  put('a.json', definition('Pond', depth));
  expect(problems('Pond', { depth: 3 })).toEqual([]);
  expect(problems('Pond', { dept: 3 })).toEqual(['SCHEMA-UNKNOWN-FIELD spec.dept']);
  expect(problems('Pond', { depth: 100 })).toEqual(['SCHEMA-CEL spec']);
});

test('a definition that no API server takes is an error at its line', () => {
  put(
    'a.yaml',
    'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a}\nspec:\n  group: 5\n',
  );
  const { kinds, errors } = read();
  expect(kinds).toEqual([]);
  expect(errors).toContain('a.yaml:5: spec.group: must be of type string, is a number');
});

test.each([
  ['an unknown type', { type: 'text' }],
  ['bounds that are no numbers', { type: 'integer', minimum: 'x' }],
  ['a schema that is a text', 'any'],
])('%s in a definition is an error, no failure', (_, spec) => {
  put('a.json', definition('Pond', spec as object));
  const { kinds, errors } = read();
  expect(kinds).toEqual([]);
  expect(errors).not.toEqual([]);
});

test('a file that is no YAML is an error', () => {
  put('a.yaml', 'a: [');
  expect(read().errors).toHaveLength(1);
});

describe('JSON Schemas', () => {
  const schema = {
    type: 'object',
    additionalProperties: false,
    properties: {
      spec: { type: 'object', properties: { depth: { type: 'integer' } }, additionalProperties: false },
      metadata: { type: 'object' },
      apiVersion: { type: 'string' },
      kind: { type: 'string' },
    },
  };

  test('are found by the layout of kubeconform, whatever the case of the kind', () => {
    put('example.org/bigpond_v1.json', schema);
    put('all.json', { $schema: 'http://json-schema.org/draft-07/schema#', allOf: [] });
    put('package.json', { name: 'x' });
    expect(read()).toEqual({ kinds: ['example.org/v1 bigpond'], errors: [], unused: [] });
    expect(problems('BigPond', { depth: 'x' })).toEqual(['SCHEMA-TYPE spec.depth']);
  });

  test('name their kind themselves where they can', () => {
    put('pond.json', {
      ...schema,
      'x-kubernetes-group-version-kind': [{ group: 'example.org', version: 'v1', kind: 'Pond' }],
    });
    put('frog.json', {
      ...schema,
      properties: { ...schema.properties, apiVersion: { const: 'example.org/v1' }, kind: { enum: ['Frog'] } },
    });
    expect(read().kinds.sort()).toEqual(['example.org/v1 Frog', 'example.org/v1 Pond']);
  });

  test.each([
    ['the keyword patternProperties is not evaluated', { patternProperties: {} }],
    [
      'the reference "other.json#/definitions/a" leads to another file',
      { allOf: [{ $ref: 'other.json#/definitions/a' }] },
    ],
    ['a schema for each position of a list is not evaluated', { properties: { a: { type: 'array', items: [] } } }],
  ])('are not used where %s', (problem, more) => {
    put('example.org/pond_v1.json', { ...schema, ...more });
    expect(read()).toEqual({ kinds: [], errors: [], unused: [`example.org/pond_v1.json: ${problem}`] });
  });

  test('of our own catalogs are read back, every one of them', () => {
    for (const form of ['jsonschema', 'structural'] as const) {
      for (const { path: file, text } of catalogFiles(builtinRegistry(), { form })) put(path.join(form, file), text);
      const { kinds, errors, unused } = readUserSchemas([path.join(folder, form)]);
      expect({
        form,
        errors,
        unused,
        kinds: new Set(kinds.map(info => `${info.apiVersion} ${info.kind}`)).size,
      }).toEqual({
        form,
        errors: [],
        unused: [],
        kinds: 251,
      });
    }
  }, 60_000);
});

test('definitions win over ours, but for kinds of Gardener and of Kubernetes', () => {
  const ingress = definition('Ingress', depth, 'networking.k8s.io');
  // a group of Kubernetes needs the approval of the community
  const annotations = { 'api-approved.kubernetes.io': 'https://github.com/kubernetes/kubernetes/pull/1' };
  put('a.json', {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      definition('GitRepository', depth, 'source.toolkit.fluxcd.io'),
      definition('Etcd', depth, 'druid.gardener.cloud'),
      { ...ingress, metadata: { name: 'ingresss.networking.k8s.io', annotations } },
    ],
  });
  const { registry, ignored } = withUserKinds(builtinRegistry(), readUserSchemas([folder]).kinds);
  expect(registry.find('source.toolkit.fluxcd.io/v1', 'GitRepository')?.source).toBe(path.join(folder, 'a.json'));
  expect(registry.versionsOf('source.toolkit.fluxcd.io/v1', 'GitRepository')).toHaveLength(1);
  expect(registry.find('druid.gardener.cloud/v1', 'Etcd')?.tier).toBe(2);
  expect(registry.find('networking.k8s.io/v1', 'Ingress')?.source).toMatch(/^kubernetes/);
  expect(ignored.map(({ kind }) => kind)).toEqual(['Ingress']);
});

test('a definition that no API server takes is told with its place', () => {
  put('a.yaml', JSON.stringify(definition('Pond', { type: 'object', default: 'deep' })));
  expect(read().errors).toEqual([
    'a.yaml:1: spec.versions[0].schema.openAPIV3Schema.properties[spec].default: must be object',
  ]);
});
