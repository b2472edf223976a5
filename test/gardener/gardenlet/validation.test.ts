import type { Gardenlet } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { Loose } from '../../../lib/core/loose';
import { defaultGardenlet } from '../../../lib/gardener/gardenlet/defaults';
import { validateGardenlet, validateGardenletUpdate } from '../../../lib/gardener/gardenlet/validation';
import { Report } from '../../../lib/rules/report';

type Fields = Loose<Gardenlet>;
type Deployment = NonNullable<NonNullable<Fields['spec']>['deployment']>;

const chart = { ref: 'registry.example.org/charts/gardenlet:v1.150.0' };

function gardenlet(deployment: Deployment = {}, metadata: Fields['metadata'] = {}): Fields {
  return {
    metadata: { name: 'soil', namespace: 'garden', ...metadata },
    spec: { deployment: { helm: { ociRepository: chart }, ...deployment } },
  };
}

function create(object: Fields): string[] {
  const report = new Report();
  validateGardenlet(defaultGardenlet(object), report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

function update(next: Fields, old: Fields): string[] {
  const report = new Report();
  validateGardenletUpdate(defaultGardenlet(next), defaultGardenlet(old), report);
  return report.findings.map(({ rule, type, path }) => `${rule} ${type} ${path}`);
}

describe('a Gardenlet', () => {
  test('needs a name, the namespace garden and a chart', () => {
    expect(create(gardenlet())).toEqual([]);
    expect(create({})).toEqual([
      'META-NAME-MISSING required metadata.name',
      'META-NAMESPACE-MISSING required metadata.namespace',
      'NM-11 forbidden metadata.namespace',
      'OCI-SOURCE required spec.deployment.helm.ociRepository',
    ]);
  });

  test.each<[string, object, string[]]>([
    ['ref alone', { ref: 'a/b:c' }, []],
    ['repository and tag', { repository: 'a/b', tag: 'v1' }, []],
    ['repository and digest', { repository: 'a/b', digest: 'sha256:00' }, []],
    ['ref and tag', { ref: 'a/b:c', tag: 'v1' }, ['GL-03 forbidden', '.tag']],
    ['an empty ref beside a repository', { ref: '', repository: 'a/b' }, ['GL-03 forbidden', '.repository']],
    ['repository alone', { repository: 'a/b' }, ['OCI-VERSION required', '']],
    ['another digest', { repository: 'a/b', digest: 'md5:00' }, ['OCI-DIGEST invalid', '.digest']],
  ])('takes its chart from %s', (_, ociRepository, [rule, field]) => {
    const expected = rule === undefined ? [] : [`${rule} spec.deployment.helm.ociRepository${field ?? ''}`];
    expect(create(gardenlet({ helm: { ociRepository } }))).toEqual(expected);
  });

  test('names its image in one way', () => {
    const image = { ref: '', repository: 'a', tag: '', pullPolicy: 'Sometimes' } as unknown as Deployment['image'];
    expect(create(gardenlet({ image }))).toEqual([
      'GARDENLET-IMAGE-REF-EMPTY invalid spec.deployment.image.ref',
      'GARDENLET-IMAGE-TAG-EMPTY invalid spec.deployment.image.tag',
      'GL-02 forbidden spec.deployment.image',
      'GL-04 notSupported spec.deployment.image.pullPolicy',
    ]);
  });

  test('has counts, names and labels of the right form', () => {
    const deployment = {
      replicaCount: -1,
      revisionHistoryLimit: -1,
      serviceAccountName: 'A b',
      podLabels: { a: 'Not A Value!' },
      podAnnotations: { 'Bad Key!': 'x' },
    };
    expect(create(gardenlet(deployment))).toEqual([
      'GARDENLET-REPLICAS invalid spec.deployment.replicaCount',
      'GARDENLET-REVISION-HISTORY invalid spec.deployment.revisionHistoryLimit',
      'GARDENLET-SERVICE-ACCOUNT invalid spec.deployment.serviceAccountName',
      'LABEL-VALUE invalid spec.deployment.podLabels',
      'ANNOTATION-KEY invalid spec.deployment.podAnnotations',
    ]);
  });

  test('knows three operations, and waits for a pending one', () => {
    const withOperation = (operation: string): Fields =>
      gardenlet({}, { annotations: { 'gardener.cloud/operation': operation } });
    expect(create(withOperation('force-redeploy'))).toEqual([]);
    expect(create(withOperation('retry'))).toEqual([
      'SEEDMANAGEMENT-OPERATION notSupported metadata.annotations[gardener.cloud/operation]',
    ]);
    expect(update(gardenlet(), withOperation('reconcile'))).toEqual([]);
    expect(update(withOperation('reconcile'), withOperation('reconcile'))).toEqual([]);
    const pending = ['SEEDMANAGEMENT-OPERATION-PENDING forbidden metadata.annotations[gardener.cloud/operation]'];
    expect(update(withOperation('renew-kubeconfig'), withOperation('reconcile'))).toEqual(pending);
    // the API server carries it out at once, unless something else changes
    expect(update(withOperation('reconcile'), withOperation('renew-kubeconfig'))).toEqual([]);
    const changed = gardenlet({ replicaCount: 3 }, { annotations: { 'gardener.cloud/operation': 'reconcile' } });
    expect(update(changed, withOperation('renew-kubeconfig'))).toEqual(pending);
  });
});

describe('the defaults of a Gardenlet', () => {
  test('fill in how it is deployed, and the number of shoots', () => {
    expect(defaultGardenlet(gardenlet({ image: { tag: 'latest' } })).spec).toEqual({
      deployment: {
        helm: { ociRepository: chart },
        replicaCount: 2,
        revisionHistoryLimit: 2,
        enableHealthProbes: true,
        image: { tag: 'latest', pullPolicy: 'Always' },
      },
      config: {
        apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1',
        kind: 'GardenletConfiguration',
        resources: { capacity: { shoots: '250' } },
      },
    });
  });

  test('complete the sources of volumes that it has', () => {
    const additionalVolumes = [{ name: 'a', rbd: { image: 'i', monitors: ['m'], pool: '' } }, { name: 'b' }];
    expect(defaultGardenlet(gardenlet({ additionalVolumes })).spec?.deployment?.additionalVolumes).toEqual([
      { name: 'a', rbd: { image: 'i', monitors: ['m'], pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' } },
      { name: 'b' },
    ]);
  });
});
