import { bindingCheck } from '../../../lib/gardener/landscape-rules/bindings';
import { exposureHandlerCheck } from '../../../lib/gardener/landscape-rules/exposure-handlers';
import { nodeRangeCheck } from '../../../lib/gardener/landscape-rules/node-ranges';
import { podRangeCheck } from '../../../lib/gardener/landscape-rules/pod-ranges';
import { profileAdmissionCheck } from '../../../lib/gardener/landscape-rules/profile-admission';
import { projectNamespaceCheck } from '../../../lib/gardener/landscape-rules/project-namespaces';
import { seedNameCheck } from '../../../lib/gardener/landscape-rules/seed-names';
import { seedZoneCheck } from '../../../lib/gardener/landscape-rules/seed-zones';
import { findingsOf, shoot, treeOf, type TreeObject } from './tree';

const core = 'core.gardener.cloud/v1beta1';
const security = 'security.gardener.cloud/v1alpha1';

const seedmanagement = (kind: string, name: string, spec: object = {}): TreeObject => ({
  apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
  kind,
  metadata: { name, namespace: 'garden' },
  spec,
});

describe('a binding', () => {
  const quota = (name: string, kind: string): TreeObject => ({
    apiVersion: core,
    kind: 'Quota',
    metadata: { name, namespace: 'garden' },
    spec: { scope: { kind } },
  });
  const binding: TreeObject = {
    apiVersion: security,
    kind: 'CredentialsBinding',
    metadata: { name: 'b', namespace: 'garden-dev' },
    provider: { type: 'aws' },
    credentialsRef: { apiVersion: security, kind: 'WorkloadIdentity', name: 'id' },
    quotas: ['p', 's', 'w'].map(name => ({ name, namespace: 'garden' })),
  };

  test('is for the provider of its identity', () => {
    const identity: TreeObject = {
      apiVersion: security,
      kind: 'WorkloadIdentity',
      metadata: { name: 'id', namespace: 'garden-dev' },
      spec: { targetSystem: { type: 'gcp' } },
    };
    expect(findingsOf(bindingCheck, treeOf([binding, identity]))).toEqual([
      'CB-01 b provider.type: the provider is aws, WorkloadIdentity id is for gcp',
    ]);
  });

  test('has one quota for the project and one for the credentials', () => {
    const quotas = [quota('p', 'Project'), quota('s', 'Secret'), quota('w', 'WorkloadIdentity')];
    expect(findingsOf(bindingCheck, treeOf([binding, ...quotas]))).toEqual([
      'CB-02 b quotas[2]: quotas s and w both count for the credentials, one is allowed',
    ]);
  });
});

describe('the namespace of a project', () => {
  const project = (name: string, namespace?: string): TreeObject => ({
    apiVersion: core,
    kind: 'Project',
    metadata: { name },
    spec: { ...(namespace !== undefined && { namespace }) },
  });
  const namespace = (labels: Record<string, string>): TreeObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'garden-dev', labels },
    cluster: 'virtual-garden',
  });

  test('belongs to that project alone', () => {
    const projects = [
      project('dev', 'garden-dev'),
      project('other', 'garden-dev'),
      project('third'),
      project('fourth'),
    ];
    expect(findingsOf(projectNamespaceCheck, treeOf(projects))).toEqual([
      'NM-12 other spec.namespace: namespace garden-dev belongs to project dev already',
    ]);
  });

  test('says so by its labels, if it exists', () => {
    const labels = { 'gardener.cloud/role': 'project', 'project.gardener.cloud/name': 'dev' };
    const dev = project('dev', 'garden-dev');
    expect(findingsOf(projectNamespaceCheck, treeOf([dev, namespace(labels)]))).toEqual([]);
    const key = 'project.gardener.cloud/name';
    expect(findingsOf(projectNamespaceCheck, treeOf([dev, namespace({ ...labels, [key]: 'other' })]))).toEqual([
      `XR-PROJECT-NAMESPACE garden-dev metadata.labels[${key}]: project dev takes this namespace over only with the label ${key}: dev`,
    ]);
  });
});

describe('the name of a seed', () => {
  test('fits into the name of a namespace', () => {
    const names = ['s'.repeat(58), 's'.repeat(59)];
    const seeds = names.map((name): TreeObject => ({ apiVersion: core, kind: 'Seed', metadata: { name }, spec: {} }));
    expect(findingsOf(seedNameCheck, treeOf(seeds))).toHaveLength(1);
    expect(findingsOf(seedNameCheck, treeOf(seeds))[0]).toMatch(/^NM-02 s{59} metadata\.name/);
  });

  test('is that of a Gardenlet or of a ManagedSeed', () => {
    const both = [seedmanagement('Gardenlet', 'soil'), seedmanagement('ManagedSeed', 'soil')];
    expect(findingsOf(seedNameCheck, treeOf(both))).toEqual([
      'NM-10 soil metadata.name: there is a Gardenlet soil too',
    ]);
  });

  test('leaves room for the numbers of a set', () => {
    const set = (replicas: number): string[] =>
      findingsOf(seedNameCheck, treeOf([seedmanagement('ManagedSeedSet', 'thirteen-long', { replicas })]));
    expect(set(10)).toEqual([]);
    expect(set(11)).toEqual([
      'NM-04 thirteen-long metadata.name: Shoot thirteen-long-10 of the set has 16 characters, at most 15 are allowed',
    ]);
  });

  test('gives a bootstrap token of its own', () => {
    const tree = treeOf(['seed-7013', 'seed-7105', 'seed-7106'].map(name => seedmanagement('Gardenlet', name)));
    expect(findingsOf(seedNameCheck, tree)).toEqual([
      'NM-09 seed-7105 metadata.name: Gardenlet seed-7013 has the bootstrap token 4b40f2 too',
    ]);
  });
});

