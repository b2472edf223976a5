import type { CloudProfile } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../lib/core/loose';
import { withSyncedArchitectures } from '../../../lib/gardener/cloud-profile/architectures';
import { defaultCloudProfile, storedCloudProfile } from '../../../lib/gardener/cloud-profile/defaults';

type Profile = Loose<CloudProfile>;

const now = new Date('2026-11-25T00:00:00Z');
const context = { gardener: '1.150.0', featureGates: {}, now };
const machineCapabilities = [{ name: 'architecture', values: ['amd64', 'arm64'] }];

describe('the defaults of a CloudProfile', () => {
  const profile: Profile = {
    spec: {
      machineImages: [{ name: 'a', versions: [{ version: '1.0.0' }] }],
      machineTypes: [{ name: 'm' }],
      volumeTypes: [{ name: 'v', usable: false }],
    },
  };

  test('are amd64 for images and machine types, containerd, and usable types', () => {
    expect(defaultCloudProfile(profile).spec).toEqual({
      machineImages: [
        {
          name: 'a',
          updateStrategy: 'major',
          versions: [{ version: '1.0.0', architectures: ['amd64'], cri: [{ name: 'containerd' }] }],
        },
      ],
      machineTypes: [{ name: 'm', usable: true, architecture: 'amd64' }],
      volumeTypes: [{ name: 'v', usable: false }],
    });
  });

  test('are no architecture where capabilities tell it', () => {
    const { spec } = defaultCloudProfile({ spec: { ...profile.spec, machineCapabilities } });
    expect(spec?.machineImages?.[0]?.versions?.[0]).toEqual({ version: '1.0.0', cri: [{ name: 'containerd' }] });
    expect(spec?.machineTypes).toEqual([{ name: 'm', usable: true }]);
  });
});

describe('a stored CloudProfile', () => {
  const past = '2026-01-01T00:00:00Z';
  const lifecycle = [{ classification: 'preview' as const, startTime: '2027-01-01T00:00:00Z' }];
  const versions = [
    { version: '1.35.0' },
    { version: '1.34.0', expirationDate: past },
    { version: '1.36.0', lifecycle },
  ];
  const profile: Profile = {
    spec: { kubernetes: { versions }, machineImages: [{ name: 'a', versions }] },
  };

  test('has no Kubernetes version that nobody can use, and no expired image version', () => {
    const { spec } = storedCloudProfile(profile, context);
    expect(spec?.kubernetes?.versions?.map(({ version }) => version)).toEqual(['1.35.0']);
    expect(spec?.machineImages?.[0]?.versions?.map(({ version }) => version)).toEqual(['1.35.0', '1.36.0']);
  });

  test('has everything that has a date when there is no clock', () => {
    const { spec } = storedCloudProfile(profile, { gardener: '1.150.0', featureGates: {} });
    expect(spec?.kubernetes?.versions).toHaveLength(3);
  });
});

describe('architectures of a CloudProfile', () => {
  const legacy: Profile = {
    spec: {
      machineImages: [{ name: 'a', versions: [{ version: '1.0.0', architectures: ['arm64'] }] }],
      machineTypes: [{ name: 'm', architecture: 'arm64' }, { name: 'n' }],
    },
  };
  const registered: Profile = { spec: { ...legacy.spec, machineCapabilities } };

  test('become flavors and capabilities when a profile begins to register several', () => {
    expect(withSyncedArchitectures(registered, legacy).spec).toEqual({
      machineCapabilities,
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

  test('are read from flavors and capabilities when the profile had some before', () => {
    const next: Profile = {
      spec: {
        machineCapabilities,
        machineImages: [
          { name: 'a', versions: [{ version: '1.0.0', capabilityFlavors: [{ architecture: ['arm64'] }] }] },
        ],
        machineTypes: [{ name: 'm', capabilities: { architecture: ['arm64'] } }, { name: 'n' }],
      },
    };
    const { spec } = withSyncedArchitectures(next, registered);
    expect(spec?.machineImages?.[0]?.versions?.[0]?.architectures).toEqual(['arm64']);
    expect(spec?.machineTypes?.map(({ architecture }) => architecture)).toEqual(['arm64', undefined]);
  });

  test('lose flavors and capabilities with the registration', () => {
    const before: Profile = withSyncedArchitectures(registered, legacy);
    const next: Profile = { spec: { ...before.spec, machineCapabilities: [] } };
    expect(withSyncedArchitectures(next, before).spec).toEqual({
      ...legacy.spec,
      machineCapabilities: [],
      machineTypes: [
        { name: 'm', architecture: 'arm64' },
        { name: 'n', architecture: 'amd64' },
      ],
    });
  });
});
