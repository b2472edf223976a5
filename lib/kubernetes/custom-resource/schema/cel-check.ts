import type { CelNode } from '../../../api/cel-tree';
import { functions, macros, methods, typeNames, type Macro } from './cel-functions';
import { arithmeticProblem, comparisonProblem, indexProblem, methodProblem } from './cel-operators';
import { anything, fieldType, named, type CelType } from './cel-type';
import { goPatternProblem } from './pattern';

type Node<Op extends CelNode['op']> = Extract<CelNode, { readonly op: Op }>;
type Variables = ReadonlyMap<string, CelType>;

const bool: CelType = { kind: 'bool' };
const comparisons = new Set(['in', '==', '!=', '<', '<=', '>', '>=']);
const scalars = new Set(['bool', 'int', 'double', 'string']);

/**
 * What is wrong with an expression whatever the values are: names and fields that nothing declares, functions that do not exist, and kinds of
 * values that cannot go together. What is not certain is left alone.
 */
export class CelCheck {
  readonly problems: string[] = [];
  /** The variables that the expression reads. */
  readonly read = new Set<string>();

  /** The type of a part. */
  typeOf(node: CelNode, variables: Variables): CelType {
    switch (node.op) {
      case 'value':
        return literalType(node.args);
      case 'id':
        return this.variable(node.args, variables);
      case '.':
        return this.select(node.args, variables);
      case '.?':
        this.select(node.args, variables);
        return anything;
      case '[]':
        return this.element(node.args, variables);
      case 'call':
        return this.call(node, variables);
      case 'rcall':
        return this.method(node, variables);
      case '?:':
        return this.choice(node, variables);
      case '!_':
        this.want(node.args, variables);
        return bool;
      case '-_':
        return this.typeOf(node.args, variables);
      default:
        return this.combined(node, variables);
    }
  }

  private combined(node: CelNode, variables: Variables): CelType {
    if (node.op === '&&' || node.op === '||') {
      for (const operand of node.args) this.want(operand, variables);
      return bool;
    }
    const parts = (node.args as readonly (CelNode | readonly CelNode[])[]).flat();
    const isEquality = node.op === '==' || node.op === '!=';
    const types = parts.map(part => (isEquality ? this.side(part, variables) : this.typeOf(part, variables)));
    if (node.op === 'list') return { kind: 'list', values: anything };
    if (node.op === 'map') return { kind: 'map', values: anything };
    if (node.op === '[?]') return anything;
    const [left = anything, right = anything] = types;
    const isTest = comparisons.has(node.op);
    this.note((isTest ? comparisonProblem : arithmeticProblem)(node.op, left, right));
    return isTest ? bool : left.kind === right.kind ? left : anything;
  }

  /** All comparisons bind alike upstream, but not in the engine: what stands beside an equality may belong to it in part. */
  private side(node: CelNode, variables: Variables): CelType {
    if (!comparisons.has(node.op)) return this.typeOf(node, variables);
    for (const part of node.args as readonly CelNode[]) this.side(part, variables);
    return anything;
  }

  private note(problem: string | undefined): void {
    if (problem !== undefined) this.problems.push(problem);
  }

  private variable(name: string, variables: Variables): CelType {
    const type = variables.get(name);
    if (type !== undefined) this.read.add(name);
    else if (!typeNames.has(name)) this.note(`nothing is named ${name}`);
    return type ?? anything;
  }

  private select([target, field]: readonly [CelNode, string], variables: Variables): CelType {
    const type = this.typeOf(target, variables);
    if (type.kind === 'map') return type.values;
    if (type.kind === 'object') {
      const selected = fieldType(type.schema, field);
      if (selected === undefined) this.note(`there is no field ${field}`);
      return selected ?? anything;
    }
    if (type.kind !== 'dyn' && type.kind !== 'other') this.note(`${named(type.kind)} has no field ${field}`);
    return anything;
  }

  private element([target, index]: readonly [CelNode, CelNode], variables: Variables): CelType {
    const type = this.typeOf(target, variables);
    this.typeOf(index, variables);
    this.note(indexProblem(type));
    return type.kind === 'list' || type.kind === 'map' ? type.values : anything;
  }

