import { planFlux } from '../../lib/flux';
import { delivered, fleet, synthesized } from '../flux/landscapes';
import { inFile, viewOf } from '../flux/tree';
import { deletionSteps } from '../../lib/gardener/deletion';
import { withProtection } from '../../lib/flux/delivery/protection';
import type { KubernetesObject } from '../../lib/core/object';

const shoot: KubernetesObject = {
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'Shoot',
  metadata: { name: 'crazy-botany', namespace: 'garden-dev' },
};

describe('the deletion of an object by Git', () => {
  it('of a Shoot takes two commits: confirm and allow, then remove', () => {
    const [confirm, remove] = deletionSteps(withProtection(shoot));
    expect(confirm?.objects.map(({ metadata }) => metadata.annotations)).toEqual([
      { 'kustomize.toolkit.fluxcd.io/prune': 'enabled', 'confirmation.gardener.cloud/deletion': 'true' },
    ]);
    expect(remove).toMatchObject({ title: 'remove the manifest of Shoot garden-dev/crazy-botany', objects: [] });
  });

  it('of an object without protection takes one', () => {
    expect(deletionSteps({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } })).toHaveLength(1);
  });

  it('does not confirm twice', () => {
    const annotations = { 'confirmation.gardener.cloud/deletion': 'true' };
    expect(deletionSteps({ ...shoot, metadata: { ...shoot.metadata, annotations } })).toHaveLength(1);
  });
});

describe('delete() of a construct', () => {
  const { root, shoot, project } = fleet();
  const [confirm, remove] = shoot.delete();
  project.delete();
  delivered(root);
  const { object } = synthesized(root);

  it('gives the two commits, and renders the first one: protection does not come back', () => {
    const annotations = {
      'confirmation.gardener.cloud/deletion': 'true',
      'kustomize.toolkit.fluxcd.io/prune': 'enabled',
    };
    expect(confirm?.title).toBe('confirm the deletion of Shoot garden-dev/rose');
    expect(confirm?.objects.map(({ metadata }) => metadata.annotations)).toEqual([annotations]);
    expect(remove?.objects).toEqual([]);
    expect(object('virtual-garden/shoots/dev', 'Shoot', 'rose').metadata.annotations).toEqual(annotations);
    expect(object('virtual-garden/projects/dev', 'Project', 'dev').metadata.annotations).toEqual(annotations);
  });
});

describe('the plan of a change', () => {
  it('arms a protected object before its manifest goes, and says nothing once it is armed', () => {
    const protected_ = withProtection(shoot);
    const titles = (object: KubernetesObject): readonly string[] =>
      [...planFlux(viewOf([inFile('a/rose.yaml', object)]), viewOf([]))].map(({ title }) => title);
    expect(titles(protected_)).toEqual([
      'confirm the deletion of Shoot garden-dev/crazy-botany',
      'remove the manifest of Shoot garden-dev/crazy-botany',
    ]);
    const [confirm] = deletionSteps(protected_);
    expect(confirm?.objects.flatMap(titles)).toEqual([]);
  });
});
