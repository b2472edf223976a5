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
  ...['true', "self.s == 'a'", 'self.s\n== "a"', 'self.i > 1.5', '1 in self.l.map(x, x.size())'],
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
  ['self.b &&', 'unexpected end (at 1:10)'],
  ["self.s = 'a'", 'unexpected "=" (at 1:8)'],
  ['foo', 'nothing is called foo here (at 1:1)'],
  ['self.nope', 'object has no field nope (at 1:5)'],
  ['has(self.nope)', 'object has no field nope (at 1:9)'],
  ['self.free', 'object has no field free (at 1:5)'],
  ["self.open.b == 'a'", 'object has no field b (at 1:10)'],
  ['self.pod.spec', 'object has no field spec (at 1:9)'],
  ['self.s.x', 'string has no fields (at 1:7)'],
  ['nope(self.s)', 'nothing is called nope here (at 1:1)'],
  ['math.greatest(1, 2) > 1', 'nothing is called math here (at 1:1)'],
  ['cel.bind(x, 1, x > 0)', 'nothing is called x here (at 1:10)'],
  ['self.i', 'the expression must give bool, and it gives int'],
  ["self.s.split(',')", 'the expression must give bool, and it gives list(string)'],
  ['self.i == self.d', 'no operator == for (int, double) (at 1:8)'],
  ["self.i == 'a'", 'no operator == for (int, string) (at 1:8)'],
  ['self.s == null', 'no operator == for (string, null) (at 1:8)'],
  ['!self.s', 'no operator ! for (string) (at 1:1)'],
  ['self.i + self.s == "a"', 'no operator + for (int, string) (at 1:8)'],
  ["'a' in self.s", 'no operator in for (string, string) (at 1:5)'],
  ['self.i in self.l', 'no operator in for (int, list(string)) (at 1:8)'],
  ['self.s.all(x, true)', 'only lists and maps have elements, not string (at 1:5)'],
  ['self.l.all(x)', 'nothing is called x here (at 1:12)'],
  ["has(self.m['a'])", 'has() asks for a field: has(a.b) (at 1:1)'],
  ["self.i.startsWith('a')", 'no function startsWith for int.(string) (at 1:7)'],
  [
    "self.s.matches('(?!a)')",
    'expressions of Go look neither ahead nor behind: (?=, (?!, (?<= and (?<! are not known (at 1:7)',
  ],
  ["self.b ? 1 : 'a'", 'no operator ?_: for (bool, int, string) (at 1:8)'],
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
