import { FieldPath } from '../../../lib/core/field-path';
import { validateSchema } from '../../../lib/kubernetes/custom-resource/schema/schema';
import type { SchemaProps } from '../../../lib/kubernetes/custom-resource/schema/schema-props';
import { Report } from '../../../lib/rules/report';

function judge(schema: SchemaProps, hasStatus = false): readonly string[] {
  const report = new Report();
  validateSchema(schema, { path: FieldPath.root, hasStatus }, report);
  return report.findings.map(({ rule, type = 'warning', path }) => `${rule} ${type} ${path}`).sort();
}

const text: SchemaProps = { type: 'string' };
const field = (schema: SchemaProps): readonly string[] => judge({ type: 'object', properties: { a: schema } });
const at = 'properties[a]';
const entries: SchemaProps = {
  type: 'object',
  required: ['name'],
  properties: { name: text, tags: { type: 'array', items: text } },
};

/** A field of a schema, and what is said about it. */
type Case = readonly [about: string, schema: SchemaProps, findings: readonly string[]];

// verdicts and paths are those of kube-apiserver 1.36.3
const cases: readonly Case[] = [
  ['a text', { type: 'string', format: 'whatever', description: 'a text' }, []],
  ['a field without a type', { description: 'a text' }, [`CRD-STRUCTURE-TYPE required ${at}.type`]],
  ['free content', { 'x-kubernetes-preserve-unknown-fields': true }, []],
  [
    'the type null',
    { type: 'null' },
    [`CRD-SCHEMA-TYPE forbidden ${at}.type`, `CRD-SCHEMA-TYPE notSupported ${at}.type`],
  ],
  ['a list without entries', { type: 'array' }, [`CRD-STRUCTURE-ITEMS required ${at}.items`]],
  ['a reference', { $ref: '#/definitions/A' }, [`CRD-SCHEMA-UNSUPPORTED forbidden ${at}.$ref`]],
  [
    'a list of schemas for the entries',
    { type: 'array', items: [text] },
    [`CRD-SCHEMA-UNSUPPORTED forbidden ${at}.items`],
  ],
  [
    'fields and free keys',
    { type: 'object', properties: { b: text }, additionalProperties: text },
    [`CRD-SCHEMA-MAP-OR-OBJECT forbidden ${at}.additionalProperties`],
  ],
  ['fields that stay free', { type: 'object', properties: { b: text }, additionalProperties: true }, []],
  [
    'unique items',
    { type: 'array', items: text, uniqueItems: true },
    [`CRD-SCHEMA-UNIQUE-ITEMS forbidden ${at}.uniqueItems`],
  ],
  [
    'an integer or a string',
    { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'integer' }, { type: 'string' }] },
    [],
  ],
  [
    'a string or an integer',
    { 'x-kubernetes-int-or-string': true, anyOf: [{ type: 'string' }, { type: 'integer' }] },
    [`CRD-BRANCH-KEYWORD forbidden ${at}.anyOf[0].type`, `CRD-BRANCH-KEYWORD forbidden ${at}.anyOf[1].type`],
  ],
  [
    'an integer or a string among other conditions',
    {
      'x-kubernetes-int-or-string': true,
      allOf: [{ anyOf: [{ type: 'integer' }, { type: 'string' }] }, { pattern: '^a' }],
    },
    [],
  ],
  [
    'conditions',
    { type: 'object', properties: { b: text }, oneOf: [{ required: ['b'] }, { not: { required: ['b'] } }] },
    [],
  ],
  [
    'a condition that declares',
    { type: 'string', not: { description: 'x', nullable: true, default: 'y' } },
    ['default', 'description', 'nullable'].map(name => `CRD-BRANCH-KEYWORD forbidden ${at}.not.${name}`),
  ],
  ['an expression that looks ahead', { type: 'string', pattern: '(?=a)' }, [`CRD-PATTERN invalid ${at}.pattern`]],
  [
    'a map list',
    { type: 'array', items: entries, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] },
    [],
  ],
  [
    'a map list without keys',
    { type: 'array', items: entries, 'x-kubernetes-list-type': 'map' },
    [`CRD-LIST-KEYS required ${at}.x-kubernetes-list-map-keys`],
  ],
  [
    'a map list by a field that may be missing',
    {
      type: 'array',
      items: { type: 'object', properties: { id: text } },
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['id'],
    },
    [`CRD-LIST-KEYS-SET required ${at}.items.properties[id].default`],
  ],
  [
    'a map list by a list',
    { type: 'array', items: entries, 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['tags', 'x'] },
    [
      `CRD-LIST-KEYS invalid ${at}.items.properties[tags].type`,
      `CRD-LIST-KEYS invalid ${at}.x-kubernetes-list-map-keys`,
      `CRD-LIST-KEYS-SET required ${at}.items.properties[tags].default`,
    ],
  ],
  [
    'a set of objects',
    { type: 'array', items: { ...entries, nullable: true }, 'x-kubernetes-list-type': 'set' },
    [`CRD-LIST-NULL forbidden ${at}.items.nullable`, `CRD-LIST-SET invalid ${at}.items.x-kubernetes-map-type`],
  ],
  [
    'a list type of a text',
    { type: 'string', 'x-kubernetes-list-type': 'bag' },
    [`CRD-LIST-TYPE invalid ${at}.type`, `CRD-LIST-TYPE notSupported ${at}.x-kubernetes-list-type`],
  ],
  [
    'an embedded resource without fields',
    { 'x-kubernetes-embedded-resource': true },
    [`CRD-STRUCTURE-EMBEDDED required ${at}.properties`, `CRD-STRUCTURE-EMBEDDED required ${at}.type`],
  ],
  ['a default', { type: 'integer', minimum: 1, format: 'int32', default: 3 }, []],
  ['a default below the minimum', { type: 'integer', minimum: 1, default: 0 }, [`CRD-DEFAULT invalid ${at}.default`]],
  ['a default of another type', { type: 'integer', default: '0' }, [`CRD-DEFAULT typeInvalid ${at}.default`]],
  [
    'a default out of the list',
    { type: 'string', enum: ['b'], default: 'c' },
    [`CRD-DEFAULT notSupported ${at}.default`],
  ],
  [
    'a default with an unknown field',
    { ...entries, default: { name: 'x', size: 1 } },
    [`CRD-DEFAULT-UNKNOWN-FIELD invalid ${at}.default`],
  ],
  ['a default without a required field', { ...entries, default: {} }, [`CRD-DEFAULT required ${at}.default.name`]],
  [
    'a rule without words',
    { type: 'string', 'x-kubernetes-validations': [{ rule: ' ', reason: 'Bad', fieldPath: '.b' }] },
    [
      `CRD-CEL-FIELD-PATH invalid ${at}.x-kubernetes-validations[0].fieldPath`,
      `CRD-CEL-REASON notSupported ${at}.x-kubernetes-validations[0].reason`,
      `CRD-CEL-RULE required ${at}.x-kubernetes-validations[0].rule`,
    ],
  ],
];

