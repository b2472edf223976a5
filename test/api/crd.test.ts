import type { KubernetesObject } from '../../lib/core/object';
import { isDefinition, kindsOfDefinition } from '../../lib/api/crd';
import { builtinRegistry } from '../../lib/api/registry';
import { validateObject } from '../../lib/api/validate';

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'ponds.example.org' },
  spec: {
    group: 'example.org',
    scope: 'Cluster',
    names: { kind: 'Pond', plural: 'ponds' },
    versions: [
      { name: 'v1alpha1', served: false, storage: false },
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: ['spec'],
            properties: {
              spec: {
                type: 'object',
                description: 'what it is',
                properties: {
                  depth: { type: 'integer', minimum: 0, exclusiveMinimum: true },
                  fish: { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
                  owner: { type: 'string', nullable: true, enum: ['a', 'b'] },
                  free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                  empty: { type: 'object' },
                  drain: { type: 'string', format: 'duration' },
                  name: { type: 'string', pattern: '(?i)^[a-c]+\\-x$', format: 'pond-name' },
                  frogs: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
                },
                'x-kubernetes-validations': [{ rule: '!has(self.depth) || self.depth < 100', message: 'too deep' }],
              },
              status: { type: 'object', required: ['water'], properties: { water: { type: 'string' } } },
            },
          },
        },
      },
    ],
  },
} satisfies KubernetesObject;

const registry = builtinRegistry().with(kindsOfDefinition(definition, 'crds/ponds.yaml'));
const pond = (spec: object, more: object = {}): KubernetesObject => ({
  apiVersion: 'example.org/v1',
  kind: 'Pond',
  metadata: { name: 'a' },
  spec,
  ...more,
});
const problems = (object: KubernetesObject): string[] =>
  validateObject(object, { registry }).map(({ type, path }) => `${type ?? 'none'} ${path}`);

describe('a custom resource definition of the user', () => {
  test('makes its served versions known', () => {
    expect(isDefinition(definition)).toBe(true);
    expect(
      kindsOfDefinition(definition, 'x').map(({ apiVersion, scope, plural }) => [apiVersion, scope, plural]),
    ).toEqual([['example.org/v1', 'Cluster', 'ponds']]);
  });

  test('accepts what the API server accepts', () => {
    expect(
      problems(
        pond({
          depth: 1,
          fish: 'many',
          owner: null,
          free: { x: { y: 1 } },
          empty: {},
          drain: '1h',
          frogs: ['a'],
          name: 'aBc-X',
        }),
      ),
    ).toEqual([]);
    expect(problems(pond({ fish: 3 }, { status: {} }))).toEqual([]);
  });

  test.each([
    [{ depth: 0 }, 'invalid spec.depth'],
    [{ depth: 100 }, 'invalid spec'],
    [{ fish: true }, 'typeInvalid spec.fish'],
    [{ owner: 'c' }, 'notSupported spec.owner'],
    [{ empty: { x: 1 } }, 'unknownField spec.empty.x'],
    [{ drain: 'P1D' }, 'invalid spec.drain'],
    [{ frogs: ['a', 'a'] }, 'duplicate spec.frogs[1]'],
    [{ dept: 1 }, 'unknownField spec.dept'],
    [{ name: 'd-x' }, 'invalid spec.name'],
  ])('refuses %j', (spec, problem) => {
    expect(problems(pond(spec))).toEqual([problem]);
  });

  test('an incomplete definition makes nothing known, and does not fail', () => {
    expect(kindsOfDefinition({ ...definition, spec: { group: 'example.org' } }, 'x')).toEqual([]);
    expect(kindsOfDefinition({ apiVersion: 'v1', kind: 'X', metadata: {} }, 'x')).toEqual([]);
  });
});
