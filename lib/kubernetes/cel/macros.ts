import type { Checking } from './checking';
import type { CallNode, CelNode } from './syntax';
import { bool, celType, dyn, isDyn, listOf, mapOf, optionalOf, typeText, type CelType } from './type';

/** Works out the type of a call that is no call of a function, since it gives names to elements. */
export type Macro = (checker: Checking, node: CallNode) => CelType;

const int = celType('int');

/** The macro of a call, by its name, the number of its arguments, and whether it has a target. */
export function macroOf({ name, target, args }: CallNode): Macro | undefined {
  return macros.get(`${target === undefined ? '' : '.'}${name}/${args.length}`);
}

/**
 * Source: cel-go:parser/macro.go, cel-go:ext/comprehensions.go, cel-go:ext/lists.go, cel-go:cel/library.go v0.26.
 */
const macros: ReadonlyMap<string, Macro> = new Map<string, Macro>([
  ['has/1', has],
  ...['all', 'exists', 'exists_one'].map((name): [string, Macro] => [`.${name}/2`, quantifier(1)]),
  ...['all', 'exists', 'exists_one', 'existsOne'].map((name): [string, Macro] => [`.${name}/3`, quantifier(2)]),
  ['.filter/2', filter],
  ['.map/2', transformed(1, (_, types) => listOf(types.value))],
  ['.map/3', transformed(1, (_, types) => listOf(types.value))],
  ['.sortBy/2', sortBy],
  ...[3, 4].flatMap((count): [string, Macro][] => [
    [`.transformList/${count}`, transformed(2, (_, types) => listOf(types.value))],
    [`.transformMap/${count}`, transformed(2, (_, types) => mapOf(types.key, types.value))],
    [`.transformMapEntry/${count}`, transformed(2, mapEntry)],
  ]),
  ['.optMap/2', optional((_, type) => optionalOf(type))],
  ['.optFlatMap/2', optional(flat)],
]);

function has(checker: Checking, { args: [field], at }: CallNode): CelType {
  if (field?.kind !== 'select' || field.optional) checker.fail('has() asks for a field: has(a.b)', at);
  else checker.field(field);
  return bool;
}

/** What is gone through: the types of its variables, and the variables with their names. */
interface Range {
  readonly key: CelType;
  readonly variables: readonly (readonly [string, CelType])[];
}

/** With one variable it is the element of a list or the key of a map; with two, index or key come before the value. */
function rangeOf(checker: Checking, { target, args, at }: CallNode, count: 1 | 2): Range {
  const type = checker.resolved(target === undefined ? dyn : checker.check(target));
  const [first = dyn, second = dyn] = elementTypes(checker, type, target?.at ?? at);
  const isList = type.name === 'list';
  const types = count === 1 ? [first] : isList ? [int, first] : [first, second];
  const names = args.slice(0, count).map(argument => simpleName(checker, argument));
  if (count === 2 && names[0] === names[1]) checker.fail('the two variables must have different names', at);
  return { key: types[0] ?? dyn, variables: names.map((name, index) => [name, types[index] ?? dyn] as const) };
}

function elementTypes(checker: Checking, type: CelType, at: number): readonly CelType[] {
  if (type.kind === 'plain' && (type.name === 'list' || type.name === 'map')) return type.parameters;
  if (type.kind === 'variable') checker.assign(dyn, type);
  else if (!isDyn(type)) checker.fail(`only lists and maps have elements, not ${typeText(type)}`, at);
  return [];
}

function simpleName(checker: Checking, node: CelNode): string {
  if (node.kind === 'identifier') return node.name;
  checker.fail('a variable must be a simple name', node.at);
  return '';
}

function quantifier(count: 1 | 2): Macro {
  return (checker, node) => {
    const { variables } = rangeOf(checker, node, count);
    checker.within(variables, () => {
      for (const condition of node.args.slice(count)) checker.expect(condition, bool);
    });
    return bool;
  };
}

function filter(checker: Checking, node: CallNode): CelType {
  const { variables, key } = rangeOf(checker, node, 1);
  checker.within(variables, () => {
    for (const condition of node.args.slice(1)) checker.expect(condition, bool);
  });
  return listOf(key);
}

interface Transformed {
  readonly key: CelType;
  readonly value: CelType;
  readonly at: number;
}

/** The last argument is what comes of an element; the one before it, if there is one, says which elements. */
function transformed(count: 1 | 2, result: (checker: Checking, types: Transformed) => CelType): Macro {
  return (checker, node) => {
    const { variables, key } = rangeOf(checker, node, count);
    const [last, ...conditions] = node.args.slice(count).reverse();
    const value = checker.within(variables, () => {
      for (const condition of conditions) checker.expect(condition, bool);
      return last === undefined ? dyn : checker.check(last);
    });
    return result(checker, { key, value, at: last?.at ?? node.at });
  };
}

function mapEntry(checker: Checking, { value, at }: Transformed): CelType {
  const map = mapOf(checker.fresh(), checker.fresh());
  if (!checker.assign(value, map)) checker.fail(`a map is wanted, not ${typeText(value)}`, at);
  return checker.resolved(map);
}

function sortBy(checker: Checking, node: CallNode): CelType {
  if (['literal', 'map', 'message'].includes(node.target?.kind ?? '')) checker.fail('only lists are sorted', node.at);
  const { variables, key } = rangeOf(checker, node, 1);
  const by = checker.within(variables, () => node.args.slice(1).map(argument => checker.check(argument)));
  const types = [listOf(key), ...by.map(type => listOf(type))];
  return checker.call('@sortByAssociatedKeys', { types, member: true, at: node.at });
}

function optional(result: (checker: Checking, type: CelType) => CelType): Macro {
  return (checker, node) => {
    const { target, args, at } = node;
    const [variable, expression] = args;
    if (target === undefined || variable === undefined || expression === undefined) return dyn;
    const type = checker.check(target);
    checker.call('hasValue', { types: [type], member: true, at });
    const value = checker.call('value', { types: [type], member: true, at });
    const name = simpleName(checker, variable);
    return result(
      checker,
      checker.within([[name, value]], () => checker.check(expression)),
    );
  };
}

function flat(checker: Checking, type: CelType): CelType {
  const wanted = optionalOf(checker.fresh());
  checker.assign(type, wanted);
  return checker.resolved(isDyn(type) ? dyn : wanted);
}
