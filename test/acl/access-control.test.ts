import { load, loadAll } from 'js-yaml';
import { AccessControl, type AccessControlProps } from '../../lib/acl';
import '../../lib/standard-topics';
import type { Facts } from '../../lib/rules/facts';
import { render } from '../synth/tree';
import { known, meadow } from './meadow';
import { facts } from './tree';

interface Rendered {
  readonly extensions: unknown;
  readonly filters: readonly string[];
  readonly rules: readonly string[];
}

/** What an access control adds, and the findings of this topic. */
function rendered(props: AccessControlProps, of: Facts = known): Rendered {
  const { root, shoot } = meadow(of);
  new AccessControl(shoot, 'acl', props);
  const { text, findings } = render(root);
  const object = load(text.get('test/virtual-garden/shoots/dev/foo.yaml') ?? '') as { spec: { extensions?: unknown } };
  const filters = (
    loadAll(text.get('test/seeds/soil/acl/dev.foo.yaml') ?? '') as { metadata?: { name: string; namespace: string } }[]
  ).flatMap(({ metadata }) => (metadata === undefined ? [] : [`${metadata.namespace}/${metadata.name}`]));
  const rules = findings.map(({ rule }) => rule).filter(rule => rule.startsWith('ACL-') && rule !== 'ACL-W128');
  return { extensions: object.spec.extensions, filters, rules: [...new Set(rules)] };
}

const allow = ['198.51.100.0/24'];
const entry = [{ type: 'acl', providerConfig: { rule: { action: 'ALLOW', type: 'remote_ip', cidrs: allow } } }];

describe('an access control of a shoot', () => {
  it.each<[string, AccessControlProps, Omit<Rendered, 'rules'>]>([
    [
      'adds the entry and the filters beside it',
      { allow },
      { extensions: entry, filters: ['istio-ingress/acl-x-shoot--dev--foo'] },
    ],
    ["only adds the entry in upstream's profile", { allow, profile: 'upstream' }, { extensions: entry, filters: [] }],
    [
      'only adds filters when Flux delivers them',
      { allow, delivery: 'gitops' },
      { extensions: undefined, filters: ['istio-ingress/acl-x-shoot--dev--foo'] },
    ],
    [
      "adds upstream's filters when Flux delivers those",
      { allow, delivery: 'gitops', profile: 'upstream' },
      {
        extensions: undefined,
        filters: ['api', 'http-proxy', 'vpn'].map(kind => `istio-ingress/acl-${kind}-shoot--dev--foo`),
      },
    ],
  ])('%s', (_, props, expected) => {
    expect(rendered(props)).toMatchObject(expected);
  });

  it("reports what upstream's profile leaves open, and nothing in the hardened one", () => {
    expect(rendered({ allow, profile: 'upstream' }).rules).toEqual(['ACL-W114']);
    expect(rendered({ allow, delivery: 'gitops' }).rules).toEqual(['ACL-N202']);
  });

  it('reports ranges that are none, at the construct', () => {
    const { root, shoot } = meadow();
    new AccessControl(shoot, 'acl', { allow: ['198.51.100.0/33'] });
    const finding = render(root).findings.find(({ rule }) => rule === 'ACL-E005');
    expect(finding).toMatchObject({
      severity: 'error',
      path: 'allow[rule][0]',
      object: { kind: 'Shoot', name: 'foo' },
    });
  });

  it('cannot place filters while the seed of the shoot is not known', () => {
    expect(rendered({ allow, delivery: 'gitops' }, facts({})).rules).toEqual(['ACL-E013']);
  });

  it('makes an error of an expectation that does not hold', () => {
    const { root, shoot } = meadow();
    const access = new AccessControl(shoot, 'acl', { allow, profile: 'upstream' });
    access.expect({ from: '198.51.100.7', verdict: 'pass' });
    access.expect({ from: '192.0.2.1', verdict: 'deny' });
    const failed = render(root).findings.filter(({ rule }) => rule === 'ACL-EXPECT');
    expect(failed.map(({ message }) => message)).toEqual([
      '192.0.2.1 on socket on 8132: expected deny, it is let in',
      '192.0.2.1 on socket on 8443: expected deny, it is let in',
    ]);
  });
});

