import { celProgram } from '../../api/cel-environment';
import { isMap } from '../../core/plain-map';
import { mapAt } from '../plain';

/** What Flux takes an object for. */
export type Health = 'Current' | 'InProgress' | 'Failed';

/** Expressions as they stand in a Flux Kustomization. */
export interface Expressions {
  readonly current: string;
  readonly failed?: string | undefined;
  readonly inProgress?: string | undefined;
}

/** The health of an object, or why an expression has no answer: Flux then reports Unknown and asks again. */
export type HealthAnswer = { readonly health: Health } | { readonly error: string };

/**
 * Evaluates health expressions as Flux does: an outdated generation is in progress whatever they say, then in progress goes before
 * failed before current. Source: fluxcd/pkg:runtime/cel/status_evaluator.go
 */
export function healthOf(object: unknown, { current, failed, inProgress }: Expressions): HealthAnswer {
  const { observedGeneration } = mapAt(object, 'status');
  const { generation } = mapAt(object, 'metadata');
  if (areDifferentIntegers(observedGeneration, generation)) return { health: 'InProgress' };
  const stages: readonly (readonly [Health, string | undefined])[] = [
    ['InProgress', inProgress],
    ['Failed', failed],
    ['Current', current],
  ];
  for (const [health, expression] of stages) {
    if (expression === undefined || expression === '') continue;
    const answer = holds(expression, object);
    if (typeof answer !== 'boolean') return answer;
    if (answer) return { health };
  }
  return { health: 'InProgress' };
}

/** Whether an expression holds for an object; an error when it cannot be evaluated or is no truth value. */
export function holds(expression: string, object: unknown): boolean | { readonly error: string } {
  try {
    const value = celProgram(expression)(celValue(object) as Record<string, unknown>);
    return typeof value === 'boolean' ? value : { error: 'the expression is neither true nor false' };
  } catch (error) {
    return { error: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}

/** Why an expression cannot be parsed; undefined when it can. */
export function parseProblem(expression: string): string | undefined {
  try {
    celProgram(expression);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  }
}

function areDifferentIntegers(a: unknown, b: unknown): boolean {
  return Number.isInteger(a) && Number.isInteger(b) && a !== b;
}

/** Whole numbers are integers in CEL, as the API server's decoder has them. */
function celValue(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(celValue);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, celValue(entry)]));
}
