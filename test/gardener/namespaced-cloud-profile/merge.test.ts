import type { CloudProfile, NamespacedCloudProfile } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../lib/core/loose';
import { mergeCloudProfiles } from '../../../lib/gardener/namespaced-cloud-profile/merge';

type ParentSpec = NonNullable<Loose<CloudProfile>['spec']>;
type OwnSpec = NonNullable<Loose<NamespacedCloudProfile>['spec']>;

const containerd = [{ name: 'containerd' as const }];
const parent: ParentSpec = {
  type: 'openstack',
  caBundle: 'A',
  limits: { maxNodesTotal: 100 },
  kubernetes: { versions: [{ version: '1.35.3', classification: 'supported' }, { version: '1.34.2' }] },
  machineImages: [
    {
      name: 'gardenlinux',
      updateStrategy: 'minor',
      versions: [{ version: '1.0.0', classification: 'preview', architectures: ['arm64'], cri: containerd }],
    },
  ],
  machineTypes: [{ name: 'm1.4', cpu: '4', architecture: 'amd64' }],
  volumeTypes: [{ name: 'perf1', class: 'standard' }],
  providerConfig: { of: 'parent' },
};

const merge = (spec: OwnSpec, base: ParentSpec = parent): ParentSpec => mergeCloudProfiles({ spec }, { spec: base });

describe('the effective profile of a project', () => {
  test('is that of the parent when the project says nothing', () => {
    expect(merge({})).toEqual(parent);
  });

  test('ends versions at another date and adds none', () => {
    const versions = [
      { version: '1.34.2', expirationDate: '2027-01-01T00:00:00Z' },
      { version: '1.33.0', expirationDate: '2027-01-01T00:00:00Z' },
    ];
    expect(merge({ kubernetes: { versions } }).kubernetes?.versions).toEqual([
      { version: '1.35.3', classification: 'supported' },
      { version: '1.34.2', expirationDate: '2027-01-01T00:00:00Z' },
    ]);
  });

  test('ends image versions at another date, and takes complete ones as they are', () => {
    const own = (version: object): unknown =>
      merge({ machineImages: [{ name: 'gardenlinux', versions: [{ version: '1.0.0', ...version }] }] }).machineImages;
    const [image] = parent.machineImages ?? [];
    const [version] = image?.versions ?? [];
    const expirationDate = '2027-01-01T00:00:00Z';
    expect(own({ expirationDate })).toEqual([{ ...image, versions: [{ ...version, expirationDate }] }]);
    expect(own({ expirationDate, classification: 'deprecated' })).toEqual([
      {
        ...image,
        versions: [{ version: '1.0.0', expirationDate, classification: 'deprecated', architectures: ['amd64'] }],
      },
    ]);
  });

  test('appends images, versions, machine and volume types, and replaces types of the same name', () => {
    const merged = merge({
      machineImages: [
        { name: 'gardenlinux', updateStrategy: 'patch', versions: [{ version: '2.0.0', architectures: ['amd64'] }] },
        { name: 'meadowlinux', versions: [{ version: '1.2.3' }] },
      ],
      machineTypes: [
        { name: 'a1.8', architecture: 'arm64' },
        { name: 'm1.4', cpu: '8' },
      ],
      volumeTypes: [{ name: 'perf9', class: 'premium' }],
    });
    expect(merged.machineImages?.map(({ name, updateStrategy }) => [name, updateStrategy])).toEqual([
      ['gardenlinux', 'patch'],
      ['meadowlinux', undefined],
    ]);
    expect(merged.machineImages?.[0]?.versions?.map(({ version }) => version)).toEqual(['1.0.0', '2.0.0']);
    expect(merged.machineTypes).toEqual([
      { name: 'm1.4', cpu: '8', architecture: 'amd64' },
      { name: 'a1.8', architecture: 'arm64' },
    ]);
    expect(merged.volumeTypes?.map(({ name }) => name)).toEqual(['perf1', 'perf9']);
  });

  test('trusts both certificates, and limits nodes as the project says', () => {
    expect(merge({ caBundle: 'B', limits: { maxNodesTotal: 200 } })).toMatchObject({
      caBundle: 'AB',
      limits: { maxNodesTotal: 200 },
    });
    expect(merge({ limits: { maxNodesTotal: 0 } }).limits).toEqual({ maxNodesTotal: 100 });
  });

  test('speaks of capabilities when the parent does', () => {
    const base: ParentSpec = {
      machineCapabilities: [{ name: 'architecture', values: ['amd64', 'arm64'] }],
      machineImages: [],
      machineTypes: [],
    };
    const own: OwnSpec = {
      machineImages: [{ name: 'a', versions: [{ version: '1.0.0', architectures: ['arm64'] }] }],
      machineTypes: [{ name: 'm', architecture: 'arm64' }, { name: 'n' }],
    };
    expect(merge(own, base)).toEqual({
      ...base,
      machineImages: [
        {
          name: 'a',
          versions: [{ version: '1.0.0', architectures: ['arm64'], capabilityFlavors: [{ architecture: ['arm64'] }] }],
        },
      ],
      machineTypes: [
        { name: 'm', architecture: 'arm64', capabilities: { architecture: ['arm64'] } },
        { name: 'n', architecture: 'amd64', capabilities: { architecture: ['amd64'] } },
      ],
    });
  });

  test('speaks of architectures only when the parent does', () => {
    const merged = merge({
      machineImages: [
        {
          name: 'a',
          versions: [{ version: '1.0.0', capabilityFlavors: [{ architecture: ['arm64'], boot: ['uefi'] }] }],
        },
      ],
      machineTypes: [{ name: 'm', capabilities: { architecture: ['arm64'] } }],
    });
    expect(merged.machineImages?.[1]?.versions).toEqual([{ version: '1.0.0', architectures: ['arm64'] }]);
    expect(merged.machineTypes?.[1]).toEqual({ name: 'm', architecture: 'arm64' });
  });
});
