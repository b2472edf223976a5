import { kindsModule } from '../../../lib/api/typescript/kinds-module';

const definition = (kind: string, group: string, versions: Readonly<Record<string, object>>) => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${kind.toLowerCase()}s.${group}` },
  spec: {
    group,
    scope: 'Cluster',
    names: { kind, plural: `${kind.toLowerCase()}s` },
    versions: Object.entries(versions).map(([name, spec], position) => ({
      name,
      served: true,
      storage: position === 0,
      schema: { openAPIV3Schema: { type: 'object', description: `The ${kind}.`, properties: { spec } } },
    })),
  },
});

const anything = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const exported = (text: string): string[] =>
  [...text.matchAll(/^export (?:class|interface) \w+/gm)].map(([line]) => line);

test('a definition becomes interfaces with the names of its fields, and a class that is checked', () => {
  const spec = {
    type: 'object',
    required: ['depth'],
    properties: {
      depth: { type: 'integer', minimum: 0, description: 'How deep it is.' },
      fish: { 'x-kubernetes-int-or-string': true },
      owner: { type: 'string', nullable: true, enum: ['team', "guest's"] },
      kubeAPIServer: anything,
      'leap-m': { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
    },
  };
  expect(kindsModule([definition('Pond', 'example.org', { v1: spec })]))
    .toBe(`import type { Construct } from 'constructs';
import { defineKind, TypedObject, type TypedObjectProps } from 'cdk8s-gardener';
import type { ObjectMeta } from 'cdk8s-gardener/imports/meta/v1';

/** The Pond. */
export interface PondObject {
  readonly apiVersion: 'example.org/v1';
  readonly kind: 'Pond';
  readonly metadata: ObjectMeta;
  readonly spec?: PondSpec;
}

export interface PondSpec {
  /**
   * How deep it is.
   * at least 0
   */
  readonly depth: number;
  readonly fish?: number | string;
  readonly owner?: 'team' | 'guest\\'s' | null;
  readonly kubeAPIServer?: object;
  readonly 'leap-m'?: readonly PondSpecLeapM[];
}

export interface PondSpecLeapM {
  readonly name?: string;
}

const pondKind = defineKind<PondObject>(
  { apiVersion: 'example.org/v1', kind: 'Pond', scope: 'Cluster', plural: 'ponds' },
  '{"type":"object","properties":{"spec":{"type":"object","required":["depth"],"properties":{"depth":{"type":"integer","minimum":0},"fish":{"x-kubernetes-int-or-string":true},"owner":{"type":"string","nullable":true,"enum":["team","guest\\'s"]},"kubeAPIServer":{"type":"object","x-kubernetes-preserve-unknown-fields":true},"leap-m":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"}}}}}}}}',
);

/** The Pond. */
export class Pond extends TypedObject<PondObject> {
  constructor(scope: Construct, id: string, props: TypedObjectProps<PondObject>) {
    super(scope, id, pondKind, props);
  }
}
`);
});

test('every version and every group has a name of its own', () => {
  const text = kindsModule([
    definition('Pond', 'example.org', { v1: anything, v1alpha1: anything }),
    definition('Pond', 'other-ponds.example.net', { v1: anything }),
    definition('Record', 'example.org', { v1: anything }),
  ]);
  expect(exported(text).filter(line => line.includes('class'))).toEqual([
    'export class Pond',
    'export class PondV1alpha1',
    'export class OtherPondsPond',
    'export class RecordResource',
  ]);
});

test('fields whose names differ in signs only have interfaces of their own', () => {
  const inner = { type: 'object', properties: { x: { type: 'string' } } };
  const spec = { type: 'object', properties: { 'a-b': inner, aB: inner } };
  const text = kindsModule([
    definition('Pond', 'example.org', { v1: spec }),
    definition('PondSpec', 'example.org', { v1: anything }),
  ]);
  expect(exported(text)).toEqual([
    'export interface PondObject',
    'export interface PondSpec2',
    'export interface PondSpec2AB',
    'export interface PondSpec2AB2',
    'export interface PondSpecObject',
    'export class Pond',
    'export class PondSpec',
  ]);
});

test('the order of the definitions does not matter', () => {
  const all = [definition('B', 'example.org', { v1: anything }), definition('A', 'example.org', { v1: anything })];
  expect(kindsModule(all)).toBe(kindsModule([...all].reverse()));
});
