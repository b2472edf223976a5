import type { KubernetesObject } from '../../../lib/core/object';
import { openstack } from '../../../lib/openstack/topic';
import type { ExplainedValue } from '../../../lib/rules/explanation';
import { View } from '../../../lib/rules/view';
import { amdPool, armPool, profile, shoot, workerConfig } from '../fixture';

function sections(objects: readonly KubernetesObject[], part?: string): Record<string, readonly ExplainedValue[]> {
  const entries = objects.map(object => ({
    cluster: 'virtual-garden',
    unit: '',
    object,
    origin: (path = '') => ({ file: object.kind, construct: path }),
  }));
  const [entry] = entries;
  const view = new View({ objects: entries, gardener: '1.150.0' });
  const found = entry === undefined ? [] : [...(openstack.explain?.(view, { entry, part }) ?? [])];
  return Object.fromEntries(found.map(({ title, values }) => [title, values]));
}

describe('the explanation of a pool', () => {
  const found = sections([shoot(), profile()], 'arm');

  it('has every input of the hash with its author and place', () => {
    const inputs =
      found['Secret that configures the nodes, and the inputs of its name in the order in which they are hashed'];
    expect(inputs?.map(({ name, value, by, origin }) => [name, value, by, origin?.construct])).toEqual([
      ['name', 'gardener-node-agent-arm-cd8339ab1c52bec9', 'gardenlet', undefined],
      ['Kubernetes minor version', '1.34', 'spec.kubernetes.version, written', 'spec.kubernetes.version'],
      [
        'machine type',
        'a1.4',
        'spec.provider.workers[1].machine.type, written',
        'spec.provider.workers[1].machine.type',
      ],
      [
        'machine image',
        'gardenlinux1877.3.0',
        'spec.provider.workers[1].machine.image, written',
        'spec.provider.workers[1].machine.image',
      ],
      ['container runtime', 'containerd', 'spec.provider.workers[1].cri.name, API default', undefined],
      [
        'kubeReserved',
        '80m-1Gi-20k-<nil>',
        'spec.kubernetes.kubelet.kubeReserved, ShootResourceReservation',
        undefined,
      ],
    ]);
  });

  it('says of an input that is written in part who fills in the rest', () => {
    const kubelet = { kubeReserved: { memory: '2Gi' } };
    const own = sections([shoot({ spec: { kubernetes: { version: '1.34.2', kubelet } } }), profile()], 'arm');
    const inputs =
      own['Secret that configures the nodes, and the inputs of its name in the order in which they are hashed'];
    expect(inputs?.at(-1)).toEqual({
      name: 'kubeReserved',
      value: '80m-2Gi-20k-<nil>',
      by: 'spec.kubernetes.kubelet.kubeReserved, written, ShootResourceReservation',
      origin: { file: 'Shoot', construct: 'spec.kubernetes.kubelet.kubeReserved' },
    });
  });

  it('shows the way to the image, with the place of each entry in the profile', () => {
    const place = 'spec.providerConfig.machineImages[0].versions[0].regions';
    expect(found['image, and the entries of the profile that were tried for it']).toEqual([
      { name: 'gardenlinux 1877.3.0', value: 'eu-1-arm64-old', by: 'CloudProfile meadow, id in the region' },
      {
        name: 'machineImages[0].versions[0].regions',
        note: 'map[architecture:[amd64]] does not fit',
        origin: { file: 'CloudProfile', construct: place },
      },
      {
        name: 'machineImages[0].versions[0].regions',
        note: 'chosen for map[architecture:[arm64]]',
        origin: { file: 'CloudProfile', construct: place },
      },
    ]);
  });

  it('names the machines of each zone, and what replaces them', () => {
    expect(found['machines by zone']?.map(({ name, by, note }) => [name, by, note])).toEqual(
      ['eu-1a', 'eu-1b', 'eu-1c'].map((zone, index) => [
        zone,
        `MachineDeployment shoot--dev--crazy-arm-z${index + 1}`,
        '1 to 2 nodes, while rolling up to 1 more and 0 fewer',
      ]),
    );
    expect(found['what replaces the nodes']?.map(({ name }) => name)).toContain(
      'spec.provider.workers[1].machine.type',
    );
  });

  it('has what adds to the hash of the classes, and says what is not known of it', () => {
    const config = {
      serverGroup: { policy: 'anti-affinity' },
      machineLabels: [{ name: 'tier', value: 'gold', triggerRollingOnUpdate: true }],
      additionalSecurityGroups: ['sg-b', 'sg-a'],
    };
    const own = sections(
      [shoot({ workers: [{ ...armPool, providerConfig: workerConfig(config) }] }), profile()],
      'arm',
    );
    const path = 'spec.provider.workers[0].providerConfig';
    const inputs = own['hash in the names of the machine classes, and its inputs'];
    expect(inputs?.slice(1).map(({ name, by }) => [name, by])).toEqual([
      ['node-agent Secret', 'inputs of the node-agent Secret'],
      ['server group', `${path}.serverGroup (id from the worker status), written`],
      ['machine label', `${path}.machineLabels, written`],
      ['security group', `${path}.additionalSecurityGroups, written`],
      ['security group', `${path}.additionalSecurityGroups, written`],
    ]);
    expect(own['not known']).toHaveLength(1);
  });

  it('of a pool that is updated in place has the hash by which its nodes are', () => {
    const own = sections([shoot({ workers: [{ ...armPool, updateStrategy: 'AutoInPlaceUpdate' }] }), profile()], 'arm');
    expect(own['hash by which nodes are updated in place, and its inputs']?.map(({ name }) => name)).toEqual([
      'hash',
      'Kubernetes minor version',
      'machine image version',
      'kubeReserved',
    ]);
    expect(Object.keys(own)).toContain('what updates the nodes in place');
  });

  it('says why no machines can be made', () => {
    const unmapped = profile({ config: { machineImages: [{ name: 'gardenlinux', versions: [] }] } });
    const own = sections([shoot(), unmapped], 'arm');
    expect(own['no machines can be made']?.[0]?.name).toContain(
      'could not find machine image for gardenlinux/1877.3.0',
    );
    expect(own['image']?.map(({ name, note }) => note ?? name)).toEqual([
      expect.stringContaining('could not find machine image') as string,
      'has no version 1877.3.0',
    ]);
  });
});

