import type * as cel from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };

/** A part of an expression. */
export type CelNode = cel.ASTNode;

let environment: cel.Environment | undefined;

/** The tree of an expression, whatever functions it calls; the text tells why there is none. */
export function celTree(expression: string): CelNode | string {
  // an ES module, loaded only when there is an expression
  const { Environment } = require('@marcbachmann/cel-js') as typeof cel;
  environment ??= new Environment({ unlistedVariablesAreDyn: true, enableOptionalTypes: true });
  try {
    return environment.parse(expression).ast;
  } catch (error) {
    const [problem = ''] = error instanceof Error ? error.message.split('\n', 1) : [String(error)];
    return problem.charAt(0).toLowerCase() + problem.slice(1);
  }
}
