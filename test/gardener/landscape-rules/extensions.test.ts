import { extensionClaimCheck } from '../../../lib/gardener/landscape-rules/extension-claims';
import { extensionTypeCheck } from '../../../lib/gardener/landscape-rules/extension-types';
import { findingsOf, shoot, treeOf, type TreeObject } from './tree';

const core = 'core.gardener.cloud/v1beta1';

const extension = (name: string, ...resources: object[]): TreeObject => ({
  apiVersion: 'operator.gardener.cloud/v1alpha1',
  kind: 'Extension',
  metadata: { name },
  spec: { resources },
});

const provider = extension(
  'provider-openstack',
  ...['ControlPlane', 'Infrastructure', 'Worker', 'BackupBucket', 'DNSRecord'].map(kind => ({
    kind,
    type: 'openstack',
  })),
);
const acl = extension('acl', { kind: 'Extension', type: 'acl', workerlessSupported: true });
const gardenOnly = extension('lint', { kind: 'Extension', type: 'lint', clusterCompatibility: ['garden'] });

describe('types of a Shoot', () => {
  const spec = {
    provider: {
      type: 'openstack',
      workers: [
        {
          machine: { image: { name: 'gardenlinux' } },
          cri: { name: 'containerd', containerRuntimes: [{ type: 'gvisor' }] },
        },
      ],
    },
    networking: { type: 'calico' },
    extensions: [{ type: 'acl' }, { type: 'lint' }],
    dns: { providers: [{ type: 'route53', primary: true }, { type: 'other' }, { type: 'unmanaged', primary: true }] },
  };

  test('have a controller each, for shoots', () => {
    expect(findingsOf(extensionTypeCheck, treeOf([shoot('fern', spec), provider, acl, gardenOnly]))).toEqual([
      'XR-SHOOT-TYPE fern spec.dns.providers[0].type: no controller for shoots answers for DNSRecord of type route53',
      'XR-SHOOT-TYPE fern spec.extensions[1].type: no controller for shoots answers for Extension of type lint',
      'XR-SHOOT-TYPE fern spec.networking.type: no controller for shoots answers for Network of type calico',
      'XR-SHOOT-TYPE fern spec.provider.workers[0].cri.containerRuntimes[0].type: no controller for shoots answers for ContainerRuntime of type gvisor',
      'XR-SHOOT-TYPE fern spec.provider.workers[0].machine.image.name: no controller for shoots answers for OperatingSystemConfig of type gardenlinux',
    ]);
  });

  test('are unknown in a tree without registrations, and wrong in a landscape without any', () => {
    const workerless = shoot('fern', { extensions: [{ type: 'acl' }] });
    expect(findingsOf(extensionTypeCheck, treeOf([workerless]))).toEqual([]);
    expect(findingsOf(extensionTypeCheck, treeOf([workerless], { complete: true }))).toEqual([
      'XR-SHOOT-TYPE fern spec.extensions[0].type: no controller for shoots answers for Extension of type acl',
    ]);
  });

  test('are supported without workers, where there are none', () => {
    const workerless = shoot('fern', { provider: { type: 'unknown' }, extensions: [{ type: 'acl' }] });
    expect(findingsOf(extensionTypeCheck, treeOf([workerless, acl]))).toEqual([]);
    const other = extension('acl', { kind: 'Extension', type: 'acl' });
    expect(findingsOf(extensionTypeCheck, treeOf([workerless, other]))).toEqual([
      'XR-SHOOT-WORKERLESS fern spec.extensions[0].type: the extension does not support Shoots without workers',
    ]);
  });

  test('are not offered by a controller that is not the primary one', () => {
    const secondary = extension('acl', { kind: 'Extension', type: 'acl', primary: false, workerlessSupported: true });
    const workerless = shoot('fern', { extensions: [{ type: 'acl' }] });
    expect(findingsOf(extensionTypeCheck, treeOf([workerless, secondary]))).toHaveLength(1);
  });
});

test('types of a Seed and of the Garden have controllers for them', () => {
  const seed: TreeObject = {
    apiVersion: core,
    kind: 'Seed',
    metadata: { name: 'soil' },
    spec: {
      provider: { type: 'openstack' },
      backup: { provider: 'openstack' },
      dns: { provider: { type: 'openstack' } },
      ingress: {},
      extensions: [{ type: 'acl' }],
    },
  };
  const garden: TreeObject = {
    apiVersion: 'operator.gardener.cloud/v1alpha1',
    kind: 'Garden',
    metadata: { name: 'meadow' },
    spec: { extensions: [{ type: 'lint' }, { type: 'acl' }] },
  };
  expect(findingsOf(extensionTypeCheck, treeOf([seed, garden, provider, acl, gardenOnly]))).toEqual([
    'XR-GARDEN-TYPE meadow spec.extensions[1].type: no controller for gardens answers for Extension of type acl',
    'XR-SEED-TYPE soil spec.backup.provider: no controller for seeds answers for BackupEntry of type openstack',
    'XR-SEED-TYPE soil spec.extensions[0].type: no controller for seeds answers for Extension of type acl',
  ]);
});

describe('a kind and type', () => {
  test('is claimed by one controller', () => {
    const rival = extension('rival', { kind: 'Worker', type: 'openstack' }, { kind: 'Worker', type: 'other' });
    expect(findingsOf(extensionClaimCheck, treeOf([provider, rival]))).toEqual([
      'EX-05 rival spec.resources[0]: Worker/openstack is claimed by Extension provider-openstack too: two controllers are the primary one of a kind and type, and both act on its objects',
    ]);
    const helper = extension('helper', { kind: 'Worker', type: 'openstack', primary: false });
    expect(findingsOf(extensionClaimCheck, treeOf([provider, helper]))).toEqual([]);
  });

  test('may be claimed by an Extension and the ControllerRegistration that is made of it', () => {
    const made: TreeObject = {
      apiVersion: core,
      kind: 'ControllerRegistration',
      metadata: { name: 'acl' },
      spec: { resources: [{ kind: 'Extension', type: 'acl' }] },
    };
    expect(findingsOf(extensionClaimCheck, treeOf([acl, made]))).toEqual([]);
  });
});
