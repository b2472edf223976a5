import * as fs from 'node:fs';
import * as path from 'node:path';
import type { KubernetesObject } from '../../lib/core/object';
import { operatorKinds } from '../../lib/gardener/operator-kinds';
import { seedmanagementKinds } from '../../lib/gardener/seedmanagement-kinds';
import { Report } from '../../lib/rules/report';

interface Vectors {
  readonly bases: Readonly<
    Record<string, { readonly kind: string; readonly oracle: string; readonly object: KubernetesObject }>
  >;
}

const file = path.join(__dirname, '../vectors/validation-vectors.json');
const { bases } = JSON.parse(fs.readFileSync(file, 'utf8')) as Vectors;
const context = { gardener: '1.150.0', featureGates: {} };
const kinds = [...seedmanagementKinds, ...operatorKinds];

const subjects = Object.entries(bases).flatMap(([name, { kind, object }]) => {
  const validation = kinds.find(candidate => candidate.kind.endsWith(`/${kind}`));
  // these differ from garden-live in one word of the status
  const isTwin = name === 'garden-prepared' || name === 'garden-preparing';
  return validation === undefined || isTwin ? [] : [{ name, validation, object }];
});

type Path = readonly (string | number)[];

/** The paths of all parts of a value. */
function* pathsOf(value: unknown, at: Path = []): Iterable<Path> {
  if (at.length > 0) yield at;
  if (typeof value !== 'object' || value === null) return;
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  for (const key of keys) yield* pathsOf((value as Record<string | number, unknown>)[key], [...at, key]);
}

/** A copy without one part. */
function without(value: unknown, [key, ...rest]: Path): unknown {
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  if (key === undefined) return copy;
  if (rest.length > 0) copy[key] = without(copy[key], rest);
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else Reflect.deleteProperty(copy, key);
  return copy;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

describe.each(subjects)('$name', ({ validation, object }) => {
  test('is judged whatever part of it is missing, before and after a change', () => {
    const report = new Report();
    const stored = validation.stored(object, context);
    for (const at of pathsOf(object)) {
      const part = without(object, at) as KubernetesObject;
      validation.create(part, report, context);
      validation.update(part, stored, report, context);
      validation.update(object, part, report, context);
    }
    expect(report.findings.length).toBeGreaterThan(0);
  });

  test('gets its defaults once, and keeps the manifest as it was', () => {
    const manifest = freeze(structuredClone(object));
    const once = validation.defaults(manifest, context);
    expect(validation.defaults(once, context)).toEqual(once);
    expect(validation.stored(validation.stored(manifest, context), context)).toEqual(
      validation.stored(manifest, context),
    );
  });
});
