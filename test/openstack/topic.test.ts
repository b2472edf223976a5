import { openstack } from '../../lib/openstack/topic';
import { amdPool, armPool, found, profile, shoot, viewOf } from './fixture';

const predicted = (...objects: Parameters<typeof viewOf>[0]): string[] =>
  [...(openstack.predict?.(viewOf(objects)) ?? [])].map(
    ({ cluster, object }) => `${cluster} ${object.kind} ${object.metadata.name ?? ''}`,
  );

describe('the openstack topic', () => {
  it('predicts a Secret, a machine class and a deployment for each pool and zone', () => {
    const names = predicted(profile(), shoot()).map(text => text.replace(/-[0-9a-f]{5}$/, '-HASH'));
    expect(names.filter(text => text.includes('MachineClass'))).toEqual([
      'seeds/soil MachineClass shoot--dev--crazy-cpu-z1-HASH',
      'seeds/soil MachineClass shoot--dev--crazy-arm-z1-HASH',
      'seeds/soil MachineClass shoot--dev--crazy-arm-z2-HASH',
      'seeds/soil MachineClass shoot--dev--crazy-arm-z3-HASH',
    ]);
    expect(names).toHaveLength(12);
  });

  it('predicts nothing for a shoot whose profile is not in the tree', () => {
    expect(predicted(shoot())).toEqual([]);
  });

  it('predicts nothing for a pool whose image does not exist, and still the other pools', () => {
    const lost = {
      ...armPool,
      machine: { type: 'a1.4', architecture: 'arm64', image: { name: 'gardenlinux', version: '9.9.9' } },
    };
    const names = predicted(profile(), shoot({ workers: [amdPool, lost] }));
    expect(names).toHaveLength(3);
  });

  it('never writes a boot script into a predicted Secret', () => {
    const [secret] = [...(openstack.predict?.(viewOf([profile(), shoot()])) ?? [])];
    const { userData } = secret?.object['data'] as { userData: string };
    expect(Buffer.from(userData, 'base64').toString()).toMatch(
      /^see key cloud_config of Secret shoot--dev--crazy\/osc-result-gardener-node-agent-cpu-[0-9a-f]{16}-init$/,
    );
  });

  it('finds nothing in a mixed shoot that is written with care', () => {
    expect(found(viewOf([profile(), shoot()]))).toEqual([]);
  });

  it('has a rule for every finding that it can report, each id once', () => {
    const rules = openstack.checks.flatMap(check => check.rules);
    const bySource = new Map<string, Set<unknown>>();
    for (const rule of rules) bySource.set(rule.id, (bySource.get(rule.id) ?? new Set()).add(rule));
    expect([...bySource].filter(([, distinct]) => distinct.size > 1).map(([id]) => id)).toEqual([]);
    for (const { id, reason, source } of rules) {
      expect(id).toMatch(/^(OS|SHOOT)-[A-Z0-9-]+$/);
      expect(reason).toMatch(/[^.]$/);
      expect(source).not.toBe('');
    }
  });
});
