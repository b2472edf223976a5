import * as fs from 'node:fs';
import type { KubernetesObject } from '../../lib/core/object';
import { share } from '../../lib/core/shared';
import { openstackChecks } from '../../lib/openstack/checks';
import { Report } from '../../lib/rules/report';
import { View, type ViewObject } from '../../lib/rules/view';

type Spec = Readonly<Record<string, unknown>>;
type Shoot = KubernetesObject & { readonly spec: Spec };

interface Vectors {
  readonly bases: Readonly<Record<string, { readonly object: KubernetesObject }>>;
  readonly admission: {
    readonly bases: Readonly<Record<string, KubernetesObject>>;
    readonly world: Readonly<Record<string, KubernetesObject>>;
  };
}

const { bases, admission } = JSON.parse(fs.readFileSync('test/vectors/validation-vectors.json', 'utf8')) as Vectors;
const world = Object.values(admission.world).filter(({ kind }) => kind !== 'Shoot');
const shoots = [...Object.values(bases).map(({ object }) => object), ...Object.values(admission.bases)].filter(
  (object): object is Shoot => object.kind === 'Shoot',
);
const check = openstackChecks.find(
  ({ twin, rules }) => twin !== undefined && rules.some(({ id }) => id === 'OS-FLAVOR-UNKNOWN'),
);

const entryOf = (object: KubernetesObject): ViewObject => ({ cluster: '', unit: '', object, origin: () => undefined });

function judged(shoot: Shoot): { readonly key: string | undefined; readonly findings: readonly object[] } {
  const entry = entryOf(shoot);
  const view = new View({ objects: [entry, ...world.map(entryOf)], gardener: '1.150.0', now: new Date('2026-06-01') });
  const report = new Report();
  check?.object?.(entry, report, view);
  return { key: check?.twin?.(entry, view), findings: report.findings };
}

describe('Shoots with the same machines', () => {
  const machines = shoots
    .filter(({ spec }) => ((spec['provider'] ?? {}) as { readonly type?: string }).type === 'openstack')
    .map((shoot): Shoot => ({
      ...shoot,
      spec: { ...shoot.spec, provider: share(structuredClone(shoot.spec['provider']) as object) },
    }));
  const valuesOf = (field: string): unknown[] => shoots.map(({ spec }) => spec[field]);

  test('have one key, and nothing that the key does not hold changes what is found', () => {
    expect(machines.length).toBeGreaterThan(2);
    const fields = new Set(shoots.flatMap(({ spec }) => Object.keys(spec)));
    let same = 0;
    for (const shoot of machines) {
      const before = judged(shoot);
      for (const field of fields)
        for (const value of valuesOf(field)) {
          const { [field]: _, ...rest } = shoot.spec;
          const after = judged({ ...shoot, spec: { ...rest, ...(value !== undefined && { [field]: value }) } });
          if (after.key === undefined || after.key !== before.key) continue;
          expect(after.findings).toEqual(before.findings);
          same++;
        }
    }
    expect(same).toBeGreaterThan(1000);
  });

  test('may have other labels and finalizers', () => {
    for (const shoot of machines) {
      const { metadata } = shoot;
      const other = { ...shoot, metadata: { ...metadata, labels: { a: 'b' }, finalizers: ['gardener'] } };
      expect(judged(other)).toEqual(judged(shoot));
    }
  });

  test('are none when something was observed about one of them', () => {
    const [shoot] = machines;
    if (shoot === undefined) throw new Error('no Shoot of OpenStack');
    expect(judged(shoot).key).toBeDefined();
    expect(judged({ ...shoot, status: { technicalID: 'shoot--dev--x' } }).key).toBeUndefined();
  });
});
