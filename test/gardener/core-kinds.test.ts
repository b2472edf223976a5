import * as fs from 'node:fs';
import * as path from 'node:path';
import { groupOf, type KubernetesObject } from '../../lib/core/object';
import { coreKinds } from '../../lib/gardener/core-kinds';
import type { ObjectValidation } from '../../lib/gardener/object-validation';
import { Report } from '../../lib/rules/report';

interface Bases {
  readonly bases: Readonly<Record<string, { readonly oracle: string; readonly object: KubernetesObject }>>;
}

const file = path.join(__dirname, '../vectors/validation-vectors.json');
const { bases } = JSON.parse(fs.readFileSync(file, 'utf8')) as Bases;
const context = { gardener: '1.150.0', featureGates: {}, now: new Date('2026-11-25') };

const validationOf = ({ apiVersion, kind }: KubernetesObject): ObjectValidation | undefined =>
  coreKinds.find(candidate => candidate.kind === `${groupOf(apiVersion)}/${kind}`);

const objects = Object.entries(bases)
  .filter(([, base]) => base.oracle === 'core' && validationOf(base.object))
  .map(([name, { object }]) => [name, deepFreeze(object)] as const);

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** Every object that one removal, at any depth, makes of the object. */
function* withOneRemoved(value: unknown): Iterable<unknown> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) {
      yield value.toSpliced(index, 1);
      for (const smaller of withOneRemoved(entry)) yield value.with(index, smaller);
    }
    return;
  }
  for (const [key, entry] of Object.entries(value)) {
    yield Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
    for (const smaller of withOneRemoved(entry)) yield { ...value, [key]: smaller };
  }
}

describe.each(objects)('%s', (_name, object) => {
  const kind = validationOf(object)!;

  test('is accepted as it is, and as a change of itself', () => {
    const lifecycle = { ...context, featureGates: { VersionClassificationLifecycle: true } };
    const report = new Report();
    kind.create(object, report, lifecycle);
    kind.update(object, object, report, lifecycle);
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('never crashes the validation, whatever is left out, and is never changed by it', () => {
    let objectsJudged = 0;
    for (const smaller of withOneRemoved(object)) {
      const { apiVersion, kind: name } = object;
      const next = deepFreeze({ apiVersion, kind: name, ...(smaller as object) }) as KubernetesObject;
      const report = new Report();
      kind.create(next, report, context);
      kind.update(next, object, report, context);
      kind.update(object, next, report, context);
      kind.stored(next, context);
      objectsJudged++;
    }
    expect(objectsJudged).toBeGreaterThan(5);
  });

  test('gets its defaults once: they are complete', () => {
    const stored = kind.defaults(object, context);
    expect(kind.defaults(stored, context)).toEqual(stored);
  });
});

test('every kind has its own validation', () => {
  const kinds = coreKinds.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(kinds).toHaveLength(11);
});