describe('the explanation of a Shoot and of a profile', () => {
  it('sums up the pools', () => {
    const { 'worker pools': pools } = sections([shoot(), profile()]);
    expect(pools?.map(({ name, note }) => `${name}: ${note ?? ''}`)).toEqual([
      expect.stringMatching(
        /^cpu: 2 to 2 nodes; class shoot--dev--crazy-cpu-z1-[0-9a-f]{5}; image eu-1-amd64-old$/,
      ) as string,
      expect.stringMatching(
        /^arm: 3 to 6 nodes; class shoot--dev--crazy-arm-z1-[0-9a-f]{5} and 2 more; image /,
      ) as string,
    ]);
  });

  it('is nothing where OpenStack is not the provider', () => {
    expect(sections([shoot({ spec: { provider: { type: 'aws' } } })])).toEqual({});
    expect(sections([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }])).toEqual({});
  });

  it('is a matrix of images, in which a hole names the pools that fall into it', () => {
    const versions = [{ version: '1877.3.0', regions: [{ name: 'eu-1', id: 'x' }], image: 'global' }];
    const holes = profile({ config: { machineImages: [{ name: 'gardenlinux', versions }] } });
    const { 'images by region and architecture': cells } = sections([holes, shoot({ workers: [amdPool, armPool] })]);
    expect(cells?.slice(0, 4)).toEqual([
      { name: 'gardenlinux 1877.3.0 eu-1 amd64', value: 'x', by: 'id in the region' },
      { name: 'gardenlinux 1877.3.0 eu-1 arm64', by: 'no image', note: 'needed by dev/crazy/arm' },
      { name: 'gardenlinux 1877.3.0 eu-2 amd64', value: 'global', by: 'name in all regions' },
      { name: 'gardenlinux 1877.3.0 eu-2 arm64', by: 'no image, though the profile promises the architecture' },
    ]);
  });
});
