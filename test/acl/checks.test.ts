import { listsOf } from '../../lib/acl/access-lists';
import { hardenedLists } from '../../lib/acl/hardened/refusal';
import { renderHardened } from '../../lib/acl/hardened/render';
import { acl } from '../../lib/acl/topic';
import { treeSituation, treeSubjects } from '../../lib/acl/view/subjects';
import type { View } from '../../lib/rules/view';
import { situation } from './situations';
import { facts, gardenlet, judge, operator, shoot, tree, withRule, type TreeObject } from './tree';

const rule = { action: 'ALLOW', type: 'remote_ip', cidrs: ['185.1.1.0/24'] };
const seedFacts = facts({
  'seed/soil': { wildcardCertificate: false, shootInfo: null, nginxGateway: null, natAddresses: ['192.0.2.200'] },
});
const listed = operator({ additionalAllowedCidrs: ['192.0.2.200/32'] });

/** The hardened filters of the shoots of a view, as objects of its seed. */
function filtersOf(view: View, coverage: 'complete' | 'complement'): TreeObject[] {
  return view.ofKind('core.gardener.cloud', 'Shoot').flatMap(entry => {
    const situation = treeSituation(view, entry);
    const result = hardenedLists({ ...situation, entry: { ...situation.entry, disabled: false } });
    if ('refused' in result) throw new Error(result.refused);
    return renderHardened({ situation, lists: result.lists }, { coverage }).map(object => ({
      cluster: 'seeds/soil',
      object,
    }));
  });
}

