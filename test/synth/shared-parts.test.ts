import fc from 'fast-check';
import type { KubernetesObject } from '../../lib/core/object';
import { isShared } from '../../lib/core/shared';
import { SharedParts } from '../../lib/synth/shared-parts';
import { writeDocument } from '../../lib/yaml/writer';

const object = (name: string, spec: unknown, more = {}): KubernetesObject => ({
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'Shoot',
  metadata: { name, annotations: { note: 'spec:\n  of: another\nspec:\n' } },
  ...(spec !== undefined && { spec }),
  ...more,
});
const network = () => ({ type: 'calico', pods: '100.96.0.0/11', services: '100.64.0.0/13' });
const pool = (name: string) => ({ name, minimum: 1, maximum: 3, machine: { type: 'g1.4', architecture: 'arm64' } });

describe('objects of one synth', () => {
  test('share their spec from the second one on, by its text or by its value', () => {
    for (const text of [writeDocument, () => undefined]) {
      const parts = new SharedParts();
      const [, two, three] = ['a', 'b', 'c'].map(name => {
        const made = object(name, { networking: network() });
        return parts.of(made, text(made));
      });
      expect(two?.['spec']).toBe(three?.['spec']);
      expect(three).toEqual(object('c', { networking: network() }));
    }
  });

  test('share parts of a spec that is like no other', () => {
    const parts = new SharedParts();
    const [, two, three] = ['a', 'b', 'c'].map(name => {
      const spec = { region: name, networking: network(), provider: { workers: [pool('x'), pool(`pool-${name}`)] } };
      return parts.of(object(name, spec), writeDocument(object(name, spec))) as KubernetesObject & {
        readonly spec: { readonly networking: object; readonly provider: { readonly workers: readonly object[] } };
      };
    });
    expect(two?.spec.networking).toBe(three?.spec.networking);
    expect(two?.spec.provider.workers[0]).toBe(three?.spec.provider.workers[0]);
    expect(three?.spec.provider.workers[1]).toEqual(pool('pool-c'));
    expect(isShared(three?.spec.networking ?? {})).toBe(true);
    expect(isShared(three?.spec ?? {})).toBe(false);
  });

  test('do not take what stands behind the spec for a part of it', () => {
    const parts = new SharedParts();
    const spec = { networking: network(), provider: { type: 'openstack' } };
    const made = ['a', 'b', 'c'].map(phase => {
      const one = object('x', spec, { status: { phase } });
      return parts.of(one, writeDocument(one));
    });
    expect(made).toEqual(['a', 'b', 'c'].map(phase => object('x', spec, { status: { phase } })));
    expect(made[2]?.['spec']).toBe(made[1]?.['spec']);
  });

  test('are what they were', () => {
    const value = fc.jsonValue({ maxDepth: 4 });
    const parts = new SharedParts();
    fc.assert(
      fc.property(fc.constantFrom('a', 'b'), value, (name, spec) => {
        expect(parts.of(object(name, spec), undefined)).toEqual(object(name, spec));
      }),
    );
  });
});
