import { acl } from '../../lib/acl/topic';
import type { Finding } from '../../lib/core/finding';
import { gardenlet, shoot, tree, withRule, type TreeObject } from './tree';

const rule = (changes: object = {}) => ({
  action: 'ALLOW',
  type: 'remote_ip',
  cidrs: ['185.1.1.0/24', '185.1.2.0/24'],
  ...changes,
});

function compare(before: readonly TreeObject[], after: readonly TreeObject[]): readonly Finding[] {
  return [...(acl.compare?.(tree(before), tree(after)) ?? [])];
}

const changes = (old: object, now: object): string[] =>
  compare([shoot(old)], [shoot(now)]).map(({ rule: id, severity, message }) => `${severity} ${id}: ${message}`);

describe('a change of an access rule', () => {
  it('is nothing when the same addresses get in', () => {
    const merged = withRule(rule({ cidrs: ['185.1.2.0/24', '185.1.1.0/25', '185.1.1.128/25', '185.1.1.7/32'] }));
    expect(changes(withRule(rule()), merged)).toEqual([]);
  });

  it('names the addresses that lose and gain access', () => {
    expect(
      changes(withRule(rule()), withRule(rule({ cidrs: ['185.1.1.0/25', '185.1.2.0/24', '185.9.0.0/30'] }))),
    ).toEqual([
      'warning ACL-NARROWED: access is lost: 185.1.1.128/25 (128 addresses)',
      'notice ACL-WIDENED: access is gained: 185.9.0.0/30 (4 addresses)',
    ]);
  });

  it('between ALLOW and DENY is critical, and says who loses access', () => {
    const [finding, ...more] = compare([shoot(withRule(rule()))], [shoot(withRule(rule({ action: 'DENY' })))]);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'ACL-INVERTED',
      severity: 'critical',
      cluster: 'virtual-garden',
      object: { kind: 'Shoot', namespace: 'garden-bar', name: 'foo' },
      path: 'spec.extensions[0].providerConfig.rule.action',
      value: 'DENY',
      effect: 'access is lost: 185.1.1.0/24, 185.1.2.0/24 (512 addresses)',
      origin: { file: 'tree.yaml', line: 1 },
    });
  });

  it('of the letter case of the action takes access from whoever was always allowed', () => {
    expect(changes(withRule(rule()), withRule(rule({ action: 'allow' })))).toEqual([
      'warning ACL-NARROWED: access is lost: 10.250.0.0/16 (65536 addresses)',
    ]);
  });

  it('that ends or begins an ACL is told', () => {
    expect(changes(withRule(rule()), {})).toEqual([expect.stringMatching(/^warning ACL-OPENED: access is gained: /)]);
    expect(changes({}, withRule(rule()))).toEqual([expect.stringMatching(/^warning ACL-NARROWED: access is lost: /)]);
    expect(changes(withRule(rule()), withRule(rule(), { disabled: true }))).toEqual([
      expect.stringMatching(/^warning ACL-OPENED/),
    ]);
    expect(changes(withRule(rule()), withRule(rule({ cidrs: ['0.0.0.0/0'] })))).toEqual([
      expect.stringMatching(/^warning ACL-OPENED/),
    ]);
  });

  it('says nothing about a rule that is broken, and about a new or a vanished shoot', () => {
    expect(changes(withRule(rule()), withRule(rule({ cidrs: [] })))).toEqual([]);
    expect(compare([], [shoot(withRule(rule()))])).toEqual([]);
    expect(compare([shoot(withRule(rule()))], [])).toEqual([]);
  });
});

describe('a change of the surroundings', () => {
  const acled = shoot(withRule(rule()));
  const zones = { provider: { type: 'openstack', region: 'r1', zones: ['a', 'b'] } };

  it('that takes a range of the seed away is a loss', () => {
    const after = gardenlet({ networks: { nodes: '10.240.0.0/17', pods: '10.241.0.0/16' } });
    expect(compare([gardenlet(), acled], [after, acled]).map(({ message }) => message)).toEqual([
      'access is lost: 10.240.128.0/17 (32768 addresses)',
    ]);
  });

  it('that moves a shoot to another gateway asks for two steps', () => {
    const pinned = shoot({ ...withRule(rule()), controlPlane: { zones: ['b'] } });
    const [finding, ...more] = compare([gardenlet(), acled], [gardenlet(zones), pinned]);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'ACL-W122',
      severity: 'warning',
      message: 'the shoot moves from gateway istio-ingress to istio-ingress--b',
    });
  });
});
