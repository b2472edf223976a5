import { catalogFiles } from '../../lib/api/catalog';
import type { Schema } from '../../lib/api/json-schema';
import { builtinRegistry } from '../../lib/api/registry';
import { structuralSchema } from '../../lib/api/structural';

type Node = Readonly<Record<string, unknown>>;

const registry = builtinRegistry();
const files = (form: 'jsonschema' | 'structural' | 'crd'): ReadonlyMap<string, Node> =>
  new Map(catalogFiles(registry, form).map(({ path, content }) => [path, content as Node]));

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
    expect(catalog.size).toBe(252);
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
    const gateway = catalog.get('gateways.networking.istio.io.json') as {
      spec: { versions: { name: string; storage: boolean }[] };
    };
    expect(gateway.spec.versions.map(({ name }) => name)).toEqual(['v1', 'v1alpha3', 'v1beta1']);
    expect(gateway.spec.versions.filter(({ storage }) => storage)).toHaveLength(1);
    expect(catalog.get('shoots.core.gardener.cloud.json')).toMatchObject({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'shoots.core.gardener.cloud' },
      spec: { scope: 'Namespaced', names: { kind: 'Shoot', listKind: 'ShootList', singular: 'shoot' } },
    });
    expect([...catalog.keys()].filter(path => /^(?:configmaps|gardenletconfigurations)\./.test(path))).toEqual([]);
    expect(JSON.stringify([...catalog.values()])).not.toContain('"additionalProperties":false');
  });
});
