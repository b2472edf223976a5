import { validateObject } from '../../lib/api/validate';
import { Report } from '../../lib/rules/report';
import { lintProfile } from '../../lib/openstack/lints/lint-profile';
import { imageMatrix, holesOf } from '../../lib/openstack/image/matrix';
import { migrateToCapabilities } from '../../lib/openstack/profile/migrate';
import { renderCloudProfile } from '../../lib/openstack/profile/render';
import type { ProfileValues } from '../../lib/openstack/profile/values';
import { validateOpenStackCloudProfile } from '../../lib/openstack/validation/cloud-profile';
import type { ProfileConfig, ProfileSpec } from '../../lib/openstack/objects';

const values: ProfileValues = {
  name: 'meadow',
  kubernetes: [{ version: '1.34.2' }],
  regions: [
    { name: 'eu-1', zones: [{ name: 'eu-1a' }] },
    { name: 'eu-2', zones: [{ name: 'eu-2a' }] },
  ],
  flavors: [
    { name: 'm1.4', cpu: '4', memory: '16Gi' },
    { name: 'a1.4', cpu: '4', memory: '16Gi', architecture: 'arm64' },
  ],
  images: [
    {
      name: 'gardenlinux',
      versions: [
        {
          version: '1877.3.0',
          builds: [
            { ids: { 'eu-1': 'amd-1', 'eu-2': 'amd-2' } },
            { architecture: 'arm64', ids: { 'eu-1': 'arm-1', 'eu-2': 'arm-2' } },
          ],
        },
      ],
    },
  ],
  keystone: { url: 'https://keystone.example.org/v3' },
  floatingPools: [{ name: 'public' }],
  loadBalancerProviders: [{ name: 'amphora' }],
};

const specOf = (profile: { readonly spec?: object }): ProfileSpec => profile.spec as ProfileSpec;

/** Ids of what the provider would refuse, and of our advice. */
function problems(profile: ReturnType<typeof renderCloudProfile>): string[] {
  const report = new Report();
  const spec = specOf(profile);
  validateOpenStackCloudProfile({ spec }, report);
  lintProfile({ spec, config: spec.providerConfig as ProfileConfig }, report);
  const schema = validateObject(profile as never, { gardener: '1.150.0' });
  return [...schema, ...report.findings].map(({ rule, path }) => `${rule} ${path}`);
}

describe.each(['legacy', 'capabilities', 'both'] as const)('a profile in the form %s', form => {
  const profile = renderCloudProfile({ ...values, form });

  it('is accepted, and lints find nothing', () => {
    expect(problems(profile)).toEqual([]);
  });

  it('maps every version to an image for each region and architecture', () => {
    const spec = specOf(profile);
    const { rows } = imageMatrix({ spec, config: spec.providerConfig as ProfileConfig });
    expect(rows[0]?.cells.map(({ region, architecture, image }) => [region, architecture, image])).toEqual([
      ['eu-1', 'amd64', { id: 'amd-1' }],
      ['eu-1', 'arm64', { id: 'arm-1' }],
      ['eu-2', 'amd64', { id: 'amd-2' }],
      ['eu-2', 'arm64', { id: 'arm-2' }],
    ]);
  });
});

describe('the forms of a profile', () => {
  it('tell architectures in fields, in capabilities, or in both', () => {
    const told = (form: 'legacy' | 'capabilities' | 'both'): unknown => {
      const { machineCapabilities, machineTypes } = specOf(renderCloudProfile({ ...values, form }));
      const type = machineTypes?.[1];
      return [machineCapabilities?.length, type?.architecture, type?.capabilities?.['architecture']];
    };
    expect(told('legacy')).toEqual([undefined, 'arm64', undefined]);
    expect(told('capabilities')).toEqual([1, undefined, ['arm64']]);
    expect(told('both')).toEqual([1, 'arm64', ['arm64']]);
  });

  it('carry further capabilities in both parts alike', () => {
    const [image] = values.images;
    const [version] = image?.versions ?? [];
    const profile = renderCloudProfile({
      ...values,
      capabilities: [{ name: 'hypervisor', values: ['virtual', 'metal'] }],
      flavors: values.flavors.map(flavor => ({ ...flavor, capabilities: { hypervisor: ['virtual'] } })),
      images: [
        {
          name: 'gardenlinux',
          versions: [
            {
              version: '1877.3.0',
              builds: (version?.builds ?? []).map(build => ({ ...build, capabilities: { hypervisor: ['virtual'] } })),
            },
          ],
        },
      ],
    });
    expect(problems(profile)).toEqual([]);
    expect(specOf(profile).machineImages?.[0]?.versions?.[0]?.capabilityFlavors).toEqual([
      { architecture: ['amd64'], hypervisor: ['virtual'] },
      { architecture: ['arm64'], hypervisor: ['virtual'] },
    ]);
  });
});