describe('an exposure class', () => {
  const internet: TreeObject = {
    apiVersion: core,
    kind: 'ExposureClass',
    metadata: { name: 'i' },
    handler: 'internet',
  };
  const gardenlet = (...names: string[]): TreeObject =>
    seedmanagement('Gardenlet', 'soil', { config: { exposureClassHandlers: names.map(name => ({ name })) } });

  test('has a handler that some gardenlet serves', () => {
    expect(findingsOf(exposureHandlerCheck, treeOf([internet]))).toEqual([]);
    expect(findingsOf(exposureHandlerCheck, treeOf([internet, gardenlet('internet')]))).toEqual([]);
    expect(findingsOf(exposureHandlerCheck, treeOf([internet, gardenlet('other')]))).toHaveLength(1);
  });
});

describe('ranges of Shoots', () => {
  const inRouter = (name: string, nodes: string, id: string): TreeObject =>
    shoot(name, {
      provider: { type: 'openstack', infrastructureConfig: { networks: { router: { id } } } },
      networking: { nodes },
    });

  test('for nodes do not overlap behind one router', () => {
    const shoots = [
      inRouter('a', '10.0.0.0/16', 'r1'),
      inRouter('b', '10.0.8.0/24', 'r1'),
      inRouter('c', '10.0.0.0/16', 'r2'),
    ];
    expect(findingsOf(nodeRangeCheck, treeOf(shoots))).toEqual([
      'NW-13 b spec.networking.nodes: the nodes overlap those of Shoot garden-dev/a (10.0.0.0/16) in network openstack r1',
    ]);
  });

  test('for pods have a part for every node that the pools may have', () => {
    const pods = (maximum: number, kubeControllerManager = {}): string[] => {
      const spec = { networking: { pods: '10.0.0.0/20' }, provider: { workers: [{ maximum, maxSurge: '50%' }] } };
      return findingsOf(podRangeCheck, treeOf([shoot('a', { ...spec, kubernetes: { kubeControllerManager } })]));
    };
    expect(pods(10)).toEqual([]);
    expect(pods(11)).toEqual([
      'NW-10 a spec.networking.pods: the pod range has room for 16 nodes with a mask of /24, the pools may have 17',
    ]);
    expect(pods(11, { nodeCIDRMaskSize: 25 })).toEqual([]);
  });
});

describe('zones', () => {
  const ha = shoot('fern', { controlPlane: { highAvailability: { failureTolerance: { type: 'zone' } } } });
  const seed = (...zones: string[]): TreeObject => ({
    apiVersion: core,
    kind: 'Seed',
    metadata: { name: 'soil' },
    spec: { provider: { zones } },
  });

  test('of some seed are three for a control plane that survives the failure of one', () => {
    expect(findingsOf(seedZoneCheck, treeOf([ha]))).toEqual([]);
    expect(findingsOf(seedZoneCheck, treeOf([ha, seed('a', 'b', 'c')]))).toEqual([]);
    expect(findingsOf(seedZoneCheck, treeOf([ha, seed('a', 'b')]))).toHaveLength(1);
    // the zones of a managed seed may come from its Shoot
    expect(findingsOf(seedZoneCheck, treeOf([ha, seed('a'), seedmanagement('ManagedSeed', 'loam')]))).toEqual([]);
  });

  test('deserve more than one gardenlet', () => {
    const config = { seedConfig: { spec: { provider: { zones: ['a', 'b'] } } } };
    const gardenlet = (deployment: object): TreeObject => seedmanagement('Gardenlet', 'soil', { config, deployment });
    expect(findingsOf(seedZoneCheck, treeOf([gardenlet({})]))).toEqual([]);
    expect(findingsOf(seedZoneCheck, treeOf([gardenlet({ replicaCount: 1 })]))).toEqual([
      'SD-12 soil spec.deployment.replicaCount: a single gardenlet does not survive the failure of its zone',
    ]);
  });
});

test('a NamespacedCloudProfile is judged with its parent where the tree holds it', () => {
  const child: TreeObject = {
    apiVersion: core,
    kind: 'NamespacedCloudProfile',
    metadata: { name: 'child', namespace: 'garden-dev' },
    spec: { parent: { kind: 'CloudProfile', name: 'eu01' }, kubernetes: { versions: [{ version: '1.33.0' }] } },
  };
  const parent: TreeObject = {
    apiVersion: core,
    kind: 'CloudProfile',
    metadata: { name: 'eu01' },
    spec: { kubernetes: { versions: [{ version: '1.34.0' }] } },
  };
  expect(findingsOf(profileAdmissionCheck, treeOf([child]))).toEqual([]);
  expect(findingsOf(profileAdmissionCheck, treeOf([child, parent])).map(line => line.split(' ')[0])).toEqual([
    'NAMESPACEDCLOUDPROFILE-VERSION-DATE',
    'NAMESPACEDCLOUDPROFILE-VERSION-UNKNOWN',
  ]);
});
