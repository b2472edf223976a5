import { Chart, Testing } from 'cdk8s';
import type { Worker } from '../../../imports/core.gardener.cloud/v1beta1';
import type { KubernetesObject } from '../../../lib/core/object';
import type { ProfileSpec } from '../../../lib/openstack/objects';
import { StandAloneMachines, type StandAloneMachinesProps } from '../../../lib/openstack/stand-alone-machines';
import { standAloneObjects, checkClassSecret } from '../../../lib/openstack/machine/stand-alone';
import { treeShoots } from '../../../lib/openstack/view/shoots';
import { Report } from '../../../lib/rules/report';
import { amdPool, armPool, profile, shoot, viewOf } from '../fixture';

const credentials = { name: 'meadow-openstack', namespace: 'machines' };

function objects(pool: Record<string, unknown>, previous?: readonly KubernetesObject[]): KubernetesObject[] {
  const [tree] = treeShoots(viewOf([profile(), shoot({ workers: [pool] })]));
  return tree === undefined ? [] : standAloneObjects(tree.machines, { credentials, previous });
}

const names = (list: readonly KubernetesObject[]): string[] =>
  list.map(({ kind, metadata }) => `${kind} ${(metadata.name ?? '').replace(/-[0-9a-f]{5}$/, '-HASH')}`);

describe('machine objects without Gardener', () => {
  it('leave the replicas of a pool that scales to the autoscaler', () => {
    const replicas = (pool: Record<string, unknown>): unknown[] =>
      objects(pool)
        .filter(({ kind }) => kind === 'MachineDeployment')
        .map(({ spec }) => (spec as { replicas?: number }).replicas);
    expect(replicas(armPool)).toEqual([undefined, undefined, undefined]);
    expect(replicas(amdPool)).toEqual([2]);
  });

  it('refer to credentials that are managed elsewhere', () => {
    const machineClass = objects(amdPool).find(({ kind }) => kind === 'MachineClass');
    expect(machineClass?.['credentialsSecretRef']).toEqual(credentials);
    const report = new Report();
    for (const object of objects(amdPool)) if (object.kind === 'Secret') checkClassSecret(object, report);
    expect(report.findings).toEqual([]);
  });

  it('keep the last class and its Secret until the deployment has rolled, and not longer', () => {
    const next = {
      ...amdPool,
      machine: { ...(amdPool['machine'] as object), image: { name: 'gardenlinux', version: '1877.4.0' } },
    };
    const first = objects(amdPool);
    const second = objects(next, first);
    expect(names(second)).toEqual([
      'Secret shoot--dev--crazy-cpu-z1-HASH',
      'MachineClass shoot--dev--crazy-cpu-z1-HASH',
      'MachineDeployment shoot--dev--crazy-cpu-z1',
      'Secret shoot--dev--crazy-cpu-z1-HASH',
      'MachineClass shoot--dev--crazy-cpu-z1-HASH',
    ]);
    expect(names(objects(next, second))).toHaveLength(3);
  });

  it('have no credentials in the Secret of a class', () => {
    const report = new Report();
    checkClassSecret(
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: { userData: '', password: '' } },
      report,
    );
    expect(report.findings.map(({ rule, path }) => `${rule} ${path}`)).toEqual([
      'OS-CREDENTIALS-IN-SECRET data[password]',
    ]);
  });
});

describe('machines of a cluster without Gardener', () => {
  const props: StandAloneMachinesProps = {
    namespace: 'machines',
    catalogue: profile()['spec'] as ProfileSpec,
    region: 'eu-1',
    kubernetesVersion: '1.34.2',
    pods: '100.96.0.0/11',
    workers: [armPool as unknown as Worker],
    infrastructure: {
      networks: { id: 'net', subnets: [{ purpose: 'nodes', id: 'sub' }] },
      node: { keyName: 'key' },
      securityGroups: [{ purpose: 'nodes', name: 'meadow' }],
    },
    credentials,
    userData: () => '#!/bin/sh\n<<BOOTSTRAP_TOKEN>>',
  };
  const machines = (changes: Partial<StandAloneMachinesProps> = {}): StandAloneMachines =>
    new StandAloneMachines(new Chart(Testing.app(), 'unit'), 'meadow', { ...props, ...changes });

  it('are objects of the unit, named after the cluster', () => {
    const { objects: made } = machines();
    expect(names(made).filter(name => name.startsWith('MachineDeployment'))).toEqual(
      [1, 2, 3].map(zone => `MachineDeployment meadow-arm-z${zone}`),
    );
    expect(new Set(made.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['machines']));
    expect(made.find(({ kind }) => kind === 'MachineClass')?.['providerSpec']).toMatchObject({
      spec: { imageID: 'eu-1-arm64-old', networkID: 'net', subnetIDs: ['sub'], podNetworkCIDRs: ['100.96.0.0/11'] },
    });
  });

  it('keep the classes of before', () => {
    const { objects: previous } = machines();
    const { objects: next } = machines({ kubernetesVersion: '1.35.1', previous });
    expect(next.length - previous.length).toBe(6);
    expect(next).toEqual(expect.arrayContaining(previous.filter(({ kind }) => kind === 'MachineClass')));
  });

  it('are refused where there is no image of their own: a global name is none for arm64', () => {
    const images = [
      {
        name: 'gardenlinux',
        versions: [{ version: '1877.3.0', image: 'gl', regions: [{ name: 'eu-2', id: 'x', architecture: 'arm64' }] }],
      },
    ];
    const catalogue = profile({ config: { machineImages: images } })['spec'] as ProfileSpec;
    expect(() => machines({ catalogue })).toThrow(
      'unit/meadow: image gardenlinux/1877.3.0 is mapped for arm64 in other regions only',
    );
    expect(() => machines({ catalogue, mode: 'upstream-2026' })).not.toThrow();
  });
});
