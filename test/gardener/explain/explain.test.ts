import type { KubernetesObject } from '../../../lib/core/object';
import { gardener } from '../../../lib/gardener/topic';
import type { ExplainedValue } from '../../../lib/rules/explanation';
import { View } from '../../../lib/rules/view';

function sections(objects: readonly KubernetesObject[], part?: string): Record<string, readonly ExplainedValue[]> {
  const entries = objects.map(object => ({
    cluster: 'virtual-garden',
    unit: '',
    object,
    origin: (path = '') => ({ file: `${object.kind}.yaml`, construct: path }),
  }));
  const view = new View({ objects: entries, gardener: '1.150.0' });
  const [entry] = entries;
  const found = entry === undefined ? [] : [...(gardener.explain?.(view, { entry, part }) ?? [])];
  return Object.fromEntries(found.map(({ title, values }) => [title, values]));
}

const value = (list: readonly ExplainedValue[] | undefined, name: string): ExplainedValue | undefined =>
  list?.find(entry => entry.name === name);

const profile: KubernetesObject = {
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'CloudProfile',
  metadata: { name: 'meadow' },
  spec: {
    type: 'openstack',
    kubernetes: { versions: [{ version: '1.34.2' }] },
    machineImages: [{ name: 'gardenlinux', versions: [{ version: '1877.3.0', architectures: ['arm64'] }] }],
    machineTypes: [{ name: 'a1.4', cpu: '4', gpu: '0', memory: '16Gi', architecture: 'arm64' }],
    regions: [{ name: 'eu-1' }],
  },
};

const shoot: KubernetesObject = {
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'Shoot',
  metadata: { name: 'crazy', namespace: 'garden-dev' },
  spec: {
    cloudProfile: { kind: 'CloudProfile', name: 'meadow' },
    region: 'eu-1',
    kubernetes: { version: '1.34' },
    networking: { type: 'calico' },
    provider: { type: 'openstack', workers: [{ name: 'arm', machine: { type: 'a1.4' }, minimum: 1, maximum: 1 }] },
  },
};

describe('the explanation of a Shoot', () => {
  const found = sections([shoot, profile]);
  const effective = found['effective values'];

  it('names the author of every value: the manifest, the defaults of the API, the plugin that fills it in', () => {
    expect(value(effective, 'spec.region')).toEqual({
      name: 'spec.region',
      value: 'eu-1',
      by: 'written',
      origin: { file: 'Shoot.yaml', construct: 'spec.region' },
    });
    expect(value(effective, 'spec.provider.workers[0].cri.name')).toEqual({
      name: 'spec.provider.workers[0].cri.name',
      value: 'containerd',
      by: 'API default',
    });
    expect(value(effective, 'spec.provider.workers[0].machine.architecture')).toMatchObject({
      value: 'arm64',
      by: 'ShootMutator',
    });
    expect(value(effective, 'spec.kubernetes.kubelet.kubeReserved.memory')).toMatchObject({
      value: '1Gi',
      by: 'ShootResourceReservation',
    });
    expect(value(effective, 'spec.kubernetes.verticalPodAutoscaler.enabled')).toMatchObject({
      value: true,
      by: 'ShootVPAEnabledByDefault',
    });
  });

  it('says where a value is written that admission completes', () => {
    expect(value(effective, 'spec.kubernetes.version')).toEqual({
      name: 'spec.kubernetes.version',
      value: '1.34.2',
      by: 'ShootMutator',
      origin: { file: 'Shoot.yaml', construct: 'spec.kubernetes.version' },
      note: 'the manifest says "1.34"',
    });
  });

  it('has the names that follow, and what a change does', () => {
    expect(found['names that follow']).toMatchObject([{ name: 'technical id', value: 'shoot--dev--crazy' }]);
    expect(value(found['what a change does'], 'spec.region, spec.provider.type')?.note).toBe('refused: immutable');
  });

  it('says why admission refuses, and shows what comes before', () => {
    const wrong = { ...shoot, spec: { ...(shoot['spec'] as object), kubernetes: { version: '1.99' } } };
    const refused = sections([wrong, profile]);
    expect(refused['admission refuses the object']?.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^spec\.kubernetes\.version: .*no supported Kubernetes version/) as string,
    ]);
    expect(value(refused['effective values'], 'spec.kubernetes.version')).toMatchObject({
      value: '1.99',
      by: 'written',
    });
  });

  it('of one pool holds the fields of the pool alone', () => {
    const pool = sections([shoot, profile], 'arm');
    expect(Object.keys(pool)).toEqual(['effective values']);
    expect(pool['effective values']?.every(({ name }) => name.startsWith('spec.provider.workers[0].'))).toBe(true);
    expect(sections([shoot, profile], 'other')).toEqual({});
  });
});

describe('the explanation of other objects', () => {
  it('shows what is filled into the Seed that a Gardenlet makes', () => {
    const gardenlet: KubernetesObject = {
      apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
      kind: 'Gardenlet',
      metadata: { name: 'soil', namespace: 'garden' },
      spec: { config: { seedConfig: { spec: { networks: { pods: '10.0.0.0/16', services: '10.1.0.0/16' } } } } },
    };
    const title = 'filled into the Seed soil that its gardenlet makes of seedConfig';
    expect(value(sections([gardenlet])[title], 'spec.networks.ipFamilies')).toMatchObject({
      value: ['IPv4'],
      by: 'API default',
    });
  });

  it('does not show values that may be secret', () => {
    const registration: KubernetesObject = {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'Shoot',
      metadata: { name: 'crazy', namespace: 'garden-dev' },
      spec: { provider: { type: 'x' }, extensions: [{ type: 'y', providerConfig: { password: 'hunter2' } }] },
    };
    expect(JSON.stringify(sections([registration]))).not.toContain('hunter2');
  });

  it('is empty for kinds that Gardener does not define', () => {
    expect(sections([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }])).toEqual({});
  });
});