describe('the image matrix', () => {
  const [image] = values.images;
  const [version] = image?.versions ?? [];
  const withHole: ProfileValues = {
    ...values,
    images: [
      {
        name: 'gardenlinux',
        versions: [
          {
            version: '1877.3.0',
            builds: [
              { ids: { 'eu-1': 'amd-1' }, image: 'gardenlinux-1877' },
              { architecture: 'arm64', ids: { 'eu-1': 'arm-1' } },
            ],
          },
        ],
      },
    ],
  };
  const spec = specOf(renderCloudProfile(withHole));
  const matrix = imageMatrix({ spec, config: spec.providerConfig as ProfileConfig });

  it('does not take a global name for an arm64 image', () => {
    expect(
      matrix.rows[0]?.cells.map(({ region, architecture, image: known }) => [region, architecture, known]),
    ).toEqual([
      ['eu-1', 'amd64', { id: 'amd-1' }],
      ['eu-1', 'arm64', { id: 'arm-1' }],
      ['eu-2', 'amd64', { name: 'gardenlinux-1877' }],
      ['eu-2', 'arm64', undefined],
    ]);
  });

  it('names the pools that fall into a hole', () => {
    const use = (
      region: string,
      architecture: string,
      pool: string,
    ): Parameters<typeof holesOf>[1] extends Iterable<infer Use> ? Use : never => ({
      image: 'gardenlinux',
      version: '1877.3.0',
      region,
      architecture,
      pool,
    });
    const holes = holesOf(matrix, [
      use('eu-1', 'arm64', 'dev/a/arm'),
      use('eu-2', 'arm64', 'dev/b/arm'),
      use('eu-2', 'amd64', 'dev/b/cpu'),
    ]);
    expect(holes).toEqual([
      { image: 'gardenlinux', version: '1877.3.0', region: 'eu-2', architecture: 'arm64', pools: ['dev/b/arm'] },
    ]);
    expect(version).toBeDefined();
  });
});

describe('a profile of the older format that moves to capabilities', () => {
  it('boots the same images everywhere, and is stable when moved again', () => {
    const { spec, differences } = migrateToCapabilities(specOf(renderCloudProfile(values)));
    expect(differences).toEqual([]);
    expect(spec).toEqual(specOf(renderCloudProfile({ ...values, form: 'both' })));
    expect(migrateToCapabilities(spec).spec).toBe(spec);
  });

  it('says where a global name is no longer taken for arm64', () => {
    const legacy = specOf(
      renderCloudProfile({
        ...values,
        images: [
          {
            name: 'gardenlinux',
            versions: [
              {
                version: '1877.3.0',
                builds: [
                  { ids: { 'eu-1': 'amd-1' }, image: 'gl' },
                  { architecture: 'arm64', ids: { 'eu-1': 'arm-1' } },
                ],
              },
            ],
          },
        ],
      }),
    );
    expect(migrateToCapabilities(legacy).differences).toEqual([
      { image: 'gardenlinux', version: '1877.3.0', region: 'eu-2', machineType: 'a1.4', before: 'gl' },
    ]);
  });

  it('keeps a version that has a global name only', () => {
    const legacy = specOf(
      renderCloudProfile({
        ...values,
        images: [{ name: 'gardenlinux', versions: [{ version: '1877.3.0', builds: [{ image: 'gl' }] }] }],
      }),
    );
    const { spec, differences } = migrateToCapabilities(legacy);
    const report = new Report();
    validateOpenStackCloudProfile({ spec }, report);
    expect(report.findings).toEqual([]);
    expect(differences).toEqual([]);
  });
});
