import type { CloudProfile } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../lib/core/loose';
import { defaultCloudProfile } from '../../../lib/gardener/cloud-profile/defaults';
import { validateCloudProfile, validateCloudProfileUpdate } from '../../../lib/gardener/cloud-profile/validation';
import { Report } from '../../../lib/rules/report';

type Spec = NonNullable<Loose<CloudProfile>['spec']>;

const now = new Date('2026-11-25T00:00:00Z');
const past = '2026-01-01T00:00:00Z';
const future = '2027-01-01T00:00:00Z';
const context = { gardener: '1.150.0', featureGates: { VersionClassificationLifecycle: true }, now };

const spec: Spec = {
  type: 'openstack',
  kubernetes: { versions: [{ version: '1.35.3' }, { version: '1.34.2' }] },
  machineImages: [{ name: 'gardenlinux', versions: [{ version: '1877.3.0', classification: 'supported' }] }],
  machineTypes: [{ name: 'm1.4', cpu: '4', gpu: '0', memory: '16Gi' }],
  regions: [{ name: 'eu01', zones: [{ name: 'eu01-1' }] }],
};

const profile = (fields: Spec): Loose<CloudProfile> => ({ metadata: { name: 'eu01' }, spec: { ...spec, ...fields } });

function create(fields: Spec, featureGates = {}): string[] {
  const report = new Report();
  const gates = { ...context.featureGates, ...featureGates };
  validateCloudProfile(defaultCloudProfile(profile(fields)), report, { ...context, featureGates: gates });
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

function update(next: Spec, old: Spec): string[] {
  const report = new Report();
  validateCloudProfileUpdate(defaultCloudProfile(profile(next)), defaultCloudProfile(profile(old)), report, context);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

const kubernetes = (...versions: NonNullable<NonNullable<Spec['kubernetes']>['versions']>): Spec => ({
  kubernetes: { versions },
});

describe('a CloudProfile', () => {
  test('offers versions, images, types and regions', () => {
    expect(create({})).toEqual([]);
    const report = new Report();
    validateCloudProfile({ metadata: { name: 'a' } }, report, context);
    expect(report.findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'CLOUDPROFILE-PROVIDER spec.type',
      'CLOUDPROFILE-KUBERNETES spec.kubernetes.versions',
      'CLOUDPROFILE-KUBERNETES-NEWEST spec.kubernetes.versions',
      'CLOUDPROFILE-IMAGES spec.machineImages',
      'CLOUDPROFILE-TYPES spec.machineTypes',
      'CLOUDPROFILE-REGIONS spec.regions',
    ]);
  });

  test('lists regions, zones, types and volumes once', () => {
    const type = { name: 'a', class: 'standard' };
    expect(
      create({
        regions: [
          { name: 'a', zones: [{ name: 'b' }, { name: 'b' }, {}] },
          { name: 'a', labels: { a: 'b c' } },
        ],
        machineTypes: [{ name: 'm' }, { name: 'm', cpu: '-1' }, { name: 'x/y', memory: '-1' }],
        volumeTypes: [type, { ...type, class: '' }, { name: '', class: 'a b', minSize: '-1' }],
      }),
    ).toEqual([
      'CLOUDPROFILE-TYPE-DUPLICATE duplicate spec.machineTypes[1].name',
      'CLOUDPROFILE-TYPE-NAME invalid spec.machineTypes[2].name',
      'QUANTITY-NEGATIVE invalid spec.machineTypes[2].memory',
      'CLOUDPROFILE-VOLUME-DUPLICATE duplicate spec.volumeTypes[1].name',
      'CLOUDPROFILE-VOLUME-CLASS-MISSING required spec.volumeTypes[1].class',
      'CLOUDPROFILE-VOLUME-NAME-MISSING required spec.volumeTypes[2].name',
      'CLOUDPROFILE-VOLUME-CLASS invalid spec.volumeTypes[2].class',
      'QUANTITY-NEGATIVE invalid spec.volumeTypes[2].minSize',
      'CLOUDPROFILE-ZONE-DUPLICATE duplicate spec.regions[0].zones[1].name',
      'CLOUDPROFILE-ZONE-NAME required spec.regions[0].zones[2].name',
      'CLOUDPROFILE-REGION-DUPLICATE duplicate spec.regions[1].name',
      'LABEL-VALUE invalid spec.regions[1].labels',
    ]);
  });

  test('has storage of a fixed or of a minimal size', () => {
    const storage = (fields: object): string[] =>
      create({ machineTypes: [{ name: 'm', storage: { class: 'a', type: 'b', ...fields } }] });
    expect(storage({ size: '20Gi' })).toEqual([]);
    expect(storage({})).toEqual(['CLOUDPROFILE-TYPE-STORAGE invalid spec.machineTypes[0].storage']);
    expect(storage({ size: '20Gi', minSize: '10Gi' })).toEqual([
      'CLOUDPROFILE-TYPE-STORAGE invalid spec.machineTypes[0].storage',
    ]);
    expect(storage({ minSize: '-1' })).toEqual(['QUANTITY-NEGATIVE invalid spec.machineTypes[0].storage.minSize']);
  });

  test('limits nodes, and never to fewer', () => {
    expect(create({ limits: { maxNodesTotal: 0 } })).toEqual(['CLOUDPROFILE-LIMIT invalid spec.limits.maxNodesTotal']);
    expect(update({ limits: { maxNodesTotal: 9 } }, { limits: { maxNodesTotal: 10 } })).toEqual([
      'CLOUDPROFILE-LIMIT-LOWERED invalid spec.limits.maxNodesTotal',
    ]);
    expect(update({ limits: {} }, { limits: { maxNodesTotal: 10 } })).toEqual([]);
  });

  test('trusts a certificate', () => {
    expect(create({ caBundle: 'trust me' })).toEqual(['CLOUDPROFILE-CA invalid spec.caBundle']);
  });
});

describe('a Kubernetes version of a CloudProfile', () => {
  test('is complete and listed once', () => {
    expect(create(kubernetes({ version: '1.35.3' }, { version: '1.35.3' }, { version: 'v1.34.2' }))).toEqual([
      'CLOUDPROFILE-KUBERNETES-DUPLICATE duplicate spec.kubernetes.versions[1].version',
      'CLOUDPROFILE-KUBERNETES-VERSION invalid spec.kubernetes.versions[2].version',
    ]);
  });

  test('never ends when it is the newest', () => {
    expect(create(kubernetes({ version: '1.9.9' }, { version: '1.35.3', expirationDate: future }))).toEqual([
      'CLOUDPROFILE-KUBERNETES-NEWEST-EXPIRES invalid spec.kubernetes.versions[1].expirationDate',
    ]);
    const lifecycle = [
      { classification: 'supported' as const },
      { classification: 'expired' as const, startTime: future },
    ];
    expect(create(kubernetes({ version: '1.35.3', lifecycle }))).toEqual([
      'CLOUDPROFILE-KUBERNETES-NEWEST-EXPIRES invalid spec.kubernetes.versions[0].lifecycle',
    ]);
  });

  test('is the newest of those that will be stored: expired ones are dropped from a new profile', () => {
    const versions = kubernetes({ version: '1.36.0', expirationDate: past }, { version: '1.35.3' });
    expect(create(versions)).toEqual([]);
    expect(update(versions, versions)).toEqual([
      'CLOUDPROFILE-KUBERNETES-NEWEST-EXPIRES invalid spec.kubernetes.versions[0].expirationDate',
    ]);
  });

  test('is in use in a new profile', () => {
    const versions = kubernetes({ version: '1.36.0', expirationDate: past });
    expect(create(versions)).toEqual([
      'CLOUDPROFILE-KUBERNETES required spec.kubernetes.versions',
      'CLOUDPROFILE-KUBERNETES-NEWEST invalid spec.kubernetes.versions',
    ]);
  });

  test('is the only supported one of its minor, if it says so', () => {
    const supported = { classification: 'supported' as const };
    expect(
      create(
        kubernetes({ version: '1.35.3', ...supported }, { version: '1.35.2', ...supported }, { version: '1.35.1' }),
      ),
    ).toEqual([
      'VERSION-SUPPORTED-TWICE forbidden spec.kubernetes.versions[0]',
      'VERSION-SUPPORTED-TWICE forbidden spec.kubernetes.versions[1]',
    ]);
    expect(create(kubernetes({ version: '1.35.3', ...supported }, { version: '1.34.2', ...supported }))).toEqual([]);
  });

  test('expires at a date, or passes through stages in order', () => {
    const entry = 'spec.kubernetes.versions[1]';
    const second = (version: object): string[] =>
      create(kubernetes({ version: '1.35.3' }, { version: '1.34.2', ...version }));
    expect(second({ classification: 'expired' })).toEqual([`VERSION-EXPIRED forbidden ${entry}.classification`]);
    expect(second({ classification: 'deprecated', lifecycle: [{ classification: 'preview' }] })).toEqual([
      `VERSION-LIFECYCLE-EXCLUSIVE forbidden ${entry}`,
    ]);
    expect(
      second({
        lifecycle: [
          { classification: 'supported', startTime: past },
          { classification: 'preview', startTime: '2025-01-01T00:00:00Z' },
          { classification: 'supported' },
          { classification: 'unavailable', startTime: future },
        ],
      }),
    ).toEqual([
      `VERSION-LIFECYCLE-ORDER invalid ${entry}.lifecycle[1].classification`,
      `VERSION-LIFECYCLE-DUPLICATE duplicate ${entry}.lifecycle[2].classification`,
      `VERSION-CLASSIFICATION notSupported ${entry}.lifecycle[3].classification`,
      `VERSION-LIFECYCLE-ORDER invalid ${entry}.lifecycle[3].classification`,
      `VERSION-LIFECYCLE-TIME invalid ${entry}.lifecycle[1]`,
      `VERSION-LIFECYCLE-START required ${entry}.lifecycle[2]`,
    ]);
  });

  test('has stages only with the feature gate, and then nothing else is judged', () => {
    const lifecycle = [{ classification: 'nonsense' as 'preview' }];
    const versions = kubernetes({ version: '1.35.3' }, { version: '1.34.2', lifecycle });
    expect(create(versions, { VersionClassificationLifecycle: false })).toEqual([
      'VERSION-LIFECYCLE-GATE forbidden spec.kubernetes.versions[1].lifecycle',
    ]);
  });

  test('does not become unavailable again', () => {
    const lifecycle = [{ classification: 'preview' as const, startTime: future }];
    const next = kubernetes({ version: '1.35.3' }, { version: '1.34.2', lifecycle });
    expect(update(next, spec)).toEqual(['CLOUDPROFILE-VERSION-WITHDRAWN forbidden spec.kubernetes.versions[1]']);
    expect(update(next, next)).toEqual([]);
  });
});

describe('a machine image of a CloudProfile', () => {
  const image = (...versions: object[]): Spec => ({
    machineImages: [{ name: 'a', versions }] as Spec['machineImages'],
  });

  test('has semantic versions, each once', () => {
    expect(create(image({ version: '1.0.0' }, { version: '1.0.0' }, { version: 'focal' }))).toEqual([
      'CLOUDPROFILE-IMAGES-NEWEST invalid spec.machineImages',
      'CLOUDPROFILE-IMAGE-VERSION-DUPLICATE duplicate spec.machineImages[0].versions[1]',
      'CLOUDPROFILE-IMAGE-VERSION invalid spec.machineImages[0].versions[2].version',
    ]);
    expect(create(image())).toEqual(['CLOUDPROFILE-IMAGE-VERSIONS required spec.machineImages[0].versions']);
    const expired = image({ version: '1877.3.0', expirationDate: past });
    expect(create(expired)).toEqual(['CLOUDPROFILE-IMAGE-VERSIONS required spec.machineImages[0].versions']);
    expect(update(expired, expired)).toEqual([]);
  });

  test('says what it runs and since when it is updated in place', () => {
    const cri = [{ name: 'docker', containerRuntimes: [{ type: 'a/b' }, { type: 'c' }, { type: 'c' }] }];
    const at = 'spec.machineImages[0].versions[0]';
    const inPlaceUpdates = { supported: true, minVersionForUpdate: 'old' };
    expect(create(image({ version: '1.0.0', cri, inPlaceUpdates, kubeletVersionConstraint: 'new' }))).toEqual([
      `CLOUDPROFILE-IMAGE-IN-PLACE invalid ${at}.inPlaceUpdates.minVersionForUpdate`,
      `CLOUDPROFILE-IMAGE-KUBELET invalid ${at}.kubeletVersionConstraint`,
      `CLOUDPROFILE-CRI-NAME notSupported ${at}.cri[0].name`,
      `CLOUDPROFILE-RUNTIME-TYPE invalid ${at}.cri[0].containerRuntimes[0].type`,
      `CLOUDPROFILE-RUNTIME-DUPLICATE duplicate ${at}.cri[0].containerRuntimes[2].type`,
    ]);
  });

  test('has flavors only where the profile registers capabilities', () => {
    const at = 'spec.machineImages[0].versions[0]';
    expect(create(image({ version: '1.0.0', architectures: ['riscv'], capabilityFlavors: [{}] }))).toEqual([
      `CLOUDPROFILE-IMAGE-ARCHITECTURE notSupported ${at}.architectures[0]`,
      `CLOUDPROFILE-IMAGE-FLAVORS-UNREGISTERED forbidden ${at}.capabilityFlavors`,
    ]);
  });
});

describe('capabilities of a CloudProfile', () => {
  const machineCapabilities = [
    { name: 'architecture', values: ['amd64', 'arm64'] },
    { name: 'boot', values: ['uefi'] },
  ];
  const flavored = (...capabilityFlavors: Record<string, string[]>[]): Spec => ({
    machineCapabilities,
    machineImages: [{ name: 'a', versions: [{ version: '1.0.0', architectures: ['arm64'], capabilityFlavors }] }],
  });
  const at = 'spec.machineImages[0].versions[0].capabilityFlavors';

  test('register the architecture, and no reserved or repeated names', () => {
    const wrong = [
      { name: 'gardener-x', values: [] },
      { name: '', values: ['a b', ''] },
      { name: '', values: ['a'] },
    ];
    const capabilities = create({ machineCapabilities: wrong }).filter(line => line.includes('machineCapabilities'));
    expect(capabilities).toEqual([
      'CLOUDPROFILE-CAPABILITY-RESERVED forbidden spec.machineCapabilities[0].name',
      'CLOUDPROFILE-CAPABILITY-VALUES required spec.machineCapabilities[0].values',
      'CLOUDPROFILE-CAPABILITY-NAME-MISSING required spec.machineCapabilities[1].name',
      'CLOUDPROFILE-CAPABILITY-VALUE invalid spec.machineCapabilities[1].values[0]',
      'CLOUDPROFILE-CAPABILITY-VALUE-EMPTY required spec.machineCapabilities[1].values[1]',
      'CLOUDPROFILE-CAPABILITY-DUPLICATE duplicate spec.machineCapabilities[2].name',
      'CLOUDPROFILE-CAPABILITY-NAME-MISSING required spec.machineCapabilities[2].name',
      'CLOUDPROFILE-CAPABILITY-ARCHITECTURE required spec.machineCapabilities',
    ]);
  });

  test('need a flavor for each architecture of an image', () => {
    expect(create(flavored({ architecture: ['arm64'], boot: ['uefi'] }))).toEqual([]);
    expect(create(flavored())).toEqual([`CLOUDPROFILE-IMAGE-FLAVORS required ${at}`]);
    expect(create(flavored({ architecture: ['amd64', 'arm64'] }, { boot: ['uefi'] }))).toEqual([
      `CLOUDPROFILE-IMAGE-FLAVOR-ARCHITECTURE invalid ${at}[0].architecture`,
      `CLOUDPROFILE-IMAGE-FLAVOR-ARCHITECTURE required ${at}[1].architecture`,
    ]);
    expect(create(flavored({ architecture: ['amd64'], boot: ['bios'], disk: ['scsi'] }))).toEqual([
      'CLOUDPROFILE-IMAGE-ARCHITECTURE-CONFLICT invalid spec.machineImages[0].versions[0].architectures',
      `CLOUDPROFILE-CAPABILITY-VALUE-UNKNOWN notSupported ${at}[0].boot[0]`,
      `CLOUDPROFILE-CAPABILITY-UNKNOWN notSupported ${at}[0]`,
    ]);
  });

  test('leave a machine type one architecture, the same as in the older field', () => {
    const image = flavored({ architecture: ['arm64'] });
    const type = (fields: object): string[] => create({ ...image, machineTypes: [{ name: 'm', ...fields }] });
    expect(type({})).toEqual([]);
    expect(type({ architecture: 'amd64', capabilities: { architecture: ['arm64'] } })).toEqual([
      'CLOUDPROFILE-TYPE-ARCHITECTURE-CONFLICT invalid spec.machineTypes[0].architecture',
    ]);
    expect(type({ capabilities: { architecture: ['amd64', 'arm64'] } })).toEqual([
      'CLOUDPROFILE-TYPE-ARCHITECTURES invalid spec.machineTypes[0].capabilities.architecture',
    ]);
  });

  test('may be given up: flavors and capabilities go with the registration', () => {
    const before = flavored({ architecture: ['arm64'] });
    expect(update({ ...before, machineCapabilities: [] }, before)).toEqual([]);
    expect(create({ ...before, machineCapabilities: [] })).toEqual([
      `CLOUDPROFILE-IMAGE-FLAVORS-UNREGISTERED forbidden ${at}`,
    ]);
  });

  test('need their feature gate', () => {
    expect(create(flavored({ architecture: ['arm64'] }), { CloudProfileCapabilities: false })).toEqual([
      'CLOUDPROFILE-CAPABILITIES-GATE forbidden spec.machineCapabilities',
    ]);
  });
});

describe('the bastion of a CloudProfile', () => {
  const bastion = (fields: NonNullable<Spec['bastion']>, more: Spec = {}): string[] =>
    create({ ...more, bastion: fields });

  test('uses a machine type and an image of the profile', () => {
    expect(bastion({ machineImage: { name: 'gardenlinux' }, machineType: { name: 'm1.4' } })).toEqual([]);
    expect(bastion({})).toEqual(['CLOUDPROFILE-BASTION-EMPTY invalid spec.bastion']);
    expect(bastion({ machineImage: { name: 'b' }, machineType: { name: 'b' } })).toEqual([
      'CLOUDPROFILE-BASTION-TYPE invalid spec.bastion.machineType.name',
      'CLOUDPROFILE-BASTION-IMAGE invalid spec.bastion.machineImage.name',
    ]);
    expect(bastion({ machineImage: { name: 'gardenlinux', version: '1.0.0' } })).toEqual([
      'CLOUDPROFILE-BASTION-VERSION invalid spec.bastion.machineImage.version',
    ]);
  });

  test('needs an image version of its architecture that is classified as supported', () => {
    const machineTypes = [{ name: 'a1.4', architecture: 'arm64' as const }];
    expect(bastion({ machineImage: { name: 'gardenlinux' }, machineType: { name: 'a1.4' } }, { machineTypes })).toEqual(
      ['CLOUDPROFILE-BASTION-UNSUPPORTED invalid spec.bastion.machineImage.name'],
    );
    const machineImages = [{ name: 'gardenlinux', versions: [{ version: '1.0.0' }] }];
    expect(bastion({ machineImage: { name: 'gardenlinux', version: '1.0.0' } }, { machineImages })).toEqual([
      'CLOUDPROFILE-BASTION-UNSUPPORTED invalid spec.bastion.machineImage.version',
    ]);
  });
});
