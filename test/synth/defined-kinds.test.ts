import { ApiObject } from 'cdk8s';
import { landscape, render } from './tree';

const schema = { type: 'object', properties: { spec: { type: 'object', properties: { depth: { type: 'integer' } } } } };

/** What is said of an object beside the definition of its kind. */
function said(spec: object): readonly string[] {
  const root = landscape();
  new ApiObject(root.runtime.unit('definitions'), 'crd', {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'ponds.example.org' },
    spec: {
      group: 'example.org',
      scope: 'Namespaced',
      names: { kind: 'Pond', plural: 'ponds' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
    },
  });
  const metadata = { name: 'a', namespace: 'b' };
  new ApiObject(root.runtime.unit('ponds'), 'pond', { apiVersion: 'example.org/v1', kind: 'Pond', metadata, spec });
  const { findings } = render(root);
  return findings
    .filter(({ object }) => object?.kind === 'Pond')
    .map(({ severity, rule, path }) => `${severity} ${rule} ${path}`);
}

test('objects are judged by the definition of their kind that the landscape holds', () => {
  expect(said({ depth: 3 })).toEqual([]);
  expect(said({ depth: 'deep', wide: 1 })).toEqual([
    'error SCHEMA-TYPE spec.depth',
    'error SCHEMA-UNKNOWN-FIELD spec.wide',
  ]);
});
