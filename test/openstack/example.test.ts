import { JsonPatch } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { landscape } from '../../apps/landscape';
import { meadow } from '../../apps/meadow/values';
import { MemorySink, type Landscape } from '../../lib';
import type { KubernetesObject } from '../../lib/core/object';
import { OpenStackCloudProfile } from '../../lib/openstack';
import type { ProfileConfig } from '../../lib/openstack/objects';
import { changed, profile, shoot, viewOf } from './fixture';

/** The predicted machine objects of a landscape, by kind and name. */
function machines(root: Landscape): ReadonlyMap<string, KubernetesObject> {
  const sink = new MemorySink();
  root.render(sink);
  const files = [...sink.files].filter(([file]) => file.includes('preview/') && file.endsWith('.yaml'));
  const objects = files.flatMap(([, text]) => loadAll(text) as (KubernetesObject | null)[]);
  return new Map(
    objects.flatMap(object => (object === null ? [] : [[`${object.kind} ${object.metadata.name ?? ''}`, object]])),
  );
}

/** The example, with the image of one architecture replaced in its only region. */
function withImage(architecture: string, id: string): Landscape {
  const root = landscape(meadow);
  const eu01 = root.node.findChild('eu01');
  if (!(eu01 instanceof OpenStackCloudProfile)) throw new Error('the example has another profile');
  const { machineImages = [] } = (eu01.catalogue.providerConfig ?? {}) as ProfileConfig;
  const regions = machineImages[0]?.versions?.[0]?.regions ?? [];
  const index = regions.findIndex(region => region.architecture === architecture);
  eu01.object.addJsonPatch(
    JsonPatch.replace(`/spec/providerConfig/machineImages/0/versions/0/regions/${index}/id`, id),
  );
  return root;
}

describe('the example landscape', () => {
  const before = machines(landscape(meadow));
  const classes = [...before.keys()].filter(key => key.startsWith('MachineClass '));

  it('previews a class for each pool and zone of its shoot with both architectures', () => {
    const digits = (pool: string): string => classes.find(name => name.includes(`-${pool}-z1-`))?.slice(-5) ?? '';
    expect(classes.filter(name => name.includes('crazy-botany'))).toEqual(
      ['arm', 'cpu'].flatMap(pool =>
        [1, 2, 3].map(zone => `MachineClass shoot--dev--crazy-botany-${pool}-z${zone}-${digits(pool)}`),
      ),
    );
  });

  it.each(['amd64', 'arm64'])(
    'another image for %s changes the classes of that architecture, and nothing else',
    architecture => {
      const after = machines(withImage(architecture, 'another'));
      expect([...after.keys()]).toEqual([...before.keys()]);
      const differing = [...after].filter(
        ([key, object]) => JSON.stringify(object) !== JSON.stringify(before.get(key)),
      );
      const expected = classes.filter(
        key => (before.get(key)?.['nodeTemplate'] as { architecture?: string }).architecture === architecture,
      );
      expect(expected.length).toBeGreaterThan(2);
      expect(differing.map(([key]) => key).sort()).toEqual([...expected].sort());
      for (const [, object] of differing)
        expect(object['providerSpec']).toMatchObject({ spec: { imageID: 'another' } });
    },
  );
});

describe('another arm64 image in one of two regions', () => {
  const mapped = (id: string): KubernetesObject =>
    profile({
      config: {
        machineImages: [
          {
            name: 'gardenlinux',
            versions: [
              {
                version: '1877.3.0',
                regions: ['eu-1', 'eu-2'].flatMap(name =>
                  ['amd64', 'arm64'].map(architecture => ({
                    name,
                    architecture,
                    id: name === 'eu-2' && architecture === 'arm64' ? id : `${name}-${architecture}`,
                  })),
                ),
              },
            ],
          },
        ],
      },
    });
  const elsewhere = shoot({ name: 'other', spec: { region: 'eu-2' } });

  it('is told of the arm64 pools there alone', () => {
    const said = changed(viewOf([mapped('old'), shoot(), elsewhere]), viewOf([mapped('new'), shoot(), elsewhere]));
    expect(said.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'OS-IMAGE-ID-SWAPPED: image gardenlinux 1877.3.0 in eu-2 changes its id from old to new: no node is replaced, new ones differ from old ones (1 pool)',
    ]);
  });
});
