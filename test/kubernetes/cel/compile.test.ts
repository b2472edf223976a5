import { expressionScope } from '../../../lib/kubernetes/admission/expression-scope';
import { compileCel } from '../../../lib/kubernetes/cel/compile';
import { celType, typeText } from '../../../lib/kubernetes/cel/type';

const composed = new Map([
  ['replicas', celType('int')],
  ['labels', celType('map(string,string)')],
]);
const compile = (expression: string) =>
  compileCel(expression, expressionScope({ params: true, composed, patch: true }));
const typeOf = (expression: string): string => {
  const { type, syntax, typing } = compile(expression);
  return syntax ?? typing ?? typeText(type);
};

// answers are those of kube-apiserver 1.36.3
describe('the type of an expression', () => {
  test.each([
    ['1 + 2 * 3', 'int'],
    ['-9223372036854775808', 'int'],
    ['0x1F + 1', 'int'],
    ['1u', 'uint'],
    ['1e3 / .5', 'double'],
    ['1 < 2.0', 'bool'],
    ["r'\\d' + '\\u00e9' + '''a\nb'''", 'string'],
    ['b\'a\' + B"""b"""', 'bytes'],
    ["{'a': 1}.a", 'int'],
    ['[[1], [2]].flatten()', 'list(int)'],
    ['[]', 'list(dyn)'],
    ['object.spec.replicas', 'dyn'],
    ['object.spec.replicas + 1', 'int'],
    ['object.a ? 1 : object.b', 'dyn'],
    ['object.spec.namespace.package == null', 'bool'],
    ['request.userInfo.extra', 'map(string, list(string))'],
    ["request.userInfo.extra['a'][0]", 'string'],
    ['namespaceObject.metadata.creationTimestamp - timestamp(object.a)', 'duration'],
    ["timestamp('2024-02-29T00:00:00Z') - duration('1h30m')", 'timestamp'],
    ['variables.replicas', 'int'],
    ["variables.labels['a']", 'string'],
    ["authorizer.group('apps').resource('deployments').check('get').allowed()", 'bool'],
    ["authorizer.requestResource.check('get').reason()", 'string'],
    ['object.?spec.?replicas', 'optional_type(dyn)'],
    ["object[?'a'].orValue(1)", 'int'],
    ['optional.of(1).optMap(x, x + 1)', 'optional_type(int)'],
    ['[?optional.of(1)]', 'list(int)'],
    ["quantity('1Gi').compareTo(quantity(object.a))", 'int'],
    ["cidr('10.0.0.0/8').containsIP(ip('10.0.0.1'))", 'bool'],
    ['sets.contains([1], object.list)', 'bool'],
    ["'%s'.format([object.a])", 'string'],
    ["jsonpatch.escapeKey('a/b')", 'string'],
    ['Object{spec: Object.spec{replicas: 1, ?paused: object.?a}}', 'Object'],
    ["[JSONPatch{op: 'add', path: '/a', value: 1}]", 'list(JSONPatch)'],
    ['type(1) == int', 'bool'],
    [' true // yes', 'bool'],
  ])('%s is %s', (expression, type) => {
    expect(typeOf(expression)).toBe(type);
  });

  test.each([
    ['[1, 2].all(x, x > 0)', 'bool'],
    ["{'a': 1}.exists(k, k.startsWith('a'))", 'bool'],
    ['object.list.exists_one(x, x == 1)', 'bool'],
    ['[1, 2].filter(x, x > 1)', 'list(int)'],
    ['[1].map(x, string(x))', 'list(string)'],
    ['[1].map(x, x > 0, x * 2)', 'list(int)'],
    ["['a'].exists(i, v, i == 0 && v == 'a')", 'bool'],
    ["{'a': 1}.transformMap(k, v, v + 1)", 'map(string, int)'],
    ["{'a': 1}.transformList(k, v, k)", 'list(string)'],
    ["['a'].transformMapEntry(i, v, {v: i})", 'map(string, int)'],
    ['object.list.sortBy(x, x.name)', 'list(dyn)'],
    ['has(object.metadata.labels)', 'bool'],
    ['[[1]].all(x, x.all(y, y in x))', 'bool'],
  ])('%s gives names to elements and is %s', (expression, type) => {
    expect(typeOf(expression)).toBe(type);
  });
});