describe('access controls with the aggregated layout', () => {
  const names = ['foo', 'moss', 'fern', 'cress'];
  const shared = facts({
    'seed/soil': { wildcardCertificate: false, natAddresses: [] },
    ...Object.fromEntries(
      names.map(name => [`shoot/dev/${name}`, { seedName: 'soil', egressCIDRs: ['192.0.2.21/32'] }]),
    ),
  });

  function filters(changed = '198.51.100.0/24', of: Facts = shared): { rules: string[]; objects: Map<string, string> } {
    const { root, shoot, add } = meadow(of);
    for (const one of [shoot, ...names.slice(1).map(add)]) {
      const range = one.name === 'fern' ? changed : '198.51.100.0/24';
      const clients = { name: `${one.name} team`, ranges: [range] };
      const access = new AccessControl(one, 'acl', { delivery: 'gitops', layout: 'aggregated', allow: [clients] });
      access.expect({ from: range.replace('.0/24', '.7'), verdict: 'pass' });
      access.expect({ from: '192.0.2.1', verdict: 'deny' });
    }
    const { text, findings } = render(root);
    const objects = (loadAll(text.get('test/seeds/soil/acl/gateways.yaml') ?? '') as { metadata?: { name: string } }[])
      .filter(object => object.metadata !== undefined)
      .map(object => [object.metadata?.name ?? '', JSON.stringify(object)] as const);
    const rules = findings.map(({ rule }) => rule).filter(rule => /^ACL-(?!N202|W128)/.test(rule));
    return { rules, objects: new Map(objects) };
  }

  it('share objects, each shoot in one of them, and every expectation holds', () => {
    const { rules, objects } = filters();
    expect(rules).toEqual([]);
    for (const name of objects.keys()) expect(name).toMatch(/^acl-x-gateway-\d+$/);
    for (const name of names) {
      expect([...objects.values()].filter(text => text.includes(`.shoot--dev--${name}.`))).toHaveLength(1);
      expect([...objects.values()].filter(text => text.includes(`${name} team: `))).toHaveLength(1);
    }
  });

  it('change one object when one shoot changes', () => {
    const [before, after] = [filters().objects, filters('203.0.113.0/24').objects];
    const changed = [...after].filter(([name, text]) => before.get(name) !== text);
    expect(changed).toHaveLength(1);
    expect([...before.keys()]).toEqual([...after.keys()]);
  });

  it('cannot be placed while the seed is not known', () => {
    const { rules, objects } = filters(undefined, facts({}));
    expect(new Set(rules)).toEqual(new Set(['ACL-E013']));
    expect(objects.size).toBe(0);
  });

  it("do not exist in the extension's profile", () => {
    expect(rendered({ allow, profile: 'upstream', layout: 'aggregated' }).rules).toContain('ACL-LAYOUT');
  });

  it('of two access controls of one shoot are refused: one would replace those of the other', () => {
    const { root, shoot } = meadow();
    new AccessControl(shoot, 'acl', { allow, layout: 'aggregated' });
    new AccessControl(shoot, 'more', { allow: ['203.0.113.0/24'], layout: 'aggregated' });
    const refused = render(root).findings.filter(({ rule }) => rule === 'ACL-TWICE');
    expect(refused.map(({ severity, origin }) => [severity, origin?.construct])).toEqual([['error', 'foo/more']]);
  });

  it('look at the tree once for all of them', () => {
    const { root, shoot, add } = meadow();
    let completions = 0;
    const original = root.whenComplete.bind(root);
    root.whenComplete = complete => {
      completions += 1;
      original(complete);
    };
    for (const one of [shoot, ...names.slice(1).map(add)]) new AccessControl(one, 'acl', { allow });
    expect(completions).toBe(1);
  });
});

describe('a dry run', () => {
  it('is refused where the extension enforces its entry at once', () => {
    for (const mode of [{}, { profile: 'upstream' }, { delivery: 'gitops', profile: 'upstream' }] as const)
      expect(rendered({ ...mode, allow, shadow: true }).rules).toContain('ACL-SHADOW');
  });

  it('is possible where all filters are ours', () => {
    expect(rendered({ delivery: 'gitops', allow, shadow: true }).rules).not.toContain('ACL-SHADOW');
    expect(rendered({ deny: ['192.0.2.0/24'], shadow: true }).rules).not.toContain('ACL-SHADOW');
  });
});
