import { shootCheck } from '../../../../lib/gardener/shoot/check';
import type { KubernetesObject } from '../../../../lib/core/object';
import { findingsOf, treeOf } from '../../landscape-rules/tree';
import { shootWith, shootWithWorkers, worker } from '../shoots';
import { admit, binding, garden, profile, project, seed } from './world';

const pool = 'spec.provider.workers[0]';
const image = (version: string): object => ({ name: 'gardenlinux', version });
const machine = (fields: object): KubernetesObject =>
  shootWithWorkers(worker({ machine: { type: 'm1.4', image: image('1877.3.0'), ...fields } }));

describe('a new Shoot gets from its profile only', () => {
  test('versions of Kubernetes that are not expired', () => {
    const errors = (version: string) => admit(shootWith({ kubernetes: { version } })).errors;
    expect(errors('1.34.1')).toEqual([]);
    expect(errors('1.35.1')).toEqual([]);
    expect(errors('1.33.5')).toEqual(['notSupported spec.kubernetes.version']);
    expect(errors('1.34.9')).toEqual(['notSupported spec.kubernetes.version']);
  });

  test.each([
    [{ type: 'nope' }, `notSupported ${pool}.machine.type`],
    [{ type: 'old.2' }, `invalid ${pool}.machine.type`],
    [{ type: 'a1.4', architecture: 'amd64' }, `invalid ${pool}.machine.type`],
    [{ architecture: 'riscv' }, `notSupported ${pool}.machine.architecture`],
    [{ image: image('1.2.3') }, `notSupported ${pool}.machine.image.version`],
    [{ image: image('1592.9.0') }, `invalid ${pool}.machine.image`],
  ])('machines: %j', (fields, error) => {
    expect(admit(machine(fields)).errors).toEqual([error]);
  });

  test.each([
    [{ zones: ['eu01-9'] }, `notSupported ${pool}.zones[0]`],
    [{ zones: ['eu01-1', 'eu01-1'] }, `duplicate ${pool}.zones[1]`],
    [{ volume: { type: 'nope', size: '50Gi' } }, `notSupported ${pool}.volume.type`],
    [{ volume: { type: 'perf1', size: '10Gi' } }, `invalid ${pool}.volume.size`],
    [{ volume: { type: 'perf1', size: '50Gi' }, zones: ['eu01-2'] }, `invalid ${pool}.volume.type`],
    [
      { cri: { name: 'containerd', containerRuntimes: [{ type: 'kata' }] } },
      `invalid ${pool}.cri.containerRuntimes[0].type`,
    ],
    [{ kubernetes: { kubelet: { kubeReserved: { cpu: '4' } } } }, `invalid ${pool}.kubernetes.kubelet`],
    [{ kubernetes: { version: '1.33.5' } }, `notSupported ${pool}.kubernetes.version`],
    [{ providerConfig: { apiVersion: 'x/__internal', kind: 'Y' } }, `invalid ${pool}.providerConfig`],
  ])('pools: %j', (fields, error) => {
    expect(admit(shootWithWorkers(worker({ ...fields }))).errors).toEqual([error]);
  });

  test('regions, and zones where the region has some', () => {
    expect(admit(shootWith({ region: 'eu09' })).errors).toEqual(['notSupported spec.region']);
    const workers = [worker({ zones: ['eu01-1'] })];
    expect(admit(shootWith({ region: 'eu02', provider: { type: 'openstack', workers } })).errors).toEqual([
      `invalid ${pool}.zones[0]`,
    ]);
  });

  test('access restrictions of the region', () => {
    expect(admit(shootWith({ accessRestrictions: [{ name: 'eu-access-only' }] })).errors).toEqual([
      'notSupported spec.accessRestrictions[0]',
    ]);
  });

  test('the provider, which is also that of the binding; pools are then not looked at', () => {
    const aws = { type: 'aws', workers: [worker({ zones: ['nope'] })] };
    expect(admit(shootWith({ provider: aws })).errors).toEqual(['invalid spec.provider.type']);
    const other = { ...binding, provider: { type: 'aws' } };
    expect(admit(shootWith(), [profile(), project, other]).errors).toEqual(['invalid spec.provider.type']);
  });

  test('the provider of the binding, although the profile itself is kept elsewhere', () => {
    const tree = treeOf([shootWith(), { ...binding, provider: { type: 'aws' } }]);
    expect(findingsOf(shootCheck, tree).filter(line => !line.includes('not checked'))).toEqual([
      'SHOOT-PROVIDER-BINDING crazy-botany spec.provider.type: the provider type is that of the SecretBinding or CredentialsBinding',
    ]);
  });

  test('as many nodes as it allows', () => {
    const small = [profile({ limits: { maxNodesTotal: 3 } }), project, binding];
    const sized = (minimum: number) => shootWithWorkers(worker({ minimum, maximum: 3 }), worker({ name: 'b' }));
    expect(admit(sized(2), small).errors).toEqual([]);
    expect(admit(sized(3), small).errors).toEqual(['forbidden spec.provider.workers']);
  });

  test('images that run its Kubernetes version', () => {
    const versions = [{ version: '1877.3.0', kubeletVersionConstraint: '< 1.34', cri: [{ name: 'containerd' }] }];
    const bound = profile({ machineImages: [{ name: 'gardenlinux', versions }] });
    expect(admit(machine({}), [bound, project, binding]).errors).toEqual([`invalid ${pool}.machine.image`]);
  });

  test('images with a flavor for the machine type, when it knows capabilities', () => {
    const machineCapabilities = [
      { name: 'architecture', values: ['amd64', 'arm64'] },
      { name: 'hypervisor', values: ['gen1', 'gen2'] },
    ];
    const capabilityFlavors = [{ architecture: ['amd64'], hypervisor: ['gen1'] }];
    const versions = [{ version: '1877.3.0', capabilityFlavors, cri: [{ name: 'containerd' }] }];
    const type = (hypervisor: string): object => ({
      name: 'm1.4',
      cpu: '4',
      gpu: '0',
      memory: '16Gi',
      capabilities: { architecture: ['amd64'], hypervisor: [hypervisor] },
    });
    const capable = (hypervisor: string): KubernetesObject =>
      profile({
        machineCapabilities,
        machineImages: [{ name: 'gardenlinux', versions }],
        machineTypes: [type(hypervisor)],
      });
    expect(admit(machine({}), [capable('gen1'), project, binding]).errors).toEqual([]);
    expect(admit(machine({}), [capable('gen2'), project, binding]).errors).toEqual([
      `invalid ${pool}.machine.image.version`,
    ]);
  });
});

