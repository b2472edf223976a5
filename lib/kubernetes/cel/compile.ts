import { Checker, type CelScope } from './checker';
import { parseCel } from './parser';
import { CelError } from './tokens';
import { dyn, type CelType } from './type';

/** What is known of an expression without running it. */
export interface CelAnswer {
  /** Type of the result; `dyn` where something is wrong. */
  readonly type: CelType;
  /** Why the text is no expression. */
  readonly syntax?: string;
  /** What the expression uses although it is not there, or does not fit. */
  readonly typing?: string;
  /** The variables of the scope that it reads, as far as it can be read. */
  readonly reads: ReadonlySet<string>;
}

/** Reads and checks an expression, as far as the API server does before it takes it. */
export function compileCel(expression: string, scope: CelScope): CelAnswer {
  const checker = new Checker(scope);
  const { reads } = checker;
  try {
    const type = checker.typeOf(parseCel(expression));
    const [error] = checker.errors;
    return error === undefined ? { type, reads } : { type: dyn, typing: placed(error, expression), reads };
  } catch (error) {
    if (!(error instanceof CelError)) throw error;
    return { type: dyn, syntax: placed(error, expression), reads };
  }
}

/** The message with line and column, both from 1. */
function placed({ message, at }: CelError, expression: string): string {
  const lines = expression.slice(0, at).split('\n');
  return `${message} (at ${lines.length}:${(lines.at(-1) ?? '').length + 1})`;
}
