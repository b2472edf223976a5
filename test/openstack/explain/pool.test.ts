import { explainPool } from '../../../lib/openstack/explain/pool';
import type { View } from '../../../lib/rules/view';
import { armPool, profile, shoot, viewOf, workerConfig } from '../fixture';

function explain(view: View, pool = 'arm'): ReturnType<typeof explainPool> {
  const [entry] = view.ofKind('core.gardener.cloud', 'Shoot');
  return entry && explainPool(view, entry, pool);
}

describe('the explanation of a pool', () => {
  const explanation = explain(viewOf([profile(), shoot()]));

  it('lists every input of the hash with its origin', () => {
    expect(
      explanation?.nodeAgentSecret.inputs.map(({ name, text, origin }) => `${name} = ${text} (${origin})`),
    ).toEqual([
      'Kubernetes minor version = 1.34 (spec.kubernetes.version)',
      'machine type = a1.4 (spec.provider.workers[1].machine.type)',
      'machine image = gardenlinux1877.3.0 (spec.provider.workers[1].machine.image)',
      'container runtime = containerd (spec.provider.workers[1].cri.name)',
      'kubeReserved = 80m-1Gi-20k-<nil> (spec.kubernetes.kubelet.kubeReserved)',
    ]);
    expect(explanation?.hash?.inputs.map(({ text }) => text)).toEqual([explanation?.nodeAgentSecret.name]);
  });

  it('names the machine objects of each zone', () => {
    expect(
      explanation?.zones.map(({ zone, machineDeployment, minimum, maximum }) => [
        zone,
        machineDeployment,
        minimum,
        maximum,
      ]),
    ).toEqual([
      ['eu-1a', 'shoot--dev--crazy-arm-z1', 1, 2],
      ['eu-1b', 'shoot--dev--crazy-arm-z2', 1, 2],
      ['eu-1c', 'shoot--dev--crazy-arm-z3', 1, 2],
    ]);
    expect(explanation?.zones.every(({ machineClass }) => machineClass.endsWith(explanation.hash?.digits ?? ''))).toBe(
      true,
    );
  });

  it('says where the image comes from, and the peak while the pool rolls', () => {
    expect(explanation?.image?.image).toEqual({
      name: 'gardenlinux',
      version: '1877.3.0',
      id: 'eu-1-arm64-old',
      capabilities: { architecture: ['arm64'] },
    });
    expect(explanation?.peak).toEqual({
      servers: 9,
      perMachine: { cpu: '4', memory: '16Gi', gpu: '0' },
      total: { cpu: '36', memory: '144Gi', gpu: '0' },
      ports: 9,
    });
    expect(explanation?.unknown).toEqual([]);
  });

  it('counts volumes and members of the server group against the quotas', () => {
    const pool = {
      ...armPool,
      volume: { size: '50Gi', type: 'ssd' },
      providerConfig: workerConfig({ serverGroup: { policy: 'soft-anti-affinity' } }),
    };
    expect(explain(viewOf([profile(), shoot({ workers: [pool] })]))?.peak).toMatchObject({
      volumes: { count: 9, gigabytes: 450 },
      serverGroupMembers: 9,
    });
  });

  it('says what would roll the pool', () => {
    const fields = explanation?.rolledBy.map(({ field }) => field) ?? [];
    expect(fields).toContain('spec.provider.workers[1].machine.type');
    expect(fields).not.toContain('spec.systemComponents.nodeLocalDNS.enabled');
  });

  it('lists what admission filled in for this pool alone', () => {
    expect(explanation?.filledIn.map(({ path }) => path).filter(path => path.includes('workers[0]'))).toEqual([]);
  });

  it('says what is not known', () => {
    const pool = { ...armPool, providerConfig: workerConfig({ serverGroup: { policy: 'soft-anti-affinity' } }) };
    expect(explain(viewOf([profile(), shoot({ workers: [pool] })]))?.unknown).toEqual([
      'the server group: its id enters the hash, so that the names of the machine classes are stand-ins',
    ]);
    expect(explain(viewOf([shoot()]))?.unknown).toEqual([
      'the CloudProfile: neither image nor machine classes can be told',
    ]);
  });

  it('of a pool that does not exist is nothing', () => {
    expect(explain(viewOf([profile(), shoot()]), 'other')).toBeUndefined();
  });
});
