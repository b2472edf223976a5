import type { NamespacedCloudProfile } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../lib/core/loose';
import {
  defaultNamespacedCloudProfile,
  storedNamespacedCloudProfile,
} from '../../../lib/gardener/namespaced-cloud-profile/defaults';
import {
  validateNamespacedCloudProfile,
  validateNamespacedCloudProfileUpdate,
} from '../../../lib/gardener/namespaced-cloud-profile/validation';
import { Report } from '../../../lib/rules/report';

type Profile = Loose<NamespacedCloudProfile>;
type Spec = NonNullable<Profile['spec']>;

const context = { gardener: '1.150.0', featureGates: {}, now: new Date('2026-11-25T00:00:00Z') };
const parent = { kind: 'CloudProfile' as const, name: 'eu01' };
const past = '2026-01-01T00:00:00Z';

const profile = (spec: Spec): Profile => ({
  metadata: { name: 'child', namespace: 'garden-meadow' },
  spec: { parent, ...spec },
});

function create(spec: Spec): string[] {
  const report = new Report();
  validateNamespacedCloudProfile(profile(spec), report, context);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

describe('a NamespacedCloudProfile on its own', () => {
  test('extends a CloudProfile', () => {
    expect(create({})).toEqual([]);
    expect(create({ parent: {} })).toEqual([
      'NAMESPACEDCLOUDPROFILE-PARENT-KIND notSupported spec.parent.kind',
      'NAMESPACEDCLOUDPROFILE-PARENT-NAME required spec.parent.name',
    ]);
  });

  test('leaves classes of Kubernetes versions to its parent', () => {
    expect(create({ kubernetes: { versions: [{ version: '1.34', classification: 'preview' }] } })).toEqual([
      'NAMESPACEDCLOUDPROFILE-CLASSIFICATION forbidden spec.kubernetes.versions[0].classification',
      'CLOUDPROFILE-KUBERNETES-VERSION invalid spec.kubernetes.versions[0].version',
    ]);
  });

  test('may leave out of an image what the parent may have', () => {
    expect(
      create({ machineImages: [{ name: 'gardenlinux' }, { name: 'a', versions: [{ version: '1.0.0' }] }] }),
    ).toEqual([]);
    expect(create({ machineImages: [{ versions: [{ version: 'x' }] }] })).toEqual([
      'CLOUDPROFILE-IMAGES-NEWEST invalid spec.machineImages',
      'CLOUDPROFILE-IMAGE-NAME-MISSING required spec.machineImages[0].name',
      'CLOUDPROFILE-IMAGE-VERSION invalid spec.machineImages[0].versions[0].version',
    ]);
  });

  test('is changed without the new versions that nobody can use', () => {
    const errors = (versions: object[], old: object[]): string[] => {
      const report = new Report();
      const [next, before] = [versions, old].map(list => profile({ parent, kubernetes: { versions: list } }));
      validateNamespacedCloudProfileUpdate(next ?? {}, before ?? {}, report, context);
      return report.findings.map(({ type, path }) => `${type ?? ''} ${path}`);
    };
    const expired = { version: '1.30.1', classification: 'deprecated', expirationDate: past };
    const refused = 'forbidden spec.kubernetes.versions[0].classification';
    expect(errors([expired], [])).toEqual([]);
    expect(errors([expired], [expired])).toEqual([refused]);
    expect(errors([expired, { version: '1.34.2', classification: 'preview' }], [])).toEqual([refused]);
  });

  test('keeps its parent', () => {
    const report = new Report();
    validateNamespacedCloudProfileUpdate(
      profile({ parent: { ...parent, name: 'eu02' } }),
      profile({}),
      report,
      context,
    );
    expect(report.findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'NAMESPACEDCLOUDPROFILE-PARENT-IMMUTABLE spec.parent',
    ]);
  });
});

describe('the defaults of a NamespacedCloudProfile', () => {
  test('are usable types, and nothing that the parent may have', () => {
    const spec: Spec = { machineTypes: [{ name: 'm' }], volumeTypes: [{ name: 'v' }], machineImages: [{ name: 'i' }] };
    expect(defaultNamespacedCloudProfile(profile(spec)).spec).toEqual({
      parent,
      machineTypes: [{ name: 'm', usable: true }],
      volumeTypes: [{ name: 'v', usable: true }],
      machineImages: [{ name: 'i' }],
    });
  });
});

describe('a stored NamespacedCloudProfile', () => {
  const expired = { version: '1.0.0', expirationDate: past };

  test('has no versions that nobody can use, and no images of which nothing is left', () => {
    const spec: Spec = {
      kubernetes: { versions: [{ version: '1.34.2', expirationDate: past }, { version: '1.35.3' }] },
      machineImages: [
        { name: 'a', versions: [expired] },
        { name: 'b', updateStrategy: 'minor', versions: [expired] },
        { name: 'c', versions: [expired, { version: '2.0.0' }] },
      ],
    };
    expect(storedNamespacedCloudProfile(profile(spec), context).spec).toEqual({
      parent,
      kubernetes: { versions: [{ version: '1.35.3' }] },
      machineImages: [
        { name: 'b', updateStrategy: 'minor' },
        { name: 'c', versions: [{ version: '2.0.0' }] },
      ],
    });
  });

  test('keeps versions that it has already', () => {
    const spec: Spec = { machineImages: [{ name: 'a', versions: [expired] }] };
    expect(storedNamespacedCloudProfile(profile(spec), context, profile(spec)).spec).toEqual({ parent, ...spec });
  });
});
