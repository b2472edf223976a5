import { importFlavors } from '../../lib/openstack/import/flavors';
import { importImages, splitGlanceName } from '../../lib/openstack/import/images';
import { collectImages, typedSource } from '../../lib/openstack/import/values';

const flavors = JSON.stringify([
  {
    ID: '1',
    Name: 'm1.4',
    RAM: 16384,
    Disk: 0,
    Ephemeral: 0,
    VCPUs: 4,
    'Is Public': true,
    Properties: { 'hw:architecture': 'x86_64' },
  },
  {
    ID: '2',
    Name: 'a1.2',
    RAM: 1536,
    Disk: 20,
    VCPUs: 2,
    'Is Public': true,
    Properties: { 'trait:HW_ARCH_AARCH64': 'required' },
  },
  {
    ID: '3',
    Name: 'g1.8',
    RAM: 65536,
    Disk: 0,
    VCPUs: 8,
    Properties: { 'pci_passthrough:alias': 'a100:2', 'hw:architecture': 'x86_64' },
  },
  { ID: '4', Name: 'p1', RAM: 1024, Disk: 0, VCPUs: 1, Properties: { 'hw:architecture': 'ppc64le' } },
  { ID: '5', Name: 'b1', RAM: 1024, Disk: 0, VCPUs: 1, Properties: {} },
]);

describe('flavors of Nova', () => {
  const imported = importFlavors(flavors);

  it('become machine types in order of their names', () => {
    expect(imported.machineTypes).toEqual([
      {
        name: 'a1.2',
        cpu: '2',
        gpu: '0',
        memory: '1536Mi',
        architecture: 'arm64',
        storage: { class: 'standard', type: 'default', size: '20Gi' },
      },
      { name: 'b1', cpu: '1', gpu: '0', memory: '1Gi', architecture: 'amd64' },
      { name: 'g1.8', cpu: '8', gpu: '2', memory: '64Gi', architecture: 'amd64' },
      { name: 'm1.4', cpu: '4', gpu: '0', memory: '16Gi', architecture: 'amd64' },
    ]);
  });

  it('are left out when Gardener does not know their architecture', () => {
    expect(imported.skipped).toEqual([{ name: 'p1', reason: 'architecture ppc64le is not supported by Gardener' }]);
  });

  it('are remarked on when nothing tells the architecture', () => {
    expect(imported.remarks).toEqual([
      { name: 'b1', remark: 'no extra spec tells the architecture, amd64 is assumed' },
    ]);
  });

  it('are read from clients that print properties as text', () => {
    const text = JSON.stringify([
      { Name: 'a', RAM: 1024, Disk: 0, VCPUs: 1, Properties: "hw:architecture='aarch64', x='y'" },
    ]);
    expect(importFlavors(text).machineTypes[0]?.architecture).toBe('arm64');
  });

  it('are refused when the text is something else', () => {
    expect(() => importFlavors('{}')).toThrow('a list is wanted, as printed by "openstack flavor list --long -f json"');
    expect(() => importFlavors('[1]')).toThrow('entry 0 is no map');
  });
});

const images = (region: string): string =>
  JSON.stringify([
    {
      ID: `${region}-arm`,
      Name: 'gardenlinux-1877.3.0-arm64',
      Status: 'active',
      Properties: { hw_architecture: 'aarch64', hw_firmware_type: 'uefi' },
    },
    { ID: `${region}-amd`, Name: 'gardenlinux-1877.3.0', Status: 'active', Properties: { hw_architecture: 'x86_64' } },
    { ID: `${region}-old`, Name: 'gardenlinux-1592.9.0', Status: 'deactivated', Properties: {} },
    { ID: `${region}-x`, Name: 'cirros', Status: 'active', Properties: {} },
  ]);

describe('images of Glance', () => {
  it('become builds of a version, with their ids by region', () => {
    const imported = ['eu-1', 'eu-2'].flatMap(region => importImages(images(region), { region }).images);
    expect(collectImages(imported)).toEqual({
      images: [
        {
          name: 'gardenlinux',
          versions: [
            {
              version: '1877.3.0',
              builds: [
                { architecture: 'amd64', ids: { 'eu-1': 'eu-1-amd', 'eu-2': 'eu-2-amd' } },
                { architecture: 'arm64', ids: { 'eu-1': 'eu-1-arm', 'eu-2': 'eu-2-arm' } },
              ],
            },
          ],
        },
      ],
      conflicts: [],
    });
  });

  it('are left out when they cannot be booted, or when their name has no version', () => {
    expect(importImages(images('eu-1'), { region: 'eu-1' }).skipped).toEqual([
      { name: 'gardenlinux-1592.9.0', reason: 'status deactivated' },
      { name: 'cirros', reason: 'the name has no version' },
    ]);
  });

  it('tell conflicts of two images for one place', () => {
    const twice = importImages(images('eu-1'), { region: 'eu-1' }).images.flatMap(image => [
      image,
      { ...image, id: `${image.id}-2` },
    ]);
    expect(collectImages(twice).conflicts).toEqual([
      { image: 'gardenlinux 1877.3.0 amd64', region: 'eu-1', ids: ['eu-1-amd', 'eu-1-amd-2'] },
      { image: 'gardenlinux 1877.3.0 arm64', region: 'eu-1', ids: ['eu-1-arm', 'eu-1-arm-2'] },
    ]);
  });

  it.each([
    ['gardenlinux-1877.3.0-arm64', { name: 'gardenlinux', version: '1877.3.0' }],
    ['Ubuntu 22.04 amd64', { name: 'ubuntu', version: '22.4.0' }],
    ['flatcar_3815.2.5', { name: 'flatcar', version: '3815.2.5' }],
    ['suse-chost-sap-15.6.20240808', { name: 'suse-chost-sap', version: '15.6.20240808' }],
    ['cirros', undefined],
  ])('%s is split into name and version', (name, expected) => {
    expect(splitGlanceName(name)).toEqual(expected);
  });
});

describe('the module with imported values', () => {
  it('is TypeScript with its types', () => {
    const { machineTypes } = importFlavors(flavors);
    const text = typedSource({ flavors: machineTypes.slice(1, 2) });
    expect(text).toBe(`import type { FlavorValues } from 'cdk8s-gardener/openstack';

export const flavors: readonly FlavorValues[] = [
  {
    name: "b1",
    cpu: "1",
    gpu: "0",
    memory: "1Gi",
    architecture: "amd64"
  }
];
`);
  });
});
