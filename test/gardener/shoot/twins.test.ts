import * as fs from 'node:fs';
import type { KubernetesObject } from '../../../lib/core/object';
import { share } from '../../../lib/core/shared';
import { Judge } from '../../../lib/rules/judge';
import { twinKey } from '../../../lib/rules/twins';
import { View, type ViewObject } from '../../../lib/rules/view';
import { topics } from '../../../lib/topics';
import type { Topic } from '../../../lib/rules/topic';
import { applyPatch, type PatchOperation } from '../../../tools/vectors/json-patch';

interface Vectors {
  readonly about: { readonly oracle: { readonly evaluatedAt: string } };
  readonly bases: Readonly<Record<string, { readonly object: KubernetesObject }>>;
  readonly cases: readonly Case[];
  readonly admission: {
    readonly bases: Readonly<Record<string, KubernetesObject>>;
    readonly world: Readonly<Record<string, KubernetesObject>>;
  };
  readonly admissionCases: readonly Case[];
}

interface Case {
  readonly id: string;
  readonly base: string;
  readonly op?: 'create' | 'update';
  readonly patch: readonly PatchOperation[];
}

const vectors = JSON.parse(fs.readFileSync('test/vectors/validation-vectors.json', 'utf8')) as Vectors;
const now = new Date(vectors.about.oracle.evaluatedAt);
const world = Object.values(vectors.admission.world).filter(({ kind }) => kind !== 'Shoot');

const entryOf = (object: KubernetesObject): ViewObject => ({
  cluster: 'virtual-garden',
  unit: '',
  object,
  origin: () => undefined,
});

/** Four Shoots of one template: two of them have names of one length. */
function family(object: KubernetesObject): ViewObject[] {
  const spec = typeof object['spec'] === 'object' && object['spec'] !== null ? share(object['spec']) : object['spec'];
  return ['one', 'two', 'three', 'x--y'].map(name =>
    entryOf({ ...object, metadata: { ...object.metadata, name }, ...(spec !== undefined && { spec }) }),
  );
}

function findings(entries: readonly ViewObject[], judges: readonly Topic[]): object[] {
  const judge = new Judge();
  judge.run(new View({ objects: [...entries, ...world.map(entryOf)], gardener: '1.150.0', now }), judges);
  return judge
    .result()
    .findings.map(({ rule, path, object, message }) => ({ rule, path, name: object?.name, message }));
}

const everyOne: readonly Topic[] = topics.map(topic => ({
  ...topic,
  checks: topic.checks.map(({ twin: _, ...check }) => check),
}));

function objects(): KubernetesObject[] {
  const base = (name: string): KubernetesObject | undefined =>
    vectors.bases[name]?.object ?? vectors.admission.bases[name];
  return [...vectors.cases, ...vectors.admissionCases].flatMap(({ base: name, op, patch }): KubernetesObject[] => {
    const object = base(name);
    if (object?.kind !== 'Shoot' || op === 'update') return [];
    const patched = applyPatch(structuredClone(object), patch) as KubernetesObject;
    return [patched];
  });
}

describe('Shoots of one template', () => {
  test('are found to be as sound as if each were judged for itself', () => {
    // each third of them, which takes seconds
    const some = objects().filter((_, index) => index % 3 === 0);
    expect(some.length).toBeGreaterThan(200);
    for (const object of some) {
      const entries = family(object);
      expect(findings(entries, topics)).toEqual(findings(entries, everyOne));
    }
  });

  test('have one key when nothing but an ordinary name of the same length differs', () => {
    const shoot = vectors.bases['shoot-minimal']?.object as KubernetesObject;
    const [one, two, three, odd] = family(shoot).map(twinKey);
    expect(one).toBeDefined();
    expect([two === one, three === one, odd]).toEqual([true, false, undefined]);
    expect(twinKey(entryOf(structuredClone(shoot)))).toBeUndefined();
    const [labeled] = family({ ...shoot, metadata: { ...shoot.metadata, labels: { a: 'b' } } }).map(twinKey);
    expect(labeled).not.toBe(one);
  });
});
