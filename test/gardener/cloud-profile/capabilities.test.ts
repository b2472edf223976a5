import {
  flavorsOf,
  machineTypeArchitecture,
  registeredCapabilities,
  supportsArchitecture,
  withRegistered,
} from '../../../lib/gardener/cloud-profile/capabilities';

const both = { architecture: ['amd64', 'arm64'], boot: ['uefi', 'legacy'] };

describe('capabilities', () => {
  test('are registered by name; a profile without any speaks of architectures only', () => {
    expect(registeredCapabilities([{ name: 'boot', values: ['uefi'] }, { name: 'disk' }])).toEqual({
      boot: ['uefi'],
      disk: [],
    });
    expect(registeredCapabilities([])).toBeUndefined();
  });

  test('that are left out mean all registered values', () => {
    expect(withRegistered({ boot: ['uefi'] }, both)).toEqual({ architecture: ['amd64', 'arm64'], boot: ['uefi'] });
    expect(flavorsOf({ capabilityFlavors: [] }, both)).toEqual([both]);
    expect(flavorsOf({ capabilityFlavors: [{ architecture: ['arm64'] }] }, both)).toEqual([
      { architecture: ['arm64'], boot: ['uefi', 'legacy'] },
    ]);
  });

  test('tell the architecture of a machine type when one value is left', () => {
    expect(machineTypeArchitecture({ capabilities: { architecture: ['arm64'] } }, both)).toBe('arm64');
    expect(machineTypeArchitecture({ architecture: 'amd64' }, both)).toBe('amd64');
    expect(machineTypeArchitecture({}, both)).toBe('');
    expect(machineTypeArchitecture({}, { architecture: ['arm64'] })).toBe('arm64');
    expect(machineTypeArchitecture({ architecture: 'arm64' }, undefined)).toBe('arm64');
  });

  test('let every registered architecture pass for a bastion, whatever the flavors say', () => {
    const version = { architectures: ['amd64' as const], capabilityFlavors: [{ architecture: ['amd64'] }] };
    expect(supportsArchitecture(version, both, 'arm64')).toBe(true);
    expect(supportsArchitecture(version, undefined, 'arm64')).toBe(false);
  });
});
