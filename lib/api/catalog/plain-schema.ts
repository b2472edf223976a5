import type { Schema } from '../json-schema';

/** Draft-07 with local references; tools in Go compile its patterns and read its pointers, so they get what those can. */
export function plainSchema({ $id: _, 'x-source': __, ...schema }: Schema): object {
  return forGo(schema) as object;
}

function forGo(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(forGo);
  if (typeof node !== 'object' || node === null) return node;
  const fields = Object.entries(node).map(([keyword, value]) => [keyword.replaceAll('~', '-'), forGo(value)] as const);
  const { 'x-pattern-re2': original, $ref, ...rest } = Object.fromEntries(fields);
  return {
    ...rest,
    ...(original !== undefined && { pattern: original }),
    // a tilde starts an escape in a pointer
    ...(typeof $ref === 'string' && { $ref: $ref.replaceAll('~', '-') }),
  };
}