describe('an update', () => {
  const lost = [profile({ machineTypes: [], regions: [], kubernetes: { versions: [] } }), seed(), project, binding];

  test('keeps what the profile has lost', () => {
    const old = machine({ architecture: 'amd64' });
    const next = { ...old, spec: { ...(old['spec'] as object), purpose: 'production' } };
    expect(admit(next, lost, old).errors).toEqual([]);
  });

  test('moves an older pool to an expired image, which a new pool does not get', () => {
    const expired = worker({ machine: { type: 'm1.4', image: image('1592.9.0') } });
    const older = worker({ machine: { type: 'm1.4', image: image('1400.1.0') } });
    expect(admit(shootWithWorkers(expired), garden, shootWithWorkers(older)).errors).toEqual([]);
    const added = { ...expired, name: 'new' };
    expect(admit(shootWithWorkers(worker(), added), garden, shootWithWorkers(worker())).errors).toEqual([
      'invalid spec.provider.workers[1].machine.image',
    ]);
  });

  test('changes the profile only within a family that has what the pools use', () => {
    const child = (parent: string): KubernetesObject => ({
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'NamespacedCloudProfile',
      metadata: { name: 'own', namespace: 'garden-meadow' },
      spec: { parent: { kind: 'CloudProfile', name: parent } },
    });
    const other = { ...profile(), metadata: { name: 'eu02' } };
    const next = shootWith({ cloudProfile: { kind: 'NamespacedCloudProfile', name: 'own' } });
    expect(admit(next, [...garden, child('eu01')], shootWith()).errors).toEqual([]);
    expect(admit(next, [...garden, other, child('eu02')], shootWith()).errors).toEqual([
      'forbidden spec.cloudProfile.name',
    ]);
  });

  test('takes the types that a project adds for usable, as the API server stores them', () => {
    const own: KubernetesObject = {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'NamespacedCloudProfile',
      metadata: { name: 'own', namespace: 'garden-meadow' },
      spec: {
        parent: { kind: 'CloudProfile', name: 'eu01' },
        machineTypes: [{ name: 'g1.8', cpu: '8', gpu: '1', memory: '32Gi', architecture: 'amd64' }],
        volumeTypes: [{ name: 'nvme', class: 'premium' }],
      },
    };
    const pool = worker({
      machine: { type: 'g1.8', image: { name: 'gardenlinux', version: '1877.3.0' } },
      volume: { type: 'nvme', size: '50Gi' },
    });
    const next = shootWith({
      cloudProfile: { kind: 'NamespacedCloudProfile', name: 'own' },
      provider: { type: 'openstack', workers: [pool] },
    });
    expect(admit(next, [...garden, own]).errors).toEqual([]);
  });
});
