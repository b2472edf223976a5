import Ajv from 'ajv';
import { load } from 'js-yaml';
import { catalogFiles, type CatalogOptions } from '../../../lib/api/catalog/files';
import type { Schema } from '../../../lib/api/json-schema';
import { builtinRegistry } from '../../../lib/api/registry';
import { structuralSchema } from '../../../lib/api/structural';
import { mutationsOf } from '../mutations';
import { sampleOf } from '../schema-sample';
import { structuralProblems } from './structural-rules';

type Node = Readonly<Record<string, unknown>>;

const registry = builtinRegistry();
const kinds = [...registry.all()].filter(({ bare }) => bare !== true);

/** Files by path; JSON and YAML are read. */
function files(form: CatalogOptions['form'], url?: string): ReadonlyMap<string, Node> {
  const all = catalogFiles(registry, { form, ...(url !== undefined && { url }) });
  return new Map(all.map(({ path, text }) => [path, (path.endsWith('.md') ? { text } : load(text)) as Node]));
}

/** What an ajv made of one file says about an object. */
function validatorOf(schema: Node): (object: unknown) => boolean {
  const ajv = new Ajv({ strict: false, validateFormats: false, inlineRefs: false, unicodeRegExp: false });
  return ajv.compile(schema);
}

/** Every schema node of a structural schema; names of fields are no keywords. */
function* nodesOf(schema: Node): Iterable<Node> {
  yield schema;
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties') for (const field of Object.values(value as Node)) yield* nodesOf(field as Node);
    if ((keyword === 'items' || keyword === 'additionalProperties') && typeof value === 'object')
      yield* nodesOf(value as Node);
  }
}

const foreign = [
  '$ref',
  'definitions',
  'const',
  'dependencies',
  'uniqueItems',
  'x-go-type',
  'x-kubernetes-patch-strategy',
];

