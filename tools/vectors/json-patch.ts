/** One operation of RFC 6902, as far as the vectors use it. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  readonly path: string;
  readonly value?: unknown;
}

type Container = Record<string, unknown> | unknown[];

/** The object after the operations (RFC 6902); the input stays as it is. */
export function applyPatch(object: unknown, patch: readonly PatchOperation[]): unknown {
  let result: unknown = structuredClone(object);
  for (const operation of patch) {
    if (operation.path === '') result = structuredClone(operation.value);
    else applyOperation(result, operation);
  }
  return result;
}

function applyOperation(object: unknown, { op, path, value }: PatchOperation): void {
  const segments = path.slice(1).split('/').map(unescapeSegment);
  const last = segments.pop() ?? '';
  let target = object as Container;
  for (const segment of segments) {
    const next = Array.isArray(target) ? target[Number(segment)] : target[segment];
    if (typeof next !== 'object' || next === null) throw new Error(`patch: no container at ${path}`);
    target = next as Container;
  }
  if (Array.isArray(target)) patchList(target, last, op, structuredClone(value));
  else if (op === 'remove') Reflect.deleteProperty(target, last);
  else target[last] = structuredClone(value);
}

function patchList(list: unknown[], position: string, op: PatchOperation['op'], value: unknown): void {
  const index = position === '-' ? list.length : Number(position);
  if (op === 'remove') list.splice(index, 1);
  else if (op === 'add') list.splice(index, 0, value);
  else list[index] = value;
}

const unescapeSegment = (segment: string): string => segment.replaceAll('~1', '/').replaceAll('~0', '~');
