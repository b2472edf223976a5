import type { KubernetesObject } from '../../lib/core/object';
import { coreKinds } from '../../lib/gardener/core-kinds';
import { operatorKinds } from '../../lib/gardener/operator-kinds';
import { seedmanagementKinds } from '../../lib/gardener/seedmanagement-kinds';
import { shootValidation } from '../../lib/gardener/shoot/shoot-validation';
import { compareUpdates } from '../../lib/gardener/updates';
import { garden, viewOf } from './shoot/admission/world';
import { shootWith, shootWithWorkers, worker } from './shoot/shoots';

const compare = compareUpdates([shootValidation, ...coreKinds, ...seedmanagementKinds, ...operatorKinds]);

function refusals(
  old: KubernetesObject,
  next: KubernetesObject,
  around: readonly KubernetesObject[] = garden,
): string[] {
  const [before, after] = [old, next].map(object => viewOf([...around, object], false));
  if (before === undefined || after === undefined) return [];
  return [...compare(before, after)].map(({ type, severity, path }) => `${type ?? severity} ${path}`);
}

describe('a change of a tree', () => {
  test('leaves alone what never changes', () => {
    expect(refusals(shootWith(), shootWith({ region: 'eu02' }))).toEqual(['invalid spec.region']);
    const exposure = (handler: string): KubernetesObject => ({
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'ExposureClass',
      metadata: { name: 'internet' },
      handler,
    });
    expect(refusals(exposure('a'), exposure('b'))).toEqual(['invalid handler']);
  });

  test('leaves a ManagedSeed with its Shoot, and does not judge a seed that nobody can complete', () => {
    const managedSeed = (name: string, ingress: object): KubernetesObject => ({
      apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
      kind: 'ManagedSeed',
      metadata: { name: 'soil', namespace: 'garden' },
      spec: {
        shoot: { name },
        gardenlet: {
          config: {
            apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1',
            kind: 'GardenletConfiguration',
            seedConfig: { spec: { ingress } },
          },
        },
      },
    });
    const written = { domain: 'ingress.soil.example.org' };
    expect(refusals(managedSeed('soil', {}), managedSeed('clay', written), [])).toEqual(['invalid spec.shoot']);
    expect(refusals(managedSeed('soil', {}), managedSeed('soil', written), [])).toEqual([]);
  });

  test('obeys the rules of a custom resource about changes', () => {
    const identified = (clusterIdentity: string): KubernetesObject => ({
      apiVersion: 'operator.gardener.cloud/v1alpha1',
      kind: 'Garden',
      metadata: { name: 'meadow' },
      spec: { virtualCluster: { gardener: { clusterIdentity } } },
    });
    expect(refusals(identified('meadow'), identified('forest'))).toContain(
      'invalid spec.virtualCluster.gardener.clusterIdentity',
    );
    expect(
      refusals(identified('meadow'), { ...identified('meadow'), metadata: { name: 'meadow', labels: {} } }),
    ).toEqual([]);
  });

  test('does not take a version back, whether admission completes it or not', () => {
    const at = (version: string): KubernetesObject => shootWith({ kubernetes: { version } });
    const back = 'forbidden spec.kubernetes.version';
    expect(refusals(at('1.34.2'), at('1.34.1'))).toContain(back);
    expect(refusals(at('1.34'), at('1.34.1'))).toContain(back);
    expect(refusals(at('1.34.2'), at('1.34'))).toEqual([]);
    expect(refusals(at('1.34.2'), at('1.34.1'), [])).toContain(back);
    expect(refusals(shootWith({ kubernetes: {} }), at('1.34.2'), [])).toEqual([]);
    expect(refusals(at('1.34.2'), shootWith({ kubernetes: {} }), [])).toEqual([]);
  });

  test('may concern the encryption at rest: what is in Git counts as rolled out', () => {
    const encrypted = (encryptionConfig: object, spec: object = {}): KubernetesObject =>
      shootWith({ kubernetes: { version: '1.34.2', kubeAPIServer: { encryptionConfig } }, ...spec });
    const place = 'spec.kubernetes.kubeAPIServer.encryptionConfig';
    const stored = encrypted({ resources: ['configmaps'] });
    expect(refusals(stored, encrypted({ resources: ['configmaps', 'services'] }))).toEqual([]);
    expect(refusals(stored, encrypted({ resources: ['configmaps'], provider: { type: 'secretbox' } }))).toEqual([]);
    expect(refusals(stored, encrypted({ resources: ['services'], provider: { type: 'secretbox' } }))).toEqual([
      `forbidden ${place}.provider.type`,
    ]);
    expect(refusals(stored, encrypted({ resources: ['configmaps'] }, { hibernation: { enabled: true } }))).toEqual([]);
    const rotating = { credentials: { rotation: { etcdEncryptionKey: { phase: 'Preparing' } } } };
    expect(refusals({ ...stored, status: rotating }, encrypted({ resources: ['services'] }))).toContain(
      `forbidden ${place}.resources`,
    );
  });

  test('may concern the encryption at rest of a garden', () => {
    const encrypting = (
      kubernetes: readonly string[],
      gardener: readonly string[],
      type?: string,
    ): KubernetesObject => {
      const config = (resources: readonly string[]): object => ({
        encryptionConfig: { resources, ...(type !== undefined && { provider: { type } }) },
      });
      return {
        apiVersion: 'operator.gardener.cloud/v1alpha1',
        kind: 'Garden',
        metadata: { name: 'meadow' },
        spec: {
          virtualCluster: {
            kubernetes: { version: '1.34.2', kubeAPIServer: config(kubernetes) },
            gardener: { clusterIdentity: 'meadow', gardenerAPIServer: config(gardener) },
          },
        },
      };
    };
    const stored = encrypting(['configmaps'], ['projects.core.gardener.cloud']);
    const resources = ['projects.core.gardener.cloud', 'shoots.core.gardener.cloud'];
    expect(refusals(stored, encrypting(['configmaps', 'services'], resources))).toEqual([]);
    expect(refusals(stored, encrypting(['configmaps'], ['projects.core.gardener.cloud'], 'secretbox'))).toEqual([]);
  });

  test('may write down the seed that the scheduler has chosen, and does not move a Shoot', () => {
    expect(refusals(shootWith(), shootWith({ seedName: 'soil-1' }))).toEqual([]);
    expect(refusals(shootWith(), shootWith({ seedName: 'soil-1' }), [])).toEqual([]);
    expect(refusals(shootWith({ seedName: 'soil-1' }), shootWith({ seedName: 'soil-2' }), [])).toEqual([
      'forbidden spec.seedName',
    ]);
    expect(refusals(shootWith({ seedName: 'soil-1' }), shootWith(), [])).toHaveLength(1);
  });

  test('may add nothing but an empty part, which means something, too', () => {
    const carrier = worker({ minimum: 1, maximum: 1, controlPlane: {} });
    const plain = worker({ minimum: 1, maximum: 1 });
    expect(refusals(shootWithWorkers(plain), shootWithWorkers(carrier), [])).toEqual([
      'forbidden spec.provider.workers',
    ]);
  });

  test('keeps of an image of a project that the parent has by now all but its end, and lets nothing expire at once', () => {
    const image = (version: object, updateStrategy = 'minor'): object => ({
      name: 'gardenlinux',
      updateStrategy,
      versions: [{ version: '1877.3.0', architectures: ['amd64'], cri: [{ name: 'containerd' }], ...version }],
    });
    const owned = (machineImage: object): KubernetesObject => ({
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'NamespacedCloudProfile',
      metadata: { name: 'own', namespace: 'garden-meadow' },
      spec: { parent: { kind: 'CloudProfile', name: 'eu01' }, machineImages: [machineImage] },
    });
    const place = 'spec.machineImages[0]';
    const stored = owned(image({}));
    expect(refusals(stored, owned(image({ expirationDate: '2027-01-01T00:00:00Z' })))).toEqual([]);
    expect(refusals(stored, owned(image({ architectures: ['arm64'] })))).toEqual([`forbidden ${place}.versions[0]`]);
    expect(refusals(stored, owned(image({}, 'major')))).toEqual([`forbidden ${place}.updateStrategy`]);
    expect(refusals(stored, owned(image({ expirationDate: '2026-01-01T00:00:00Z' })))).toEqual([
      `invalid ${place}.versions[0].expirationDate`,
    ]);
    expect(refusals(stored, owned(image({ architectures: ['arm64'] })), [])).toEqual([]);
  });

  test('may leave the version of an image to admission, also where nobody knows what it chose', () => {
    const at = (version?: string): KubernetesObject => {
      const image = { name: 'gardenlinux', ...(version !== undefined && { version }) };
      const pool = worker({ updateStrategy: 'AutoInPlaceUpdate', machine: { type: 'm1.4', image } });
      return shootWithWorkers(worker({ name: 'first' }), pool);
    };
    const labeled = (one: KubernetesObject): KubernetesObject => ({
      ...one,
      metadata: { ...one.metadata, labels: { a: 'b' } },
    });
    expect(refusals(at(), labeled(at()), [])).toEqual([]);
    expect(refusals(at(), at('1877.3.0'), [])).toEqual([]);
    expect(refusals(at('1877.3.0'), at(), [])).toEqual([]);
    expect(refusals(at('1877.3.0'), at('1592.9.0'), [])).toEqual([
      'forbidden spec.provider.workers[1].machine.image.version',
    ]);
  });

  test('leaves the spec of a Shoot alone that is being deleted, which others have filled in', () => {
    const deleting = (spec: object, annotations: object): KubernetesObject =>
      shootWith({ ...spec }, { deletionTimestamp: '2026-05-01T10:00:00Z', annotations });
    const changed = { 'confirmation.gardener.cloud/deletion': 'true' };
    for (const around of [garden, []]) {
      expect(refusals(deleting({}, {}), deleting({}, changed), around)).toEqual([]);
      expect(refusals(deleting({}, {}), deleting({ purpose: 'production' }, {}), around)).toEqual(['forbidden spec']);
    }
  });

  test('is not reported for what is wrong with the new object itself', () => {
    expect(refusals(shootWith(), shootWith({ purpose: 'fun' }))).toEqual([]);
  });

  test('may be any other one', () => {
    const expired = worker({ machine: { type: 'm1.4', image: { name: 'gardenlinux', version: '1592.9.0' } } });
    const grown = { ...expired, maximum: 5 };
    expect(refusals(shootWithWorkers(expired), shootWithWorkers(grown))).toEqual([]);
    expect(refusals(shootWith(), shootWith({ purpose: 'production' }), [])).toEqual([]);
    expect(refusals(shootWith({}, { name: 'a' }), shootWith({ region: 'eu02' }, { name: 'b' }))).toEqual([]);
  });
});
