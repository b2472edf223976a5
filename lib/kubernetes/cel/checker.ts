import type { CallNode, CelNode, ListElement, MessageNode, SelectNode } from './syntax';
import { qualifiedName } from './syntax';
import type { CallTypes, Checking } from './checking';
import type { Overload } from './functions';
import { literalProblem } from './literals';
import { macroOf } from './macros';
import { CelError } from './tokens';
import {
  bool,
  celType,
  dyn,
  errorType,
  isDyn,
  isExactType,
  listOf,
  mapOf,
  optionalOf,
  typeText,
  type CelType,
} from './type';
import { assigned, mostGeneral, substituted, type Substitutions } from './unify';

/** What an expression may refer to. */
export interface CelScope {
  readonly variables: ReadonlyMap<string, CelType>;
  readonly functions: readonly ReadonlyMap<string, readonly Overload[]>[];
  /** The message of that name, for `name{...}`. */
  readonly message: (name: string) => CelType | undefined;
}

const denoted = 'bool bytes double int list map string uint dyn'.split(' ');

interface TypedPart {
  readonly node: CelNode;
  readonly type: CelType;
}

/** Names of types, as values. */
const typeNames: ReadonlyMap<string, CelType> = new Map([
  ...denoted.map(name => [name, celType(`type(${name})`)] as const),
  ['null_type', celType('type(null)')],
  ['type', celType('type(type)')],
  ['optional_type', celType('type(optional_type(dyn))')],
  ['google.protobuf.Timestamp', celType('type(timestamp)')],
  ['google.protobuf.Duration', celType('type(duration)')],
]);

/**
 * Works out the type of an expression, with a free variable where nothing is known.
 *
 * Source: cel-go:checker/checker.go v0.26.
 */
export class Checker implements Checking {
  /** What is wrong, the first first. */
  readonly errors: CelError[] = [];
  /** The variables of the scope that are read. */
  readonly reads = new Set<string>();
  private readonly scope: CelScope;
  private known: Substitutions = new Map();
  private locals: readonly ReadonlyMap<string, CelType>[] = [];
  private variables = 0;
  /** The parts of lists and maps that must be of one type. */
  private readonly aggregates: (readonly TypedPart[])[] = [];

  constructor(scope: CelScope) {
    this.scope = scope;
  }

  /** The type of a whole expression. */
  typeOf(node: CelNode): CelType {
    const type = this.check(node);
    for (const parts of this.aggregates) this.checkAlike(parts);
    return substituted(this.known, type, dyn);
  }

  check(node: CelNode): CelType {
    if (node.kind === 'literal') return celType(node.type);
    if (node.kind === 'identifier') return this.lookUp(node.name) ?? this.undeclared(node.name, node.at);
    if (node.kind === 'select') return this.checkSelect(node);
    if (node.kind === 'call') return macroOf(node)?.(this, node) ?? this.checkCall(node);
    if (node.kind === 'list') return listOf(this.checkElements(node.elements) ?? this.fresh());
    if (node.kind === 'message') return this.checkMessage(node);
    const key = this.join(node.entries.map(entry => ({ node: entry.key, type: this.check(entry.key) })));
    const value = this.checkElements(node.entries);
    return mapOf(key ?? this.fresh(), value ?? this.fresh());
  }

  fail(message: string, at: number): CelType {
    this.errors.push(new CelError(message, at));
    return errorType;
  }

  within<Result>(variables: readonly (readonly [string, CelType])[], check: () => Result): Result {
    const outer = this.locals;
    this.locals = [new Map(variables), ...outer];
    const result = check();
    this.locals = outer;
    return result;
  }

  assign(from: CelType, to: CelType): boolean {
    const known = assigned(this.known, [from], [to]);
    if (known !== undefined) this.known = known;
    return known !== undefined;
  }

  expect(node: CelNode, wanted: CelType): void {
    const type = this.check(node);
    if (!this.assign(type, wanted)) this.mismatch(wanted, type, node.at);
  }

  resolved(type: CelType): CelType {
    return substituted(this.known, type);
  }

  fresh(): CelType {
    return celType(`_${this.variables++}`);
  }

  call(name: string, { types, member, at }: CallTypes): CelType {
    const overloads = this.functionOf(name);
    if (overloads === undefined) return this.undeclared(name, at);
    let result: CelType | undefined;
    for (const overload of overloads.filter(candidate => candidate.member === member)) {
      const fresh = this.instance(overload);
      const known = assigned(this.known, types, fresh.parameters);
      if (known === undefined) continue;
      this.known = known;
      const found = substituted(known, fresh.result);
      result = result === undefined || typeText(result) === typeText(found) ? found : dyn;
    }
    if (result !== undefined) return result;
    const given = types.map(type => typeText(substituted(this.known, type, dyn)));
    const [target = '', ...args] = member ? given : ['', ...given];
    return this.fail(`no ${label(name)} for ${member ? `${target}.(${args.join(', ')})` : `(${args.join(', ')})`}`, at);
  }

