import { nodeAgentKey, type NodeAgentKeyInputs } from '../../../lib/openstack/pool/node-agent-key';
import { poolHash } from '../../../lib/openstack/pool/pool-hash';
import { rotationTimes } from '../../../lib/openstack/pool/rotation';

const base: NodeAgentKeyInputs = {
  pool: 'w',
  kubernetesVersion: '1.34.5',
  machineType: 'c.4x8',
  image: { name: 'gardenlinux', version: '1877.5.0' },
  cri: { name: 'containerd' },
  kubelet: { kubeReserved: { cpu: '80m', memory: '1Gi', pid: '20k' } },
  nodeLocalDNS: false,
  ipvs: false,
};

describe('the name of the node-agent Secret', () => {
  it('follows from the documented inputs, in their order', () => {
    const { name, inputs } = nodeAgentKey(base);
    expect(inputs.map(({ text }) => text)).toEqual([
      '1.34',
      'c.4x8',
      'gardenlinux1877.5.0',
      'containerd',
      '80m-1Gi-20k-<nil>',
    ]);
    expect(name).toBe('gardener-node-agent-w-c6c965b1a04de1a4');
    expect(poolHash(name, base).hash).toBe('e8b25');
  });

  // literals of gardener:pkg/component/extensions/operatingsystemconfig/operatingsystemconfig_test.go
  it.each([
    [
      { pool: 'control-plane', kubernetesVersion: '1.34', image: { name: 'type1', version: '12.34' } },
      'afd64c60da0e2d2d',
    ],
    [
      {
        pool: 'worker1',
        kubernetesVersion: '1.2',
        image: { name: 'type1', version: '12.34' },
        kubelet: { evictionHard: { memoryAvailable: '100Mi' } },
      },
      '4692a28d44cc6a0c',
    ],
  ])('equals the literal of upstream for %j', (values, digits) => {
    const { name } = nodeAgentKey({ machineType: '', nodeLocalDNS: false, ipvs: false, ...values });
    expect(name).toBe(`gardener-node-agent-${values.pool}-${digits}`);
  });

  const nameOf = (changes: Partial<NodeAgentKeyInputs>): string => nodeAgentKey({ ...base, ...changes }).name;

  it.each<[string, Partial<NodeAgentKeyInputs>]>([
    ['another minor version', { kubernetesVersion: '1.35.0' }],
    ['another machine type', { machineType: 'c.8x16' }],
    ['another image', { image: { name: 'flatcar', version: '1877.5.0' } }],
    ['a volume', { volume: { size: '50Gi' } }],
    ['a volume type', { volume: { size: '50Gi', type: 'ssd' } }],
    ['an empty block of eviction thresholds', { kubelet: { ...base.kubelet, evictionHard: {} } }],
    ['the default CPU manager policy, once written', { kubelet: { ...base.kubelet, cpuManagerPolicy: 'none' } }],
    ['node-local DNS with kube-proxy in IPVS mode', { nodeLocalDNS: true, ipvs: true }],
    ['node-local DNS before 1.34', { nodeLocalDNS: true, kubernetesVersion: '1.33.9' }],
    ['a rotation', { rotations: { certificateAuthorities: { lastInitiationTime: '2026-03-04T05:06:07Z' } } }],
  ])('changes with %s', (_, changes) => {
    expect(nameOf(changes)).not.toBe(nameOf({}));
  });

  it.each<[string, Partial<NodeAgentKeyInputs>]>([
    ['a patch version', { kubernetesVersion: '1.34.9' }],
    [
      'another spelling of the same amounts',
      { kubelet: { kubeReserved: { cpu: '0.080', memory: '1024Mi', pid: 20000 } } },
    ],
    ['node-local DNS from 1.34 on', { nodeLocalDNS: true }],
    [
      'a pending rollout of another pool',
      {
        rotations: {
          certificateAuthorities: {
            pendingWorkersRollouts: [{ name: 'other', lastInitiationTime: '2026-03-04T05:06:07Z' }],
          },
        },
      },
    ],
  ])('stays with %s', (_, changes) => {
    expect(nameOf(changes)).toBe(nameOf({}));
  });

  it('does not know whether a rotation was of certificates or of the account key', () => {
    const time = { lastInitiationTime: '2026-03-04T05:06:07Z' };
    expect(nameOf({ rotations: { certificateAuthorities: time } })).toBe(
      nameOf({ rotations: { serviceAccountKey: time } }),
    );
  });
});

describe('pools that are updated in place', () => {
  const inPlace: NodeAgentKeyInputs = { ...base, updateStrategy: 'AutoInPlaceUpdate' };

  it('keep the name of their Secret, and have a hash of what nodes must be updated for', () => {
    const { name, inputs } = nodeAgentKey(inPlace);
    expect([name, inputs]).toEqual(['gardener-node-agent-w', []]);
    expect(poolHash(name, inPlace).inPlace?.inputs.map(({ text }) => text)).toEqual([
      '1.34',
      '1877.5.0',
      '80m-1Gi-20k-<nil>',
    ]);
  });

  it('ignore what the provider adds', () => {
    const additional = [{ name: 'server group', text: 'id', origin: '' }];
    expect(poolHash('k', inPlace, additional).hash).toBe(poolHash('k', inPlace).hash);
    expect(poolHash('k', base, additional).hash).not.toBe(poolHash('k', base).hash);
  });
});

describe('times of rotations', () => {
  it('of a pending pool replace those of the shoot, even by nothing', () => {
    const rotations = {
      certificateAuthorities: { lastInitiationTime: '2026-03-04T05:06:07Z', pendingWorkersRollouts: [{ name: 'w' }] },
    };
    expect(rotationTimes(rotations, 'w')).toEqual([]);
    expect(rotationTimes(rotations, 'x')).toHaveLength(1);
  });
});
