import { FieldPath } from '../../core/field-path';
import type { KubernetesObject } from '../../core/object';
import { maySecretField } from '../../core/secret-field';
import { originOf, writtenBy, type ExplainedValue } from '../../rules/explanation';
import type { ViewObject } from '../../rules/view';

/** The object after one step of the API server, and who takes it. */
export interface Stage {
  /** The author of what this step changes at a path. */
  readonly by: string | ((path: string) => string);
  readonly object: KubernetesObject;
}

/**
 * Every value of the spec as the last stage has it, with the step that set it for good; what the manifest says is written. Values that may be
 * secret are not shown.
 *
 * @param below only what lies at or below this path
 */
export function effectiveValues(entry: ViewObject, stages: readonly Stage[], below = 'spec'): ExplainedValue[] {
  const all: readonly Stage[] = [{ by: writtenBy, object: entry.object }, ...stages];
  const last = all.at(-1)?.object ?? entry.object;
  return leavesOf(last['spec'], FieldPath.of('spec')).flatMap(({ path, value }) => {
    const name = path.toString();
    if (!isBelow(name, below)) return [];
    const segments = path.segments();
    const texts = all.map(({ object }) => JSON.stringify(valueOf(object, segments)));
    const stage = settledAt(texts);
    const by = all[stage]?.by ?? writtenBy;
    const before = stage > 0 && texts[0] !== undefined;
    const isSecret = maySecretField(name) && typeof value === 'string';
    return [
      {
        name,
        value: isSecret ? '<not shown>' : value,
        by: typeof by === 'string' ? by : by(name),
        ...((stage === 0 || before) && originOf(entry, name)),
        ...(before && !isSecret && { note: `the manifest says ${texts[0] ?? ''}` }),
      },
    ];
  });
}

/** The first stage from which on the value does not change any more. */
function settledAt(texts: readonly (string | undefined)[]): number {
  const final = texts.at(-1);
  const lastOther = texts.findLastIndex(text => text !== final);
  return lastOther + 1;
}

interface Leaf {
  readonly path: FieldPath;
  readonly value: unknown;
}

/** Scalars, empty maps, and lists without maps; everything else is looked into. */
function leavesOf(value: unknown, path: FieldPath): Leaf[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  if (Array.isArray(value)) {
    const isPlain = value.every(item => typeof item !== 'object' || item === null);
    return isPlain ? [{ path, value }] : value.flatMap((item, index) => leavesOf(item, path.index(index)));
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  if (entries.length === 0) return [{ path, value }];
  return entries.flatMap(([key, item]) => leavesOf(item, isFieldName(key) ? path.child(key) : path.key(key)));
}

/** Keys of maps that are data, such as labels, stand in brackets. */
const isFieldName = (key: string): boolean => /^[A-Za-z][A-Za-z0-9]*$/.test(key);

function valueOf(object: unknown, segments: readonly (string | number)[]): unknown {
  return segments.reduce<unknown>(
    (current, segment) =>
      typeof current === 'object' && current !== null
        ? (current as Readonly<Record<string | number, unknown>>)[segment]
        : undefined,
    object,
  );
}

function isBelow(path: string, parent: string): boolean {
  return path === parent || (path.startsWith(parent) && /^[.[]/.test(path.slice(parent.length)));
}