describe('an expression', () => {
  test.each([
    ['', 'unexpected end (at 1:1)'],
    ['1 +', 'unexpected end (at 1:4)'],
    ["object.a == 'b", 'unexpected "\'" (at 1:13)'],
    ["'\\d'", 'unexpected "\'" (at 1:1)'],
    ['object.\n  in', 'unexpected in (at 2:3)'],
    ['package', 'package is a reserved word (at 1:1)'],
    ['9223372036854775808', '9223372036854775808 is too large for int (at 1:1)'],
    ['[1 2]', 'unexpected 2 instead of "]" (at 1:4)'],
    ['a = 1', 'unexpected "=" (at 1:3)'],
    ['!-1', 'unexpected - (at 1:2)'],
    ['object.`a-b`', 'unexpected "`" (at 1:8)'],
    ['(object){a: 1}', 'nothing is called object here (at 1:2)'],
  ])('%j is none: %s', (expression, problem) => {
    const { syntax, typing } = compile(expression);
    expect(syntax ?? typing).toBe(problem);
  });

  test.each([
    ['object.a == foo', 'nothing is called foo here (at 1:13)'],
    ["nope('a')", 'nothing is called nope here (at 1:1)'],
    ['object.a.nope()', 'nothing is called nope here (at 1:9)'],
    ["1 + 'a'", 'no operator + for (int, string) (at 1:3)'],
    ['1 == 1.0', 'no operator == for (int, double) (at 1:3)'],
    ["{'a': 1}.sortBy(x, x)", 'only lists are sorted (at 1:9)'],
    ["'a'.size(1)", 'no function size for string.(int) (at 1:4)'],
    ['request.foo', 'kubernetes.AdmissionRequest has no field foo (at 1:8)'],
    ['variables.other', 'kubernetes.variables has no field other (at 1:10)'],
    ["'a'.b", 'string has no fields (at 1:4)'],
    ["[1, 'a']", 'int is wanted, not string (at 1:5)'],
    ['[1, object.a]', 'int is wanted, not dyn (at 1:11)'],
    ["{'a': 1, 'b': 'c'}", 'int is wanted, not string (at 1:15)'],
    ['1 && true', 'bool is wanted, not int (at 1:1)'],
    ['has(object)', 'has() asks for a field: has(a.b) (at 1:1)'],
    ['1.all(x, x > 0)', 'only lists and maps have elements, not int (at 1:1)'],
    ['object.all(x.y, true)', 'a variable must be a simple name (at 1:13)'],
    ['[1].all(x, true) && x', 'nothing is called x here (at 1:21)'],
    ["timestamp('2023-02-29T00:00:00Z')", 'this is no timestamp of RFC 3339 (at 1:1)'],
    ["duration('1 hour')", 'this is no duration (at 1:1)'],
    ['JSONPatch{op: 1}', 'string is wanted, not int (at 1:15)'],
    ["JSONPatch{oper: 'add'}", 'JSONPatch has no field oper (at 1:17)'],
  ])('%s does not fit: %s', (expression, problem) => {
    const { reads, ...answer } = compile(expression);
    expect(answer).toEqual({ type: celType('dyn'), typing: problem });
    expect([...reads].filter(name => !expression.includes(name))).toEqual([]);
  });

  test('knows parameters, variables and messages only where there are some', () => {
    const plain = expressionScope({ params: false });
    for (const name of ['params', 'variables', 'Object'])
      expect(compileCel(`${name} == null`, plain).typing).toBe(`nothing is called ${name} here (at 1:1)`);
    expect(compileCel('authorizer == null', expressionScope({ params: false, authorizer: false })).typing).toBe(
      'nothing is called authorizer here (at 1:1)',
    );
  });

  test('tells which variables it reads; those of macros and fields of the same name are others', () => {
    const reads = (expression: string): readonly string[] => [...compile(expression).reads];
    expect(reads('object.request == oldObject.x')).toEqual(['object', 'oldObject']);
    expect(reads('[1].all(object, object > 0)')).toEqual([]);
    expect(reads("'oldObject' == 'a'")).toEqual([]);
  });

  test('is not read for ever', () => {
    expect(compile('('.repeat(300) + '1' + ')'.repeat(300)).syntax).toBe(
      'the expression is nested too deep (at 1:251)',
    );
  });
});
