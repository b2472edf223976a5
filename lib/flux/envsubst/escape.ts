/**
 * A text that the post-build substitution turns into the given one: every dollar is doubled. Source: fluxcd/pkg:envsubst, checked
 * with random texts against the evaluator.
 */
export function escapeDollars(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** The part of a text that is changed by the substitution although it names no variable: two dollars become one. */
export function collapses(text: string): boolean {
  return text.includes('$$');
}

/** An object with every key and text escaped, for a unit whose Flux Kustomization substitutes. */
export function escapeObject<T>(value: T): T {
  return escapeValue(value) as T;
}

function escapeValue(value: unknown): unknown {
  if (typeof value === 'string') return escapeDollars(value);
  if (Array.isArray(value)) return value.map(escapeValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [escapeDollars(key), escapeValue(entry)]));
}
