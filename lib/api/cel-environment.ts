import type * as cel from '@marcbachmann/cel-js' with { 'resolution-mode': 'import' };
import { withHas } from './cel-has';
import { registerAmounts } from './cel-library/amounts';
import { registerCollections } from './cel-library/collections';
import { registerFormats } from './cel-library/formats';
import { registerNetworks } from './cel-library/networks';
import { registerUrls } from './cel-library/urls';

/** A compiled expression: answers for the variables `self` and `oldSelf`, and throws on an evaluation error. */
export type CelProgram = (variables: Readonly<Record<string, unknown>>) => unknown;

let environment: cel.Environment | undefined;
const programs = new Map<string, CelProgram>();

/** Compiles an expression once; fails when it cannot be parsed or uses a function that is not known here. */
export function celProgram(expression: string): CelProgram {
  const known = programs.get(expression);
  if (known !== undefined) return known;
  environment ??= createEnvironment();
  const program = environment.parse(withHas(expression)) as CelProgram;
  programs.set(expression, program);
  return program;
}

/**
 * CEL with the library functions of Kubernetes.
 */
function createEnvironment(): cel.Environment {
  // an ES module, loaded only when an object has rules
  const { Environment, Optional } = require('@marcbachmann/cel-js') as typeof cel;
  const created = new Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
    enableOptionalTypes: true,
  });
  registerUrls(created);
  registerCollections(created);
  registerAmounts(created);
  registerNetworks(created);
  registerFormats(created, value => Optional.of(value));
  return created;
}
