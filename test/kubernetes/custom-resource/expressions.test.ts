import { FieldPath } from '../../../lib/core/field-path';
import { validateSchema } from '../../../lib/kubernetes/custom-resource/schema/schema';
import type { SchemaProps, ValidationRule } from '../../../lib/kubernetes/custom-resource/schema/schema-props';
import { Report } from '../../../lib/rules/report';

const text: SchemaProps = { type: 'string', maxLength: 5 };
const properties: Readonly<Record<string, SchemaProps>> = {
  s: text,
  i: { type: 'integer' },
  d: { type: 'number' },
  b: { type: 'boolean' },
  l: { type: 'array', maxItems: 5, items: text },
  m: { type: 'object', maxProperties: 5, additionalProperties: { type: 'integer' } },
  any: { 'x-kubernetes-int-or-string': true },
  free: { 'x-kubernetes-preserve-unknown-fields': true },
  open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true, properties: { a: text } },
  pod: { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
  time: { type: 'string', format: 'date-time' },
  'a-b': text,
  namespace: text,
  '1a': text,
};

function judge(schema: SchemaProps): readonly string[] {
  const report = new Report();
  validateSchema(schema, { path: FieldPath.root, hasStatus: false }, report);
  return report.findings.map(({ rule, path }) => `${rule} ${path}`);
}

const ruleOf = (rule: ValidationRule): readonly string[] =>
  judge({ type: 'object', properties, 'x-kubernetes-validations': [rule] });

// compiled by kube-apiserver 1.36.3
const sound = [
  ...['true', "self.s == 'a'", 'self.s\n== "a"', 'self.i > 1.5', 'self.i == self.d', '1 in self.l.map(x, x.size())'],
  ...['self.m.x > 1', "self.m['x'] > 1", "self.l[0] == 'a'", "'a' in self.m", 'self.s in self.l', 'has(self.m.x)'],
  ...['self.l.all(x, x.size() > 1)', 'self.m.all(k, v, v > 1 && k != "")', 'self.l.all(i, v, i > 0)', 'self.any == 1'],
  ...[
    "self.any == 'a'",
    "self.a__dash__b == 'a'",
    "self.namespace == 'a'",
    "self.__namespace__ == 'a'",
    'self.d == .5',
  ],
  ...["self.open.a == 'a'", "self.metadata.name == 'a'", "self.pod.kind == 'Pod'", 'self.?s.hasValue()'],
  ...['self.time > timestamp("2020-01-01T00:00:00Z")', 'type(self.any) == int', 'self == oldSelf', 'self != null'],
  ...['self.l.filter(x, x == "a").size() > 1', "ip('1.1.1.1').family() == 4", 'sets.contains(self.l, ["a"])'],
];

// refused by kube-apiserver 1.36.3
const broken: readonly (readonly [expression: string, problem: string])[] = [
  ['self.b &&', 'unexpected token: EOF'],
  ["self.s = 'a'", 'unexpected character: ='],
  ['foo', 'nothing is named foo'],
  ['self.nope', 'there is no field nope'],
  ['has(self.nope)', 'there is no field nope'],
  ['self.free', 'there is no field free'],
  ["self.open.b == 'a'", 'there is no field b'],
  ['self.pod.spec', 'there is no field spec'],
  ['self.s.x', 'a string has no field x'],
  ['nope(self.s)', 'there is no function nope'],
  ['math.greatest(1, 2) > 1', 'there is no function math.greatest'],
  ['cel.bind(x, 1, x > 0)', 'nothing is named x'],
  ['self.i', 'the expression gives an int, and must give a bool'],
  ["self.s.split(',')", 'the expression gives a list, and must give a bool'],
  ["self.i == 'a'", 'an int cannot be compared with a string'],
  ['self.s == null', 'a string cannot be compared with a null'],
  ['!self.s', 'a string is neither true nor false'],
  ['self.i + self.s == "a"', 'there is no int + string'],
  ["'a' in self.s", 'nothing is in a string'],
  ['self.i in self.l', 'no int is in a list of string'],
  ['self.s.all(x, true)', 'a string has no entries'],
  ['self.l.all(x)', 'all takes names, and an expression that reads them'],
  ["has(self.m['a'])", 'has() takes one field: has(self.name)'],
  ["self.i.startsWith('a')", 'an int has no function startsWith'],
  ["self.s.matches('(?!a)')", 'expressions of Go look neither ahead nor behind: (?=, (?!, (?<= and (?<! are not known'],
  ["self.b ? 1 : 'a'", 'one branch gives an int, the other a string'],
];

describe('an expression of a definition', () => {
  test.each(sound)('compiles: %s', expression => {
    expect(ruleOf({ rule: expression, message: 'a message' })).toEqual([]);
  });

  test.each(broken)('does not compile: %s', (expression, problem) => {
    const report = new Report();
    const schema = { type: 'object', properties, 'x-kubernetes-validations': [{ rule: expression }] };
    validateSchema(schema, { path: FieldPath.root, hasStatus: false }, report);
    expect(report.findings).toMatchObject([
      { rule: 'CRD-CEL-EXPRESSION', type: 'invalid', path: 'x-kubernetes-validations[0].rule', message: problem },
    ]);
  });

  test('gives a text where it makes a message', () => {
    expect(ruleOf({ rule: 'self.b', messageExpression: "'a ' + self.s" })).toEqual([]);
    expect(ruleOf({ rule: 'self.b', messageExpression: 'self.i' })).toEqual([
      'CRD-CEL-MESSAGE-EXPRESSION x-kubernetes-validations[0].messageExpression',
    ]);
  });

  test('reads the old value where it belongs to the new one', () => {
    const rules = [{ rule: 'self == oldSelf' }];
    const entries = (listType: string): readonly string[] =>
      judge({
        type: 'object',
        properties: {
          l: {
            type: 'array',
            'x-kubernetes-list-type': listType,
            ...(listType === 'map' && { 'x-kubernetes-list-map-keys': ['k'] }),
            items: {
              type: 'object',
              required: ['k'],
              properties: { k: { type: 'string', 'x-kubernetes-validations': rules } },
            },
          },
        },
      });
    expect(entries('map')).toEqual([]);
    expect(entries('atomic')).toEqual([
      'CRD-CEL-OLD-SELF properties[l].items.properties[k].x-kubernetes-validations[0].rule',
    ]);
    expect(ruleOf({ rule: 'self.b', optionalOldSelf: true })).toEqual([
      'CRD-CEL-OPTIONAL-OLD-SELF x-kubernetes-validations[0].optionalOldSelf',
    ]);
    expect(ruleOf({ rule: 'oldSelf.hasValue()', optionalOldSelf: true })).toEqual([]);
  });

  test('is about a value of a known type', () => {
    const free = { 'x-kubernetes-preserve-unknown-fields': true, 'x-kubernetes-validations': [{ rule: 'true' }] };
    expect(judge({ type: 'object', properties: { free } })).toEqual([
      'CRD-CEL-UNTYPED properties[free].x-kubernetes-validations',
    ]);
  });
});
