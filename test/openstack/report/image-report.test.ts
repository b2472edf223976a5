import { landscape } from '../../../apps/landscape';
import { meadow } from '../../../apps/meadow/values';
import { MemorySink } from '../../../lib';
import { openstack } from '../../../lib/openstack/topic';
import { amdPool, armPool, profile, shoot, viewOf } from '../fixture';

const reportOf = (...objects: Parameters<typeof viewOf>[0]): string | undefined => {
  const reports = [...(openstack.reports?.(viewOf(objects)) ?? [])];
  expect(reports.map(({ file }) => file)).toEqual(reports.length === 0 ? [] : ['openstack-images.md']);
  return reports[0]?.text;
};

const images = (...regions: object[]): Parameters<typeof profile>[0] => ({
  config: { machineImages: [{ name: 'gardenlinux', versions: [{ version: '1877.3.0', image: 'gl-1877', regions }] }] },
});

describe('the report of images', () => {
  it('shows each version that pools use by region and architecture, with who boots it', () => {
    expect(reportOf(profile(), shoot(), shoot({ name: 'lazy', workers: [armPool] }))).toBe(`# Images in OpenStack

Versions that pools use, by region and architecture: the image of each, and how many pools boot it.

## CloudProfile meadow

| image | version | expires | region | amd64 | arm64 |
|---|---|---|---|---|---|
| gardenlinux | 1877.3.0 |  | eu-1 | \`eu-1-amd64-old\`, 1 pool | \`eu-1-arm64-old\`, 2 pools |
| gardenlinux | 1877.3.0 |  | eu-2 | \`eu-2-amd64-old\` | \`eu-2-arm64-old\` |

- gardenlinux 1877.3.0 eu-1 amd64: dev/crazy/cpu
- gardenlinux 1877.3.0 eu-1 arm64: dev/crazy/arm, dev/lazy/arm
`);
  });

  it('marks the holes that pools fall into, and those that the profile only promises to fill', () => {
    const holed = profile(images({ name: 'eu-1', id: 'amd-1', architecture: 'amd64' }));
    expect(reportOf(holed, shoot())?.split('\n').slice(8)).toEqual([
      '| gardenlinux | 1877.3.0 |  | eu-1 | `amd-1`, 1 pool | **no image**, 1 pool |',
      '| gardenlinux | 1877.3.0 |  | eu-2 | by name `gl-1877` | none, though promised |',
      '',
      '- gardenlinux 1877.3.0 eu-1 amd64: dev/crazy/cpu',
      '- gardenlinux 1877.3.0 eu-1 arm64, **no image**: dev/crazy/arm',
      '',
    ]);
  });

  it('names pools whose version or region the profile does not have', () => {
    const lost = { ...amdPool, machine: { type: 'm1.4', image: { name: 'gardenlinux', version: '9.9.9' } } };
    const text = reportOf(profile(), shoot({ workers: [lost] }), shoot({ name: 'far', spec: { region: 'eu-9' } }));
    expect(text?.split('\n').slice(-4)).toEqual([
      '- gardenlinux 1877.3.0 eu-9 amd64, **not in the profile**: dev/far/cpu',
      '- gardenlinux 1877.3.0 eu-9 arm64, **not in the profile**: dev/far/arm',
      '- gardenlinux 9.9.9 eu-1 amd64, **not in the profile**: dev/crazy/cpu',
      '',
    ]);
  });

  it('shows ten pools of a cell and counts the rest', () => {
    const shoots = Array.from({ length: 13 }, (_, index) => shoot({ name: `s${index + 10}`, workers: [amdPool] }));
    const line = reportOf(profile(), ...shoots)
      ?.split('\n')
      .at(-2);
    expect(line).toMatch(/^- gardenlinux 1877\.3\.0 eu-1 amd64: dev\/s10\/cpu, .*dev\/s19\/cpu and 3 more$/);
  });

  it('is not made where nothing runs in OpenStack, or the profile is not in the tree', () => {
    expect(reportOf(profile())).toBeUndefined();
    expect(reportOf(shoot())).toBeUndefined();
  });

  it('lies in the example landscape', () => {
    const sink = new MemorySink();
    landscape(meadow).render(sink);
    const text = sink.files.get('meadow/reports/openstack-images.md') ?? '';
    expect(text).toContain('dev/crazy-botany/arm');
    expect(text).not.toContain('no image');
  });
});