describe('a tree with a shoot that has an access rule', () => {
  it('gets the findings of the Shoot with the gaps that the extension leaves', () => {
    expect(judge(tree([gardenlet(), listed, shoot(withRule(rule))], { facts: seedFacts }))).toEqual([
      'ACL-W114 Shoot/foo',
      'ACL-W115 Shoot/foo',
    ]);
  });

  it('is clean with hardened filters beside the extension, and known egress addresses', () => {
    const known = facts({
      'seed/soil': { wildcardCertificate: false, natAddresses: ['192.0.2.200'] },
      'shoot/bar/foo': { egressCIDRs: ['203.0.113.10/32'] },
    });
    const objects = [gardenlet(), listed, shoot(withRule(rule))];
    const view = tree(objects, { facts: known });
    expect(judge(tree([...objects, ...filtersOf(view, 'complement')], { facts: known }))).toEqual([]);
  });

  it('tells a dry run from filters that are missing', () => {
    const known = facts({
      'seed/soil': { wildcardCertificate: true, natAddresses: ['192.0.2.200'] },
      'shoot/bar/foo': { egressCIDRs: ['203.0.113.10/32'] },
    });
    const target = situation({ facts: { wildcardCertificate: true } });
    const lists = listsOf({ allow: [{ cidr: '185.1.1.0/24', origin: 'rule' }], deny: [] });
    const filters = renderHardened({ situation: target, lists }, { shadow: true });
    const own = filters.map(object => ({ cluster: 'seeds/soil', object }));
    expect(judge(tree([gardenlet(), listed, shoot({}), ...own], { facts: known }))).toEqual(['ACL-N203 Shoot/foo']);
  });

  it('warns of a lock-out where our filters know no egress address and cannot learn one', () => {
    const objects = [gardenlet(), listed, shoot(withRule(rule))];
    const view = tree(objects, { facts: seedFacts });
    expect(judge(tree([...objects, ...filtersOf(view, 'complement')], { facts: seedFacts }))).toEqual([
      'ACL-W106 Shoot/foo',
    ]);
  });

  it('says that our filters cannot know the ranges of an operator whom the tree does not hold', () => {
    const known = facts({
      'seed/soil': { wildcardCertificate: false },
      'shoot/bar/foo': { egressCIDRs: ['203.0.113.10/32'] },
    });
    const objects = [gardenlet(), shoot(withRule(rule))];
    const filters = filtersOf(tree(objects, { facts: known }), 'complement');
    expect(judge(tree([...objects, ...filters], { facts: known }))).toEqual(['ACL-N202 Shoot/foo']);
  });

  it('says nothing about gateways of a seed that it does not hold', () => {
    expect(judge(tree([shoot(withRule({ ...rule, action: 'allow' }))]))).toEqual([
      'ACL-E007 Shoot/foo spec.extensions[0].providerConfig.rule.action',
    ]);
  });

  it('reports about the seed once, at the object that declares it', () => {
    const two = [shoot(withRule(rule)), shoot(withRule(rule), 'moss')];
    const findings = judge(tree([gardenlet({ settings: {} }), ...two], { facts: seedFacts }));
    expect(findings.filter(text => text.includes('Gardenlet'))).toEqual([
      'ACL-W110 Gardenlet/soil spec.config.seedConfig.spec.settings.loadBalancerServices',
    ]);
  });

  it('ignores a disabled entry and Shoots without one', () => {
    expect(judge(tree([gardenlet(), shoot({}), shoot(withRule({}, { disabled: true }), 'moss')]))).toEqual([]);
  });

  it('reports a fact of another shape', () => {
    const wrong = facts({ 'shoot/bar/foo': { egressCIDRs: '203.0.113.10/32' } });
    expect(judge(tree([shoot(withRule(rule))], { facts: wrong }))).toEqual(['ACL-FACT-UNREADABLE Shoot/foo']);
  });

  it('takes an export of what the extension has made for that', () => {
    const metadata = {
      name: 'acl-vpn-shoot--bar--foo',
      namespace: 'istio-ingress',
      labels: { 'resources.gardener.cloud/managed-by': 'gardener' },
    };
    const object = { apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter', metadata, spec: {} };
    const findings = judge(tree([gardenlet(), listed, shoot(withRule(rule)), { cluster: 'seeds/soil', object }]));
    expect(findings.filter(text => text.includes('TWO-OWNERS'))).toEqual([]);
  });

  it('reports two owners of one object', () => {
    const own = {
      metadata: { name: 'acl-vpn-shoot--bar--foo', namespace: 'istio-ingress' },
      spec: { workloadSelector: {} },
    };
    const object = { apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter', ...own };
    const findings = judge(tree([shoot(withRule(rule)), { cluster: 'seeds/soil', object }]));
    expect(findings).toContain('ACL-TWO-OWNERS EnvoyFilter/acl-vpn-shoot--bar--foo metadata.name');
  });
});

describe('what the tree tells about a shoot', () => {
  it('is read from a ManagedSeed and the Shoot behind it', () => {
    const managed = {
      object: {
        apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
        kind: 'ManagedSeed',
        metadata: { name: 'soil', namespace: 'garden' },
        spec: { shoot: { name: 'ridge' }, gardenlet: { config: { seedConfig: { spec: {} } } } },
      },
    };
    const ridge = {
      object: {
        apiVersion: 'core.gardener.cloud/v1beta1',
        kind: 'Shoot',
        metadata: { name: 'ridge', namespace: 'garden' },
        spec: {
          region: 'r1',
          dns: { domain: 'ridge.example.org' },
          networking: { nodes: '10.1.0.0/16', pods: '10.2.0.0/16', services: '10.3.0.0/16' },
          provider: { type: 'openstack', workers: [{ name: 'w', zones: ['a', 'b'] }] },
        },
      },
    };
    const [subject] = treeSubjects(tree([managed, ridge, shoot(withRule(rule))]));
    expect(subject?.situation.seed.spec).toEqual({
      networks: { nodes: '10.1.0.0/16', pods: '10.2.0.0/16', services: '10.3.0.0/16', ipFamilies: undefined },
      provider: { type: 'openstack', region: 'r1', zones: ['a', 'b'] },
      ingress: { domain: 'ingress.ridge.example.org' },
    });
    expect(subject?.situation.facts.managedSeed).toBe(true);
  });

  it('is read from a ControllerDeployment of either version', () => {
    const registration = {
      object: {
        apiVersion: 'core.gardener.cloud/v1beta1',
        kind: 'ControllerRegistration',
        metadata: { name: 'acl' },
        spec: { resources: [{ kind: 'Extension', type: 'acl' }], deployment: { deploymentRefs: [{ name: 'acl' }] } },
      },
    };
    const deployment = (apiVersion: string, content: object): TreeObject => ({
      object: { apiVersion, kind: 'ControllerDeployment', metadata: { name: 'acl' }, ...content },
    });
    const values = { additionalAllowedCidrs: ['192.0.2.1/32'] };
    for (const object of [
      deployment('core.gardener.cloud/v1', { helm: { values } }),
      deployment('core.gardener.cloud/v1beta1', { type: 'helm', providerConfig: { values } }),
    ]) {
      const [subject] = treeSubjects(tree([registration, object, shoot(withRule(rule))]));
      expect(subject?.situation.operator).toMatchObject({ additionalAllowedCIDRs: ['192.0.2.1/32'] });
    }
  });

  it('follows the project of a namespace with another name', () => {
    const project = {
      object: {
        apiVersion: 'core.gardener.cloud/v1beta1',
        kind: 'Project',
        metadata: { name: 'baz' },
        spec: { namespace: 'garden-bar' },
      },
    };
    const [subject] = treeSubjects(tree([project, shoot(withRule(rule))]));
    expect(subject?.situation.project).toBe('baz');
  });
});

describe('predictions', () => {
  it('are the objects of the controller on the seed', () => {
    const view = tree([gardenlet(), listed, shoot(withRule(rule))], { facts: seedFacts });
    const predictions = [...(acl.predict?.(view) ?? [])];
    expect(predictions.map(({ cluster, object }) => `${cluster} ${object.metadata.name ?? ''}`)).toEqual([
      'seeds/soil acl-api-shoot--bar--foo',
      'seeds/soil acl-http-proxy-shoot--bar--foo',
      'seeds/soil acl-vpn-shoot--bar--foo',
    ]);
    expect(predictions[0]?.because.object.metadata.name).toBe('foo');
  });

  it('are not made where the seed is unknown or the rule is refused', () => {
    expect([...(acl.predict?.(tree([shoot(withRule(rule))])) ?? [])]).toEqual([]);
    expect([...(acl.predict?.(tree([gardenlet(), shoot(withRule({}))])) ?? [])]).toEqual([]);
  });
});

describe('the configuration of the extension', () => {
  const at = 'spec.deployment.extension.values';

  it.each<[string, object, string[]]>([
    ['with ranges', { additionalAllowedCidrs: ['192.0.2.0/24', '2001:db8::/32'], replicaCount: 2 }, []],
    [
      'with one text of ranges',
      { additionalAllowedCidrs: '192.0.2.0/24,192.0.3.0' },
      [`ACL-E011 Extension/acl ${at}.additionalAllowedCidrs[1]`],
    ],
    [
      'with ranges that nobody can read',
      { additionalAllowedCidrs: ['192.0.2.1', ' 192.0.2.0/24', '::ffff:192.0.2.0/120'] },
      [
        `ACL-E010 Extension/acl ${at}.additionalAllowedCidrs[2]`,
        `ACL-E011 Extension/acl ${at}.additionalAllowedCidrs[0]`,
        `ACL-E011 Extension/acl ${at}.additionalAllowedCidrs[1]`,
      ],
    ],
    [
      'with a value in other letters',
      { additionalAllowedCIDRs: [] },
      [`ACL-OPERATOR-VALUE Extension/acl ${at}.additionalAllowedCIDRs`],
    ],
    [
      'with a value of the other chart',
      { maxAllowedCIDRs: 100 },
      [`ACL-OPERATOR-VALUE Extension/acl ${at}.maxAllowedCIDRs`],
    ],
  ])('%s', (_, values, expected) => {
    expect(judge(tree([operator(values)])).sort()).toEqual(expected);
    // once, also where shoots meet it
    const about = judge(tree([gardenlet(), operator(values), shoot(withRule(rule))]));
    expect(about.filter(text => /E01[01]|OPERATOR/.test(text)).sort()).toEqual(expected);
  });

  it('in a ControllerDeployment', () => {
    const registration = {
      apiVersion: 'core.gardener.cloud/v1beta1',
      kind: 'ControllerRegistration',
      metadata: { name: 'acl' },
      spec: { resources: [{ kind: 'Extension', type: 'acl' }], deployment: { deploymentRefs: [{ name: 'acl' }] } },
    };
    const deployment = {
      apiVersion: 'core.gardener.cloud/v1',
      kind: 'ControllerDeployment',
      metadata: { name: 'acl' },
      helm: { values: { additionalAllowedCidr: [], additionalAllowedCidrs: ['x'] } },
    };
    expect(judge(tree([{ object: registration }, { object: deployment }])).sort()).toEqual([
      'ACL-E011 ControllerDeployment/acl helm.values.additionalAllowedCidrs[0]',
      'ACL-OPERATOR-VALUE ControllerDeployment/acl helm.values.additionalAllowedCidr',
    ]);
  });
});
