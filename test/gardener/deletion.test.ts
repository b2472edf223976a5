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