  private call({ args: [name, parameters] }: Node<'call'>, variables: Variables): CelType {
    for (const parameter of parameters) this.typeOf(parameter, variables);
    if (name !== 'has') return this.result(functions, name);
    const [field] = parameters;
    if (parameters.length !== 1 || (field?.op !== '.' && field?.op !== '.?'))
      this.note('has() takes one field: has(self.name)');
    return bool;
  }

  private method(node: Node<'rcall'>, variables: Variables): CelType {
    const [name, receiver, parameters] = node.args;
    if (receiver.op === 'id' && !variables.has(receiver.args)) {
      for (const parameter of parameters) this.typeOf(parameter, variables);
      return this.result(functions, `${receiver.args}.${name}`);
    }
    const macro = Object.hasOwn(macros, name) ? macros[name] : undefined;
    if (macro !== undefined) return this.macro(node, macro, variables);
    this.note(methodProblem(name, this.typeOf(receiver, variables)));
    for (const parameter of parameters) this.typeOf(parameter, variables);
    const [pattern] = parameters;
    if (name === 'matches' && pattern?.op === 'value' && typeof pattern.args === 'string')
      this.note(goPatternProblem(pattern.args));
    return this.result(methods, name);
  }

  private result(known: typeof functions, name: string): CelType {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) this.note(`there is no function ${name}`);
    return typeOfKind(kind ?? 'dyn');
  }

  /** What follows the names reads them: entries of a list, keys of a map, or both. */
  private macro({ args: [name, receiver, parameters] }: Node<'rcall'>, macro: Macro, variables: Variables): CelType {
    const type = this.typeOf(receiver, variables);
    const isPair = macro.two?.includes(parameters.length) === true;
    const count = isPair ? 2 : 1;
    const names = parameters.slice(0, count).map(parameter => (parameter.op === 'id' ? parameter.args : undefined));
    const isKnown = isPair || macro.one?.includes(parameters.length) === true;
    if (!isKnown || names.includes(undefined)) this.note(`${name} takes names, and an expression that reads them`);
    const isOptional = name.startsWith('opt');
    if (!isOptional) this.note(indexProblem(type));
    const inside = new Map(variables);
    for (const [position, variable] of entryTypes(type, isPair).entries())
      inside.set(names[position] ?? '', isOptional ? anything : variable);
    for (const body of parameters.slice(count)) {
      if (macro.gives === 'bool' || name === 'filter') this.want(body, inside);
      else this.typeOf(body, inside);
    }
    return name === 'filter' && type.kind === 'list' ? type : typeOfKind(macro.gives);
  }

  private choice({ args: [test, yes, no] }: Node<'?:'>, variables: Variables): CelType {
    this.want(test, variables);
    const [left, right] = [this.typeOf(yes, variables), this.typeOf(no, variables)];
    const isSame = left.kind === right.kind;
    if (!isSame && scalars.has(left.kind) && scalars.has(right.kind))
      this.note(`one branch gives ${named(left.kind)}, the other ${named(right.kind)}`);
    return isSame ? left : anything;
  }

  private want(node: CelNode, variables: Variables): void {
    const { kind } = this.typeOf(node, variables);
    if (kind !== 'bool' && kind !== 'dyn') this.note(`${named(kind)} is neither true nor false`);
  }
}

/** What the names of a macro stand for. */
function entryTypes(type: CelType, isPair: boolean): readonly CelType[] {
  if (type.kind !== 'list' && type.kind !== 'map') return [anything, anything];
  const key: CelType = { kind: type.kind === 'map' ? 'string' : 'int' };
  // keys that an expression writes may be of any kind
  const known = type.kind === 'map' && type.values.kind === 'dyn' ? anything : key;
  return isPair ? [known, type.values] : [type.kind === 'map' ? known : type.values];
}

function typeOfKind(kind: CelType['kind']): CelType {
  if (kind === 'list' || kind === 'map') return { kind, values: anything };
  return kind === 'object' ? anything : { kind };
}

function literalType(value: unknown): CelType {
  if (value === null) return { kind: 'null' };
  if (typeof value === 'string') return { kind: 'string' };
  if (typeof value === 'bigint') return { kind: 'int' };
  if (typeof value === 'number') return { kind: 'double' };
  return typeof value === 'boolean' ? bool : anything;
}
