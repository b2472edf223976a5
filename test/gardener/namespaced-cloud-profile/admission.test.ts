import type { CloudProfile, NamespacedCloudProfile } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../lib/core/loose';
import { defaultCloudProfile } from '../../../lib/gardener/cloud-profile/defaults';
import { admitNamespacedCloudProfile } from '../../../lib/gardener/namespaced-cloud-profile/admission';
import { Report } from '../../../lib/rules/report';

type Spec = NonNullable<Loose<NamespacedCloudProfile>['spec']>;

const context = { gardener: '1.150.0', featureGates: {}, now: new Date('2026-11-25T00:00:00Z') };
const past = '2026-01-01T00:00:00Z';
const future = '2027-01-01T00:00:00Z';

const parent: Loose<CloudProfile> = defaultCloudProfile({
  metadata: { name: 'eu01' },
  spec: {
    type: 'openstack',
    kubernetes: { versions: [{ version: '1.35.3' }, { version: '1.34.2' }] },
    machineImages: [{ name: 'gardenlinux', versions: [{ version: '1.0.0' }] }],
    machineTypes: [{ name: 'm1.4' }],
    regions: [{ name: 'eu01' }],
  },
});

function admit(spec: Spec, old?: Spec): string[] {
  const report = new Report();
  admitNamespacedCloudProfile({ spec }, { parent, ...(old && { old: { spec: old } }) }, report, context);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

const kubernetes = (version: object): Spec => ({ kubernetes: { versions: [{ version: '1.34.2', ...version }] } });
const image = (name: string, version: object, more = {}): Spec => ({
  machineImages: [{ name, versions: [{ version: '1.0.0', ...version }], ...more }],
});

describe('a NamespacedCloudProfile under its parent', () => {
  test('ends Kubernetes versions of the parent in the future', () => {
    expect(admit(kubernetes({ expirationDate: future }))).toEqual([]);
    expect(admit(kubernetes({ version: '1.33.0' }))).toEqual([
      'NAMESPACEDCLOUDPROFILE-VERSION-UNKNOWN forbidden spec.kubernetes.versions[0].version',
      'NAMESPACEDCLOUDPROFILE-VERSION-DATE required spec.kubernetes.versions[0].expirationDate',
    ]);
  });

  test('loses new overrides that lie in the past without a word, and may not move old ones there', () => {
    expect(admit(kubernetes({ version: '1.33.0', expirationDate: past }))).toEqual([]);
    const old = kubernetes({ expirationDate: future });
    expect(admit(kubernetes({ expirationDate: past }), old)).toEqual([
      'NAMESPACEDCLOUDPROFILE-VERSION-PAST forbidden spec.kubernetes.versions[0].expirationDate',
    ]);
    const expired = kubernetes({ expirationDate: past });
    expect(admit({ ...expired, limits: { maxNodesTotal: 1 } }, expired)).toEqual([]);
  });

  test('overrides nothing of an image version but its end', () => {
    const at = 'spec.machineImages[0].versions[0]';
    expect(admit(image('gardenlinux', { expirationDate: future }))).toEqual([]);
    expect(admit(image('gardenlinux', { architectures: ['arm64'], inPlaceUpdates: { supported: true } }))).toEqual([
      `NAMESPACEDCLOUDPROFILE-IMAGE-OVERRIDE forbidden ${at}.architectures`,
      `NAMESPACEDCLOUDPROFILE-IMAGE-OVERRIDE forbidden ${at}.inPlaceUpdates`,
      `NAMESPACEDCLOUDPROFILE-IMAGE-DATE invalid ${at}.expirationDate`,
    ]);
  });

  test('keeps what it said about an image before the parent had it, but for the end', () => {
    const at = 'spec.machineImages[0]';
    const old = image('gardenlinux', { architectures: ['arm64'], cri: [{ name: 'containerd' }] });
    const next = image('gardenlinux', {
      architectures: ['arm64'],
      cri: [{ name: 'containerd' }],
      expirationDate: future,
    });
    expect(admit(next, old)).toEqual([]);
    expect(admit(image('gardenlinux', { architectures: ['amd64'] }, { updateStrategy: 'patch' }), old)).toEqual([
      `NAMESPACEDCLOUDPROFILE-IMAGE-STRATEGY forbidden ${at}.updateStrategy`,
      `NAMESPACEDCLOUDPROFILE-IMAGE-FROZEN forbidden ${at}.versions[0]`,
    ]);
    const ended = image('gardenlinux', {
      architectures: ['arm64'],
      cri: [{ name: 'containerd' }],
      expirationDate: past,
    });
    expect(admit(ended, old)).toEqual([`NAMESPACEDCLOUDPROFILE-IMAGE-PAST invalid ${at}.versions[0].expirationDate`]);
  });

  test('brings images of its own complete', () => {
    const complete = { architectures: ['arm64'], cri: [{ name: 'containerd' }] };
    expect(admit(image('meadowlinux', complete, { updateStrategy: 'minor' }))).toEqual([]);
    const at = 'spec.machineImages[0].versions[0]';
    expect(admit(image('meadowlinux', {}))).toEqual([
      `CLOUDPROFILE-CRI required ${at}.cri`,
      `CLOUDPROFILE-IMAGE-ARCHITECTURES required ${at}.architectures`,
    ]);
  });

  test('is judged merged with its parent, at the entry that the project wrote', () => {
    const newVersion: Spec = {
      machineImages: [{ name: 'gardenlinux', versions: [{ version: '2.0.0', architectures: ['arm64'] }] }],
    };
    expect(admit(newVersion)).toEqual(['CLOUDPROFILE-CRI required spec.machineImages[0].versions[0].cri']);
    const withoutStrategy = image('meadowlinux', { architectures: ['arm64'], cri: [{ name: 'containerd' }] });
    expect(admit(withoutStrategy)).toEqual([
      'CLOUDPROFILE-IMAGE-STRATEGY-MISSING required spec.machineImages[0].updateStrategy',
    ]);
  });

  test('shows what only the merged profile has wrong at the status', () => {
    const report = new Report();
    const profile = kubernetes({ version: '1.35.3', expirationDate: future });
    admitNamespacedCloudProfile({ spec: profile }, { parent }, report, context);
    expect(report.findings).toMatchObject([
      {
        rule: 'CLOUDPROFILE-KUBERNETES-NEWEST-EXPIRES',
        path: 'status.cloudProfileSpec.kubernetes.versions[0].expirationDate',
        message:
          'merged with its parent, the profile is wrong: the newest version never expires, there is none to update to',
      },
    ]);
  });

  test('is not judged again when nothing but metadata changes', () => {
    const wrong = kubernetes({ version: '1.33.0' });
    expect(admit(wrong, wrong)).toEqual([]);
  });
});
