import { compareProfiles } from '../../../lib/gardener/landscape-rules/profile-usage';
import { shoot, treeOf, type TreeObject } from './tree';

const core = 'core.gardener.cloud/v1beta1';
const now = new Date('2026-11-25T00:00:00Z');

const profile = (spec: object): TreeObject => ({
  apiVersion: core,
  kind: 'CloudProfile',
  metadata: { name: 'eu01' },
  spec,
});
const child = (spec: object): TreeObject => ({
  apiVersion: core,
  kind: 'NamespacedCloudProfile',
  metadata: { name: 'child', namespace: 'garden-dev' },
  spec: { parent: { kind: 'CloudProfile', name: 'eu01' }, ...spec },
});
const user = (name: string, cloudProfile: object, version = '1.34.2', image = '1.0.0'): TreeObject =>
  shoot(name, {
    cloudProfile,
    kubernetes: { version },
    provider: { workers: [{ machine: { image: { name: 'gardenlinux', version: image } } }] },
  });

const eu01 = { kind: 'CloudProfile', name: 'eu01' };
const viaChild = { kind: 'NamespacedCloudProfile', name: 'child' };
const versions = (...list: string[]): object => ({ versions: list.map(version => ({ version })) });
const images = (...list: string[]): object => ({ machineImages: [{ name: 'gardenlinux', ...versions(...list) }] });

function compare(before: TreeObject[], after: TreeObject[]): string[] {
  const findings = compareProfiles(treeOf(before, { now }), treeOf(after, { now }));
  return [...findings].map(({ rule, object, path, message }) => `${rule} ${object?.name ?? ''} ${path}: ${message}`);
}

describe('what a CloudProfile loses', () => {
  const before = profile({ kubernetes: versions('1.35.3', '1.34.2'), ...images('2.0.0', '1.0.0') });

  test('is used by no Shoot, be it through the profile of a project', () => {
    const users = [user('fern', eu01), user('moss', viaChild), user('free', eu01, '1.35.3', '2.0.0'), child({})];
    const after = profile({ kubernetes: versions('1.35.3'), ...images('2.0.0') });
    expect(compare([before, ...users], [after, ...users])).toEqual([
      'CP-02 eu01 spec.kubernetes.versions: Kubernetes version 1.34.2 is removed and still used by Shoot garden-dev/fern, Shoot garden-dev/moss',
      'CP-02 eu01 spec.machineImages: version 1.0.0 of the image gardenlinux is removed and still used by Shoot garden-dev/fern, Shoot garden-dev/moss',
    ]);
    expect(compare([before, ...users], [after, user('fern', eu01, '1.35.3', '2.0.0')])).toEqual([]);
  });

  test('is not overridden by the profile of a project', () => {
    const override = child({ kubernetes: versions('1.34.2'), ...images('1.0.0') });
    const after = profile({ kubernetes: versions('1.35.3'), machineImages: [] });
    expect(compare([before, override], [after, override]).map(line => line.split(': ')[1])).toEqual([
      'Kubernetes version 1.34.2 is removed and still used by NamespacedCloudProfile garden-dev/child',
      'version 1.0.0 of the image gardenlinux is removed and still used by NamespacedCloudProfile garden-dev/child',
    ]);
  });

  test('leaves room for the nodes that Shoots have at least', () => {
    const pools = (...minimums: number[]): object => ({ workers: minimums.map(minimum => ({ minimum })) });
    const fern = shoot('fern', { cloudProfile: eu01, provider: pools(3, 2) });
    const limited = (maxNodesTotal: number): TreeObject => profile({ limits: { maxNodesTotal } });
    expect(compare([profile({}), fern], [limited(4), fern])).toEqual([
      'CP-04 eu01 spec.limits.maxNodesTotal: Shoot garden-dev/fern has at least 5 nodes, the profile would allow 4',
    ]);
    expect(compare([profile({}), fern], [limited(5), fern])).toEqual([]);
    expect(compare([limited(4), fern], [limited(4), fern])).toEqual([]);
    expect(compare([limited(4), fern], [profile({}), fern])).toEqual([]);
    const moss = shoot('moss', { cloudProfile: viaChild, provider: pools(5) });
    const ofProject = child({ limits: { maxNodesTotal: 4 } });
    expect(compare([profile({}), child({}), moss], [profile({}), ofProject, moss])).toEqual([
      'CP-04 child spec.limits.maxNodesTotal: Shoot garden-dev/moss has at least 5 nodes, the profile would allow 4',
    ]);
  });

  test('is no capability that the profile of a project needs, architectures apart', () => {
    const capable = (...values: string[]): TreeObject =>
      profile({
        machineCapabilities: [
          { name: 'architecture', values: ['amd64', 'arm64'] },
          { name: 'boot', values },
        ],
      });
    const uses = (capabilities: object): TreeObject => child({ machineTypes: [{ name: 'm', capabilities }] });
    const uefi = uses({ boot: ['uefi'], architecture: ['arm64'] });
    expect(compare([capable('uefi', 'bios'), uefi], [capable('bios'), uefi])).toEqual([
      'CP-02 eu01 spec.machineCapabilities: capability boot with uefi is removed and still used by NamespacedCloudProfile garden-dev/child',
    ]);
    const plain = uses({ architecture: ['arm64'] });
    expect(compare([capable('uefi'), plain], [profile({}), plain])).toEqual([]);
  });

  test('may not be made up for by an image that the profile of a project defines', () => {
    const own = child({ machineImages: [{ name: 'meadowlinux', ...versions('1.0.0') }] });
    const after = profile({ machineImages: [{ name: 'meadowlinux', ...versions('1.0.0') }] });
    expect(compare([profile({}), own], [after, own])).toEqual([
      'CP-03 eu01 spec.machineImages[0].name: the image meadowlinux is defined by NamespacedCloudProfile garden-dev/child already',
    ]);
  });
});

describe('what the profile of a project loses', () => {
  const override = child({ kubernetes: versions('1.34.2'), ...images('1.0.0') });
  const users = [user('fern', viaChild)];
  const lost = (parent: TreeObject): string[] => compare([parent, override, ...users], [parent, child({}), ...users]);

  test('is still there in the parent, and not expired', () => {
    expect(lost(profile({ kubernetes: versions('1.34.2'), ...images('1.0.0') }))).toEqual([]);
    const ended = [{ version: '1.34.2', expirationDate: '2026-01-01T00:00:00Z' }];
    expect(lost(profile({ kubernetes: { versions: ended } }))).toEqual([
      'CP-02 child spec.kubernetes.versions: Kubernetes version 1.34.2 is removed and still used by Shoot garden-dev/fern',
      'CP-02 child spec.machineImages: version 1.0.0 of the image gardenlinux is removed and still used by Shoot garden-dev/fern',
    ]);
  });
});
