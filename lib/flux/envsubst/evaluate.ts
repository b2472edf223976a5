import { fromBytes, toBytes, type ByteText } from './bytes';
import { operationOf, toleratesUnset } from './functions';
import { parseTemplate, SubstitutionError, type Node, type Substitution } from './parser';

/** Values by name of the variable. */
export type Variables = Readonly<Record<string, string>>;

/** What the evaluation gave, or why it failed in the words of upstream. */
export type Evaluated = { readonly text: string } | { readonly error: string };

/** How variables are treated. */
export interface EvaluateOptions {
  /** A variable that is not set is an error; otherwise it is empty. The default of Flux since 2.9. */
  readonly strict: boolean;
}

/** A variable that a text reads, in the order of reading. */
export interface VariableUse {
  readonly name: string;
  /** The text provides a value of its own for the case that it is not set. */
  readonly hasDefault: boolean;
}

/** Evaluates a text as the post-build substitution of Flux does. Source: fluxcd/pkg:envsubst */
export function evaluate(text: string, variables: Variables, { strict }: EvaluateOptions): Evaluated {
  const values = new Map(Object.entries(variables).map(([name, value]) => [toBytes(name), toBytes(value)]));
  return caught(() => {
    const nodes = parseTemplate(toBytes(text));
    return { text: fromBytes(nodes.map(node => evaluateNode(node, { values, strict })).join('')) };
  });
}

/** The variables that a text reads, or why it cannot be evaluated. */
export function variablesIn(text: string): { readonly uses: readonly VariableUse[] } | { readonly error: string } {
  if (!text.includes('$')) return { uses: [] };
  return caught(() => ({ uses: parseTemplate(toBytes(text)).flatMap(usesOf) }));
}

function usesOf(node: Node): VariableUse[] {
  if (typeof node === 'string') return [];
  const use = { name: fromBytes(node.name), hasDefault: toleratesUnset(node.operator) };
  return [use, ...node.args.flatMap(usesOf)];
}

interface Scope {
  readonly values: ReadonlyMap<ByteText, ByteText>;
  readonly strict: boolean;
}

function evaluateNode(node: Node, scope: Scope): ByteText {
  return typeof node === 'string' ? node : evaluateSubstitution(node, scope);
}

function evaluateSubstitution({ name, operator, args }: Substitution, scope: Scope): ByteText {
  const given = args.map(arg => evaluateNode(arg, scope));
  const value = scope.values.get(name);
  if (value === undefined && scope.strict && !toleratesUnset(operator))
    throw new SubstitutionError(`variable not set (strict mode): ${JSON.stringify(fromBytes(name))}`);
  return operationOf(operator)(value ?? '', given);
}

function caught<T>(compute: () => T): T | { readonly error: string } {
  try {
    return compute();
  } catch (error) {
    if (error instanceof SubstitutionError) return { error: error.message };
    throw error;
  }
}
