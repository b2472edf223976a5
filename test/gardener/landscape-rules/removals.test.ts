import { confirmationAnnotation } from '../../../lib/gardener/deletion';
import { compareRemovals } from '../../../lib/gardener/landscape-rules/removals';
import { shoot, treeOf, type TreeObject } from './tree';

const seed = (kind: string, apiVersion: string, namespace?: string): TreeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'soil', ...(namespace !== undefined && { namespace }) },
});
const annotated = (object: TreeObject, annotations: Record<string, string>): TreeObject => ({
  ...object,
  metadata: { ...object.metadata, annotations },
});

function removed(objects: TreeObject[], kept: TreeObject[] = []): string[] {
  const findings = compareRemovals(treeOf([...objects, ...kept]), treeOf(kept));
  return [...findings].map(({ rule, severity, object, message }) => {
    return `${severity} ${rule} ${object?.kind ?? ''}: ${message}`;
  });
}

describe('what leaves a tree', () => {
  test('was confirmed before, where Gardener asks for it', () => {
    const why = `Gardener refuses to delete the object while it lacks the annotation ${confirmationAnnotation}: "true"`;
    const project: TreeObject = {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Project',
      metadata: { name: 'dev' },
    };
    const fern = shoot('fern', {});
    expect(removed([fern, project])).toEqual([
      `warning OBJ-UNCONFIRMED Shoot: ${why}`,
      `warning OBJ-UNCONFIRMED Project: ${why}`,
    ]);
    expect(removed([annotated(fern, { [confirmationAnnotation]: 'yes' })])).toHaveLength(1);
    expect(removed([annotated(fern, { [confirmationAnnotation]: 'true' })])).toEqual([]);
    expect(removed([annotated(fern, { [confirmationAnnotation]: '1' })])).toEqual([]);
    expect(removed([annotated(fern, { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' })])).toEqual([]);
    expect(removed([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', namespace: 'b' } }])).toEqual([]);
    expect(removed([], [fern])).toEqual([]);
  });

  test('is no seed on which Shoots run', () => {
    const users = ['fern', 'moss', 'ivy', 'oak'].map(name => shoot(name, { seedName: 'soil' }));
    const core = seed('Seed', 'core.gardener.cloud/v1beta1');
    expect(removed([core], users)).toEqual([
      'warning SEED-REMOVED-IN-USE Seed: Gardener refuses to delete the seed while it is used by Shoot garden-dev/fern, Shoot garden-dev/moss, Shoot garden-dev/ivy and 1 more',
    ]);
    const managed = seed('ManagedSeed', 'seedmanagement.gardener.cloud/v1alpha1', 'garden');
    expect(removed([managed], users.slice(0, 1))).toEqual([
      'warning SEED-REMOVED-IN-USE ManagedSeed: Gardener refuses to delete the seed while it is used by Shoot garden-dev/fern',
    ]);
    expect(removed([core, managed], [shoot('fern', { seedName: 'rock' })])).toEqual([]);
    expect(removed([seed('Gardenlet', 'seedmanagement.gardener.cloud/v1alpha1', 'garden')], users)).toEqual([]);
  });
});
