import type { KubernetesObject } from '../../../lib/core/object';
import { findSubject } from '../../../lib/gardener/explain/subject';
import { View } from '../../../lib/rules/view';

const object = (
  kind: string,
  name: string,
  fields: Record<string, unknown> = {},
  namespace?: string,
): KubernetesObject => ({
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind,
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  ...fields,
});

const shoot = object(
  'Shoot',
  'crazy',
  { spec: { provider: { workers: [{ name: 'cpu' }, { name: 'arm' }] } } },
  'garden-team',
);
const objects = [
  object('Project', 'dev', { spec: { namespace: 'garden-team' } }),
  shoot,
  object('Seed', 'soil'),
  object('Gardenlet', 'soil', {}, 'garden'),
  object('ManagedSeed', 'ridge', {}, 'garden'),
];
const view = new View({
  objects: objects.map(entry => ({ cluster: 'virtual-garden', unit: '', object: entry, origin: () => undefined })),
  gardener: '1.150.0',
});

const find = (text: string): unknown => {
  const found = findSubject([view], text);
  if ('problem' in found) return found;
  const { entry, part } = found.subject;
  return [entry.object.kind, entry.object.metadata.name, part];
};

describe('the object that a text names', () => {
  it.each([
    ['seed/soil', ['Seed', 'soil', undefined]],
    ['Seed/soil', ['Seed', 'soil', undefined]],
    ['seed/ridge', ['ManagedSeed', 'ridge', undefined]],
    ['gardenlet/garden/soil', ['Gardenlet', 'soil', undefined]],
    ['shoot/dev/crazy', ['Shoot', 'crazy', undefined]],
    ['shoot/garden-team/crazy', ['Shoot', 'crazy', undefined]],
    ['shoot/dev/crazy/arm', ['Shoot', 'crazy', 'arm']],
  ])('%s is found', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it.each([
    ['shoot/dev/crasy', { problem: 'there is no shoot/dev/crasy in this tree', near: 'shoot/dev/crazy' }],
    ['sed/soil', { problem: 'there is no sed/soil in this tree', near: 'seed/soil' }],
    ['seed/elsewhere', { problem: 'there is no seed/elsewhere in this tree', near: undefined }],
    ['seed/soil/arm', { problem: 'there is no seed/soil/arm in this tree', near: 'seed/soil' }],
    [
      'shoot/dev/crazy/amr',
      { problem: 'shoot/dev/crazy has no worker pool "amr": it has cpu, arm', near: 'shoot/dev/crazy/arm' },
    ],
  ])('%s is not, and what was meant is said', (text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it('is not chosen by chance where several landscapes have it', () => {
    const other = new View({ objects: view.objects, gardener: '1.150.0' });
    expect(findSubject([view, other], 'shoot/dev/crazy/arm')).toEqual({
      problem: expect.stringContaining(
        'shoot/dev/crazy is in 2 landscapes of this tree, choose one with --in',
      ) as string,
    });
    expect(findSubject([view, other], 'seed/soil')).toHaveProperty('problem');
  });
});
