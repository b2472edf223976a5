import type { KubernetesObject } from '../../../lib/core/object';
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