describe('a schema of a definition', () => {
  test.each(cases)('judges %s', (_, schema, findings) => {
    expect(field(schema)).toEqual(findings);
  });

  test('describes an object whose metadata the API server knows', () => {
    const names = { name: { type: 'string', maxLength: 3 } };
    expect(judge({ type: 'object', properties: { metadata: { type: 'object', properties: names } } })).toEqual([]);
    expect(judge({ type: 'array', items: text })).toEqual(['CRD-STRUCTURE-ROOT invalid type']);
    expect(judge({ type: 'object', properties: { metadata: { type: 'object', description: 'x' } } })).toEqual([
      'CRD-ROOT-METADATA forbidden properties[metadata]',
    ]);
    expect(judge({ type: 'object', properties: { kind: { type: 'integer', default: 1 } } })).toEqual([
      'CRD-DEFAULT-PLACE forbidden properties[kind].default',
      'CRD-STRUCTURE-METADATA invalid properties[kind].type',
    ]);
  });

  test('has no conditions at its root beside a status of its own', () => {
    const schema = { type: 'object', properties: { a: text }, oneOf: [{ required: ['a'] }] };
    expect(judge(schema)).toEqual([]);
    expect(judge(schema, true)).toEqual(['CRD-ROOT-STATUS invalid ']);
  });

  test('declares at its root what its conditions speak of', () => {
    const condition = { properties: { b: { minLength: 1 } } };
    expect(judge({ type: 'object', properties: { a: text }, anyOf: [condition] })).toEqual([
      'CRD-BRANCH-UNDECLARED required properties[b]',
    ]);
  });

  test('has keywords that Kubernetes knows, of their own types', () => {
    const schema = { type: 'object', propertis: {}, properties: { a: { type: 'string', maxLength: '3', enum: 'x' } } };
    expect(judge(schema as unknown as SchemaProps)).toEqual([
      'CRD-SCHEMA-KEYWORD unknownField propertis',
      'CRD-SCHEMA-KEYWORD-TYPE typeInvalid properties[a].enum',
      'CRD-SCHEMA-KEYWORD-TYPE typeInvalid properties[a].maxLength',
    ]);
  });
});
