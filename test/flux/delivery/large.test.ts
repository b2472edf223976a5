import { ApiObject } from 'cdk8s';
import { FluxDelivery } from '../../../lib/flux';
import { mapAt, textOf } from '../../../lib/flux/plain';
import { unitSizeWarning } from '../../../lib/rules/objects/unit-size';
import { landscape } from '../../synth/tree';
import { source, synthesized } from '../landscapes';

/** Shoots of fifty projects, as many as objects in all. */
function large(count: number): ReturnType<typeof synthesized> {
  const root = landscape({ name: 'fleet', checks: false });
  for (let i = 0; i < count; i++) {
    const project = `p${i % 50}`;
    const metadata = { name: `shoot-${i}`, namespace: `garden-${project}` };
    const unit = root.virtualGarden.unit(`shoots/${project}`);
    new ApiObject(unit, String(i), { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Shoot', metadata });
  }
  new FluxDelivery(root, 'flux', {
    source,
    flux: '2.9.2',
    access: { 'virtual-garden': { secretName: 'a' } },
    shards: ['one', 'two', 'three'],
  });
  return synthesized(root);
}

describe('a landscape of 5,000 objects', () => {
  const { units, objects } = large(5000);

  it('has no unit of more than 500 objects', () => {
    const sizes = units.map(unit => objects(unit).length);
    expect(sizes).toHaveLength(51);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(unitSizeWarning);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(5000 + 2 + 50);
  });

  it('has one Flux Kustomization for every unit, dealt out to the shards', () => {
    const made = objects('runtime/flux-system/units.yaml');
    const paths = made.map(({ spec }) => textOf(mapAt(spec)['path']).replace('./dist/fleet/', ''));
    expect(paths.sort()).toEqual(units.filter(unit => !unit.endsWith('flux-system')));
    const shards = new Set(made.map(({ metadata }) => metadata.labels?.['sharding.fluxcd.io/key']));
    expect([...shards].sort()).toEqual(['one', 'three', 'two']);
  });
});