  private lookUp(name: string): CelType | undefined {
    for (const scope of [...this.locals, this.scope.variables, typeNames]) {
      const type = scope.get(name);
      if (type === undefined) continue;
      if (scope === this.scope.variables) this.reads.add(name);
      return type;
    }
    const message = this.scope.message(name);
    return message && { ...celType('type(dyn)'), parameters: [message] };
  }

  private functionOf(name: string): readonly Overload[] | undefined {
    return this.scope.functions.map(functions => functions.get(name)).find(overloads => overloads !== undefined);
  }

  private undeclared(name: string, at: number): CelType {
    return this.fail(`nothing is called ${name} here`, at);
  }

  private mismatch(wanted: CelType, type: CelType, at: number): CelType {
    const [want, have] = [wanted, type].map(side => typeText(substituted(this.known, side, dyn)));
    return this.fail(`${want ?? ''} is wanted, not ${have ?? ''}`, at);
  }

  private checkSelect(node: SelectNode): CelType {
    const name = qualifiedName(node);
    return (name === undefined ? undefined : this.lookUp(name)) ?? this.field(node);
  }

  field({ operand, field, optional, at }: SelectNode): CelType {
    const type = this.resolved(this.check(operand));
    const isOptional = type.name === 'optional_type';
    const [inner = type] = isOptional ? type.parameters : [type];
    const found = this.fieldOf(this.resolved(inner), field, at);
    return isOptional || optional ? optionalOf(found) : found;
  }

  private fieldOf(type: CelType, field: string, at: number): CelType {
    if (type.name === 'map' && type.kind === 'plain') return type.parameters[1] ?? dyn;
    if (type.kind === 'struct') {
      if (type.fields === undefined) return dyn;
      return type.fields.get(field) ?? this.fail(`${type.name} has no field ${field}`, at);
    }
    if (type.kind === 'variable') this.assign(dyn, type);
    else if (!isDyn(type)) this.fail(`${typeText(type)} has no fields`, at);
    return dyn;
  }

  private checkCall(node: CallNode): CelType {
    const { name, target, args, at } = node;
    const problem = literalProblem(node);
    if (problem !== undefined) this.fail(problem, at);
    if (name === '_&&_' || name === '_||_') {
      for (const arg of args) this.expect(arg, bool);
      return bool;
    }
    const types = args.map(arg => this.check(arg));
    if (target === undefined) return this.call(name, { types, member: false, at });
    const prefix = qualifiedName(target);
    const qualified = prefix === undefined ? undefined : `${prefix}.${name}`;
    if (qualified !== undefined && this.functionOf(qualified) !== undefined)
      return this.call(qualified, { types, member: false, at });
    return this.call(name, { types: [this.check(target), ...types], member: true, at });
  }

  private checkMessage({ name, fields, at }: MessageNode): CelType {
    const message = this.scope.message(name);
    if (message === undefined) return this.undeclared(name, at);
    for (const { name: field, ...element } of fields) {
      const type = this.elementType(element);
      const wanted = message.kind === 'struct' ? this.fieldOf(message, field, element.value.at) : dyn;
      if (!this.assign(wanted, type)) this.mismatch(wanted, type, element.value.at);
    }
    return message;
  }

  private checkElements(elements: readonly ListElement[]): CelType | undefined {
    return this.join(elements.map(element => ({ node: element.value, type: this.elementType(element) })));
  }

  private elementType({ value, optional }: ListElement): CelType {
    const type = this.check(value);
    if (!optional) return type;
    const resolved = this.resolved(type);
    if (resolved.name === 'optional_type') return resolved.parameters[0] ?? dyn;
    if (!isDyn(resolved)) this.mismatch(optionalOf(resolved), resolved, value.at);
    return resolved;
  }

  /** One type for all elements of a list or map. */
  private join(parts: readonly TypedPart[]): CelType | undefined {
    this.aggregates.push(parts);
    let joined: CelType | undefined;
    for (const { node, type } of parts) {
      if (joined === undefined) joined = type;
      else if (this.assign(joined, type)) joined = mostGeneral(joined, type);
      else joined = this.mismatch(joined, type, node.at);
    }
    return joined;
  }

  /** Upstream has a second look once everything is known: a part of any type beside one of a certain type is not alike. */
  private checkAlike([first, ...others]: readonly TypedPart[]): void {
    if (first === undefined) return;
    const wanted = substituted(this.known, first.type, dyn);
    const other = others.find(({ type }) => !isExactType(substituted(this.known, type, dyn), wanted));
    if (other !== undefined) this.mismatch(wanted, other.type, other.node.at);
  }

  private instance({ parameters, result }: Overload): { parameters: readonly CelType[]; result: CelType } {
    const names = new Map<string, CelType>();
    const open = (type: CelType): CelType => {
      if (type.kind !== 'variable')
        return type.parameters.length === 0 ? type : { ...type, parameters: type.parameters.map(open) };
      const fresh = names.get(type.name) ?? this.fresh();
      names.set(type.name, fresh);
      return fresh;
    };
    return { parameters: parameters.map(open), result: open(result) };
  }
}

function label(name: string): string {
  const sign = /^_?(.*?)_?$/.exec(name)?.[1] ?? name;
  return /^\w/.test(name) && !name.startsWith('_') ? `function ${name}` : `operator ${sign}`;
}
