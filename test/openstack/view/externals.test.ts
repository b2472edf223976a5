import type { KubernetesObject, ObjectReference } from '../../../lib/core/object';
import { profile, shoot } from '../fixture';
import { Judge } from '../../../lib/rules/judge';
import { View } from '../../../lib/rules/view';
import { openstack } from '../../../lib/openstack/topic';

/** What is not found in a landscape that is here as a whole, but for what is kept elsewhere. */
function notFound(objects: readonly KubernetesObject[], ...externals: readonly ObjectReference[]): string[] {
  const entries = objects.map(object => ({ cluster: 'virtual-garden', unit: 'u', object, origin: () => undefined }));
  const judge = new Judge();
  judge.run(new View({ objects: entries, gardener: '1.150.0', complete: true, externals }), [openstack]);
  return judge
    .result()
    .findings.filter(({ type }) => type === 'notFound')
    .map(({ rule, path }) => `${rule} ${path}`);
}

const core = 'core.gardener.cloud/v1beta1';
const meadow = { apiVersion: core, kind: 'CloudProfile', name: 'meadow' };
const child = {
  apiVersion: core,
  kind: 'NamespacedCloudProfile',
  metadata: { name: 'own', namespace: 'garden-dev' },
  spec: { parent: { kind: 'CloudProfile', name: 'meadow' } },
};
const named = shoot({
  spec: {
    dns: {
      providers: [
        {
          type: 'openstack-designate',
          primary: true,
          credentialsRef: { apiVersion: 'v1', kind: 'Secret', name: 'dns' },
        },
      ],
    },
  },
});

describe('what is kept elsewhere than in the landscape', () => {
  it('is not missed: the profile of a Shoot', () => {
    expect(notFound([shoot()])).toEqual(['OS-SHOOT-PROFILE-NOT-FOUND spec.cloudProfile.name']);
    expect(notFound([shoot()], meadow)).toEqual([]);
  });

  it('is not missed: the parent of a profile, which is there itself', () => {
    const ofChild = shoot({ spec: { cloudProfile: { kind: 'NamespacedCloudProfile', name: 'own' } } });
    expect(notFound([ofChild, child])).toEqual(['OS-NCP-PARENT-NOT-FOUND spec.parent.name']);
    expect(notFound([ofChild, child], meadow)).toEqual([]);
  });

  it('is not missed: the Secret of a DNS provider', () => {
    const secret = { apiVersion: 'v1', kind: 'Secret', namespace: 'garden-dev', name: 'dns' };
    expect(notFound([profile(), named])).toEqual(['OS-DNS-CREDENTIALS-NOT-FOUND spec.dns.providers[0].credentialsRef']);
    expect(notFound([profile(), named], secret)).toEqual([]);
  });
});
