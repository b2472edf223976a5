// What operators of the ACL extension and of Istio stumbled over, one test each.
import { evaluate } from '../../lib/acl/evaluate/evaluate';
import { entryPaths } from '../../lib/acl/entry-paths';
import { hardenedLists } from '../../lib/acl/hardened/refusal';
import { renderHardened } from '../../lib/acl/hardened/render';
import { predictUpstream } from '../../lib/acl/outcome';
import { acl } from '../../lib/acl/topic';
import type { Situation } from '../../lib/acl/situation';
import { allow, situation } from './situations';
import { facts, gardenlet, judge, operator, shoot, tree, withRule, type TreeObject } from './tree';

const upstream = (of: Situation) => {
  const outcome = predictUpstream(of);
  return outcome.kind === 'rendered' ? outcome.objects : [];
};

const hardened = (of: Situation) => {
  const result = hardenedLists(of);
  if ('refused' in result) throw new Error(result.refused);
  return renderHardened({ situation: of, lists: result.lists });
};

// gardener-extension-acl#31
describe('two shoots with different ranges on one gateway', () => {
  const a = situation({ name: 'a', providerConfig: allow('198.51.100.0/24') });
  const b = situation({ name: 'b', providerConfig: allow('192.0.2.0/24') });

  it.each([
    ['the extension', upstream],
    ['the hardened profile', hardened],
  ])('keep their ranges apart in %s', (_, render) => {
    const objects = [...render(a), ...render(b)];
    const tunnels = objects.filter(({ metadata }) => /vpn|http-proxy|acl-x/.test(metadata.name));
    for (const { metadata, spec } of tunnels) {
      const other = metadata.name.endsWith('--a') ? '192.0.2.0' : '198.51.100.0';
      expect(JSON.stringify(spec)).not.toContain(`"${other}"`);
    }
    const path = entryPaths(b).find(({ name }) => name === 'vpn on 8443');
    if (path === undefined) throw new Error('no tunnel');
    const verdict = (peer: string) =>
      evaluate(objects, { ...path.chain, ...path.request, peer, proxied: null }).verdict;
    expect([verdict('198.51.100.7'), verdict('192.0.2.7')]).toEqual(['DENY', 'ALLOW']);
  });
});

// gardener-extension-acl#37
describe('a hibernated shoot', () => {
  const spec = {
    ...withRule({ action: 'ALLOW', type: 'remote_ip', cidrs: ['185.1.1.0/24'] }),
    hibernation: { enabled: true },
  };

  it('without a fact about its gateway has no error, and its objects where the specs say', () => {
    const view = tree([gardenlet(), shoot(spec)]);
    expect(judge(view).filter(text => text.startsWith('ACL-E'))).toEqual([]);
    expect([...(acl.predict?.(view) ?? [])]).toHaveLength(3);
  });

  it('whose gateway is known to be gone keeps what it has: nothing is predicted, nothing is an error', () => {
    const { object } = shoot(spec);
    const asleep = { object: { ...object, status: { hibernated: true } } };
    const view = tree([gardenlet(), asleep], {
      facts: facts({ 'shoot/bar/foo': { kubeApiserverGateway: { absent: true } } }),
    });
    expect(judge(view).filter(text => text.startsWith('ACL-E'))).toEqual([]);
    expect([...(acl.predict?.(view) ?? [])]).toEqual([]);
  });
});

describe('a shoot whose filters Flux applies', () => {
  const zones = { provider: { type: 'openstack', region: 'r1', zones: ['a', 'b'] } };
  const known = facts({
    'seed/soil': { wildcardCertificate: false, natAddresses: ['192.0.2.200'] },
    'shoot/bar/foo': { egressCIDRs: ['203.0.113.10/32'] },
  });
  const around = [gardenlet(), operator({ additionalAllowedCidrs: ['192.0.2.200/32'] }), shoot({})];
  const filters = (changes: Parameters<typeof situation>[0]): TreeObject[] =>
    hardened(situation(changes)).map(object => ({ cluster: 'seeds/soil', object }));

  it('is judged by them, and clean when they are complete', () => {
    expect(judge(tree([...around, ...filters({ providerConfig: allow('185.1.1.0/24') })], { facts: known }))).toEqual(
      [],
    );
  });

  it('is open where a filter is missing, and locks its nodes out where their address is', () => {
    const [only] = filters({ providerConfig: allow('185.1.1.0/24'), facts: { infrastructure: { status: {} } } });
    const { spec, ...rest } = only?.object as { spec: { configPatches: { applyTo: string }[] } };
    const configPatches = spec.configPatches.filter(({ applyTo }) => applyTo === 'NETWORK_FILTER').slice(0, 1);
    const object = { ...rest, spec: { ...spec, configPatches } };
    expect(judge(tree([...around, { cluster: 'seeds/soil', object }], { facts: known }))).toEqual([
      'ACL-W106 Shoot/foo',
      'ACL-W114 Shoot/foo',
      'ACL-W115 Shoot/foo',
    ]);
  });

  it('tells who loses access when its filters change', () => {
    const views = ['185.1.1.0/24', '185.1.1.0/25'].map(range =>
      tree([...around, ...filters({ providerConfig: allow(range) })], { facts: known }),
    );
    const [before, after] = views;
    if (before === undefined || after === undefined) throw new Error('two views');
    expect([...(acl.compare?.(before, after) ?? [])].map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'ACL-NARROWED access is lost: 185.1.1.128/25 (128 addresses), on every way in',
    ]);
  });

  it('needs no zone when its own filters, and not those of a neighbor, are on every gateway that it may have', () => {
    const seed = { ingress: {}, ...zones };
    const around2 = [gardenlet(zones), around[1]!, shoot({}), shoot({}, 'moss')];
    const own = filters({ seed, providerConfig: allow('185.1.1.0/24') });
    const neighbors = filters({ seed, name: 'moss', providerConfig: allow('185.1.1.0/24') });
    const findings = (objects: readonly TreeObject[]) =>
      judge(tree([...around2, ...objects], { facts: known })).filter(text => text.startsWith('ACL-E013'));
    expect(findings([...own, ...neighbors])).toEqual([]);
    const [first] = own;
    expect(findings([first!, ...neighbors])).toEqual(['ACL-E013 Shoot/foo spec.controlPlane']);
  });

  it('moves to another gateway in two commits', () => {
    const moved = [gardenlet(zones), shoot({ controlPlane: { zones: ['b'] } })];
    const before = tree([gardenlet(), shoot({}), ...filters({ seed: { ingress: {} } })]);
    const after = tree([...moved, ...filters({ seed: { ingress: {}, ...zones }, facts: { controlPlaneZones: 'b' } })]);
    const steps = [...(acl.plan?.(before, after) ?? [])];
    expect(steps.map(({ title, objects }) => [title, objects.map(({ metadata }) => metadata.namespace)])).toEqual([
      [
        'put filters on the new gateways and keep the old ones: shoot--bar--foo (istio-ingress to istio-ingress--b)',
        ['istio-ingress--b'],
      ],
      [
        'remove or cut down the filters of the old gateways: shoot--bar--foo (istio-ingress to istio-ingress--b)',
        ['istio-ingress'],
      ],
    ]);
    expect([...(acl.plan?.(before, before) ?? [])]).toEqual([]);
  });
});