describe('a catalog', () => {
  test('in JSON Schema is named as kubeconform looks for it, and has a file that chooses the kind for editors', () => {
    const catalog = files('jsonschema');
    expect([...catalog.keys()]).toEqual(
      expect.arrayContaining(['core.gardener.cloud/shoot_v1beta1.json', 'v1/configmap_v1.json', 'all.json']),
    );
    // 251 kinds, those of the core group twice, and three files about them
    expect(catalog.size).toBe(251 + kinds.filter(({ group }) => group === '').length + 3);
    expect((catalog.get('all.json') as { allOf: unknown[] }).allOf).toContainEqual({
      if: {
        required: ['apiVersion', 'kind'],
        properties: { apiVersion: { const: 'core.gardener.cloud/v1beta1' }, kind: { const: 'Shoot' } },
      },
      then: { $ref: 'core.gardener.cloud/shoot_v1beta1.json' },
    });
    // a tilde in a JSON pointer starts an escape: Go's readers refuse such references
    expect(JSON.stringify([...catalog.values()])).not.toMatch(/"#\/definitions\/[^"]*~/);
  });

  test.each(['jsonschema', 'structural'] as const)(
    'as %s accepts a sample of each kind, and refuses it broken',
    form => {
      const catalog = files(form);
      const wrong = kinds.flatMap(info => {
        const file = `${info.group === '' ? 'core' : info.group}/${info.kind.toLowerCase()}_${info.version}.json`;
        const validate = validatorOf(catalog.get(file) ?? {});
        const sample = sampleOf(info, 3);
        const broken = [...mutationsOf(sample, info)].slice(0, 20);
        const accepted = broken.filter(({ object, path }) => !path.startsWith('metadata') && validate(object));
        return [
          ...(validate(sample) ? [] : [`${file} refuses a sample`]),
          ...accepted.map(({ path }) => `${file} ${path}`),
        ];
      });
      expect(wrong).toEqual([]);
    },
    60_000,
  );

  test('names the address that editors read it from', () => {
    const { schemas } = files('jsonschema', 'https://schemas.example.org/').get('catalog.json') as {
      readonly schemas: readonly { readonly url: string; readonly fileMatch?: readonly string[] }[];
    };
    expect(schemas[0]).toMatchObject({ fileMatch: ['*.yaml', '*.yml'], url: 'https://schemas.example.org/all.json' });
    expect(schemas.map(({ url }) => url)).toContain(
      'https://schemas.example.org/core.gardener.cloud/shoot_v1beta1.json',
    );
    expect(files('jsonschema').get('README.md')?.['text']).toContain(
      '# yaml-language-server: $schema=PATH/TO/all.json',
    );
  });

  test('chooses the schema of a file for editors', () => {
    const catalog = files('jsonschema');
    const ajv = new Ajv({ strict: false, validateFormats: false, inlineRefs: false });
    for (const file of ['core.gardener.cloud/seed_v1beta1.json', 'v1/configmap_v1.json'])
      ajv.addSchema(catalog.get(file) as Node, file);
    const { allOf, ...rest } = catalog.get('all.json') as { readonly allOf: readonly { readonly then: Schema }[] };
    const known = allOf.filter(({ then }) => ajv.getSchema(then.$ref ?? '') !== undefined);
    const validate = ajv.compile({ ...rest, allOf: known });
    const seed = { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Seed', metadata: { name: 'a' } };
    expect(known).toHaveLength(2);
    expect(validate({ ...seed, specs: {} })).toBe(false);
    expect(validate({ ...seed, kind: 'Unknown', specs: {} })).toBe(true);
    expect(validate({ replicas: 3 })).toBe(true);
  });

  test('in structural form has no references, definitions or lists of types', () => {
    const catalog = files('structural');
    expect(catalog.has('core/configmap_v1.json')).toBe(true);
    const offending = [...catalog].filter(([, schema]) =>
      [...nodesOf(schema)].some(node => Array.isArray(node['type']) || foreign.some(keyword => keyword in node)),
    );
    expect(offending.map(([path]) => path)).toEqual([]);
  });

  test('in structural form keeps what unions meant', () => {
    const shoot = files('structural').get('core.gardener.cloud/shoot_v1beta1.json') as Node;
    const at = (...path: string[]): unknown => path.reduce<unknown>((node, name) => (node as Node)[name], shoot);
    const worker = ['properties', 'spec', 'properties', 'provider', 'properties', 'workers', 'items', 'properties'];
    expect(at(...worker, 'maxSurge')).toMatchObject({
      'x-kubernetes-int-or-string': true,
      anyOf: [{ type: 'integer' }, { type: 'string' }],
    });
    expect(at('properties', 'metadata', 'properties', 'creationTimestamp')).toMatchObject({
      type: 'string',
      nullable: true,
    });
    expect(at('properties', 'kind')).toMatchObject({ type: 'string', enum: ['Shoot'] });
    expect(at('properties', 'spec', 'additionalProperties')).toBe(false);
  });

  test('a type that contains itself ends open', () => {
    const schema: Schema = {
      type: 'object',
      properties: { root: { $ref: '#/definitions/tree' } },
      definitions: { tree: { type: 'object', properties: { left: { $ref: '#/definitions/tree' } } } },
    };
    expect(structuralSchema(schema, 'crd')).toEqual({
      type: 'object',
      properties: { root: { type: 'object', properties: { left: { 'x-kubernetes-preserve-unknown-fields': true } } } },
    });
  });

  test('keywords beside a reference win over those of its target', () => {
    const schema: Schema = {
      type: 'object',
      properties: { a: { allOf: [{ $ref: '#/definitions/text' }], default: 'x' } },
      definitions: { text: { type: 'string', default: 'y', maxLength: 3 } },
    };
    expect(structuralSchema(schema, 'crd')).toEqual({
      type: 'object',
      properties: { a: { type: 'string', default: 'x', maxLength: 3 } },
    });
  });

  test('as custom resource definitions has one object a kind with all its versions, and no closed objects', () => {
    const catalog = files('crd');
    const gateway = catalog.get('gateways.networking.istio.io.yaml') as {
      spec: { versions: { name: string; storage: boolean }[] };
    };
    expect(gateway.spec.versions.map(({ name }) => name)).toEqual(['v1', 'v1alpha3', 'v1beta1']);
    expect(gateway.spec.versions.filter(({ storage }) => storage)).toHaveLength(1);
    expect(catalog.get('shoots.core.gardener.cloud.yaml')).toMatchObject({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'shoots.core.gardener.cloud' },
      spec: { scope: 'Namespaced', names: { kind: 'Shoot', listKind: 'ShootList', singular: 'shoot' } },
    });
    expect([...catalog.keys()].filter(path => /^(?:configmaps|gardenletconfigurations)\./.test(path))).toEqual([]);
    expect(JSON.stringify([...catalog.values()])).not.toContain('"additionalProperties":false');
  });

  test('as custom resource definitions has what the API server takes for structural', () => {
    const problems = [...files('crd')].flatMap(([path, content]) => {
      const { spec } = content as {
        readonly spec?: { readonly versions: readonly { schema: { openAPIV3Schema: Node } }[] };
      };
      return (spec?.versions ?? []).flatMap(({ schema }) =>
        structuralProblems(schema.openAPIV3Schema).map(problem => `${path} ${problem}`),
      );
    });
    expect(problems).toEqual([]);
  });

  test('what the API server does not take is told', () => {
    const text = { type: 'string' };
    expect(
      structuralProblems({
        type: 'object',
        properties: {
          a: { $ref: '#/definitions/a' },
          b: { type: ['string', 'null'] },
          c: { type: 'array' },
          d: { type: 'object', properties: { x: text }, additionalProperties: text, anyOf: [{ type: 'object' }] },
          e: {
            type: 'array',
            items: { type: 'object', properties: { name: text } },
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['name'],
          },
        },
        oneOf: [{ required: ['a'] }, { properties: { z: {} } }],
      }),
    ).toEqual([
      'root: a branch constrains z, which is not declared',
      'a: $ref is not allowed',
      'a: type undefined',
      'b: type ["string","null"]',
      'c: a list without items',
      'd: properties beside additionalProperties',
      'd: type in a branch',
      'e: key name may be absent',
    ]);
  });
});
