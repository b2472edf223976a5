import { compileSource } from '../../lib/api/compile';
import { builtinRegistry } from '../../lib/api/registry';
import { validateObject } from '../../lib/api/validate';
import type { KubernetesObject } from '../../lib/core/object';
import { share } from '../../lib/core/shared';

const shoot = (name: string, spec: object): KubernetesObject => ({
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'Shoot',
  metadata: { name },
  spec: { region: 'eu01', ...spec },
});

describe('parts that objects share', () => {
  const paths = (object: KubernetesObject): string[] => validateObject(object).map(({ path }) => path);

  test('are found wrong wherever they are used', () => {
    const machine = { type: 'g1.4', imgae: {} };
    const provider = share({ type: 'openstack', workers: [{ name: 'pool', minimum: 1, maximum: 1, machine }] });
    for (const name of ['one', 'two', 'three'])
      expect(paths(shoot(name, { provider }))).toEqual(['spec.provider.workers[0].machine.imgae']);
  });

  test('are valid in one place only if they are valid there', () => {
    const image = share({ name: 'gardenlinux', version: '1877.3.0' });
    const machines = (machine: object): object => ({
      provider: { type: 'openstack', workers: [{ name: 'pool', minimum: 1, maximum: 1, machine }] },
    });
    for (let round = 0; round < 3; round++) {
      expect(paths(shoot('fits', machines({ type: 'g1.4', image })))).toEqual([]);
      expect(paths(shoot('not', { ...machines({ type: 'g1.4' }), hibernation: image }))).toEqual([
        'spec.hibernation.name',
        'spec.hibernation.version',
      ]);
    }
  });

  test('are known again in most definitions of a large kind', () => {
    const info = builtinRegistry().find('core.gardener.cloud/v1beta1', 'Shoot');
    const source = compileSource(info?.schema() ?? {}, 'full');
    const functions = source.match(/function validate\d+\(/g) ?? [];
    const remembering = source.match(/valid_validate\d+\.add\(/g) ?? [];
    expect(remembering.length).toBeGreaterThan(functions.length * 0.9);
  });
});
