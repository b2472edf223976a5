// What the command `access` says about trees that hold nothing but filters, and about questions that cannot be answered.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { command } from '../../lib/cli/commands/access';
import { UsageError, type Arguments } from '../../lib/cli/command';
import { hardenedLists } from '../../lib/acl/hardened/refusal';
import { renderAggregated } from '../../lib/acl/hardened/aggregate';
import { renderHardened } from '../../lib/acl/hardened/render';
import { predictUpstream } from '../../lib/acl/outcome';
import { gardenlet, shoot, withRule } from './tree';
import { allow, situation, type Changes } from './situations';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'access-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

let trees = 0;

/** Writes objects as files of one tree; JSON is YAML. */
function treeOf(...objects: readonly object[]): string {
  const root = path.join(folder, `tree-${(trees += 1)}`);
  fs.mkdirSync(root);
  for (const [i, object] of objects.entries()) fs.writeFileSync(path.join(root, `${i}.yaml`), JSON.stringify(object));
  return root;
}

function ask(root: string, wanted: string, values: Arguments['values']): { code: unknown; lines: string[] } {
  const written: string[] = [];
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation(text => written.push(String(text)) > 0);
  try {
    const code = command.run({ positionals: [wanted], values: { in: root, ...values } });
    return {
      code,
      lines: written
        .join('')
        .split('\n')
        .filter(line => line !== ''),
    };
  } finally {
    spy.mockRestore();
  }
}

const upstream = (changes: Changes = {}): readonly object[] => {
  const outcome = predictUpstream(situation(changes));
  return outcome.kind === 'rendered' ? outcome.objects : [];
};

const shootOf = (changes: Changes = {}) => {
  const target = situation(changes);
  const result = hardenedLists(target);
  if ('refused' in result) throw new Error(result.refused);
  return { situation: target, lists: result.lists };
};

describe('a tree of filters without any Gardener object', () => {
  const wildcard = { facts: { wildcardCertificate: true } };
  it.each([
    ["the extension's", upstream({ facts: { nginxGateway: { selector: { app: 'istio-ingressgateway' } } } })],
    ['the hardened ones', renderHardened(shootOf(wildcard))],
    [
      'aggregated ones',
      renderAggregated([shootOf(wildcard), shootOf({ name: 'moss', providerConfig: allow('192.0.2.0/24') })]),
    ],
  ])('answers from %s, whatever the shoot is called', (_, objects) => {
    const root = treeOf(...objects);
    for (const name of ['foo', 'bar/foo', 'garden-bar/foo', 'bar--foo', 'shoot--bar--foo']) {
      const passing = ask(root, name, { from: ['198.51.100.7'] });
      expect(passing.code).toBe(0);
      expect(passing.lines[0]).toBe('shoot--bar--foo by its filters only, from 198.51.100.7');
    }
    const denied = ask(root, 'foo', { from: ['8.8.8.8'], via: 'api.foo.bar.shoots.example.org' });
    expect(denied.code).toBe(1);
    expect(denied.lines[1]).toMatch(/^ {2}api\.foo\.bar\.shoots\.example\.org {2}deny {2}by istio-ingress\/acl-/);
  });

  it('shows that the extension leaves the socket destination open, and observability hosts by their domain', () => {
    const root = treeOf(...upstream({ facts: { nginxGateway: { selector: { istio: 'ingressgateway' } } } }));
    const { lines } = ask(root, 'foo', { from: ['8.8.8.8'] });
    expect(lines.find(line => line.includes('socket on 8443'))).toMatch(/ pass$/);
    expect(lines.find(line => line.includes('gu-bar--foo.ingress.soil.example.org'))).toMatch(
      /deny {2}by istio-ingress\/acl-ingress-/,
    );
  });

  it('answers about hosts of filters that name no shoot', () => {
    const [filter] = upstream() as [{ metadata: object; spec: { configPatches: { match: object }[] } }];
    const configPatches = filter.spec.configPatches.map(patch => ({
      ...patch,
      match: { context: 'GATEWAY', listener: { filterChain: { sni: 'api.elsewhere.example.org' } } },
    }));
    const mine = {
      ...filter,
      metadata: { name: 'mine', namespace: 'istio-ingress' },
      spec: { ...filter.spec, configPatches },
    };
    const { code, lines } = ask(treeOf(mine), 'api.elsewhere.example.org', { from: ['8.8.8.8', '198.51.100.7'] });
    expect(code).toBe(1);
    expect(lines).toEqual([
      'api.elsewhere.example.org by its filters only, from 8.8.8.8',
      '  api.elsewhere.example.org  deny  by istio-ingress/mine',
      'api.elsewhere.example.org by its filters only, from 198.51.100.7',
      '  api.elsewhere.example.org  pass',
    ]);
  });

  it('tries clients that the filters list, and somebody who is in no list', () => {
    const { code, lines } = ask(treeOf(...renderHardened(shootOf())), 'foo', { matrix: true, via: 'vpn' });
    expect(code).toBe(0);
    expect(lines).toEqual([
      '# shoot--bar--foo by its filters only',
      'clients',
      '  1  10.240.0.0    listed',
      '  2  10.250.0.0    listed',
      '  3  192.0.2.200   listed',
      '  4  198.51.100.0  listed',
      '  5  203.0.113.10  listed',
      '  6  8.8.8.8       anybody else',
      'way in                        1     2     3     4     5     6',
      'vpn on 8443 of istio-ingress  pass  pass  pass  pass  pass  deny',
      'vpn on 8132 of istio-ingress  pass  pass  pass  pass  pass  deny',
    ]);
  });
});

describe('a client behind a load balancer', () => {
  const objects = upstream({
    providerConfig: { rule: { action: 'ALLOW', type: 'direct_remote_ip', cidrs: ['192.0.2.9/32'] } },
  });

  it('is judged by the address of its PROXY header, and not at all by a balancer that nobody names', () => {
    const root = treeOf(...objects);
    const from = ['8.8.8.8'];
    const via = 'vpn on 8443 of istio-ingress';
    expect(ask(root, 'foo', { from, via, through: '192.0.2.9' }).code).toBe(0);
    expect(ask(root, 'foo', { from, via, through: '192.0.2.8' }).code).toBe(1);
    const unknown = ask(root, 'foo', { from, via, proxied: true });
    expect(unknown.code).toBe(1);
    expect(unknown.lines[1]).toMatch(/\? {2}not judged: istio-ingress\/acl-http-proxy-shoot--bar--foo$/);
  });
});

describe('a shoot of the tree', () => {
  it('is open to everybody without an access rule', () => {
    const root = treeOf(gardenlet().object, shoot({}).object);
    const { code, lines } = ask(root, 'garden-bar/foo', { from: ['8.8.8.8'], via: 'api' });
    expect([code, lines]).toEqual([
      0,
      ['garden-bar/foo on seed soil, from 8.8.8.8', '  api.foo.bar.shoots.example.org  pass'],
    ]);
  });

  it('is judged with the filters that the extension will render', () => {
    const rule = { action: 'ALLOW', type: 'remote_ip', cidrs: ['198.51.100.0/24'] };
    const root = treeOf(gardenlet().object, shoot(withRule(rule)).object);
    expect(ask(root, 'foo', { from: ['8.8.8.8'], via: 'internal' }).code).toBe(1);
    expect(ask(root, 'foo', { from: ['198.51.100.8'], via: 'internal' }).code).toBe(0);
  });
});

describe('a question that cannot be answered', () => {
  const root = treeOf(...upstream());
  it.each<[string, string, string, Arguments['values']]>([
    ['no client', 'foo', 'access needs --from ADDRESS or --matrix', {}],
    ['a client that is no address', 'foo', '"office" is no IP address', { from: ['office'] }],
    [
      'a range that is none',
      'foo',
      '"192.0.2.0/33" is no range: an IPv4 prefix is 0 to 32',
      { from: ['192.0.2.0/33'] },
    ],
    ['a load balancer that is none', 'foo', '"lb" is no IP address', { from: ['8.8.8.8'], through: 'lb' }],
    ['an unknown shoot', 'fooo', `nothing in ${root} is called "fooo", did you mean foo?`, { from: ['8.8.8.8'] }],
    [
      'an unknown way',
      'foo',
      'there is no way "ssh": one of api, vpn, http-proxy, socket, or a name that --matrix shows',
      { from: ['8.8.8.8'], via: 'ssh' },
    ],
    ['a folder that is not there', 'foo', '/nowhere: there is no such folder', { from: ['8.8.8.8'], in: '/nowhere' }],
    ['a tree without filters', 'foo', 'holds neither Shoots nor EnvoyFilters', { from: ['8.8.8.8'], in: treeOf() }],
  ])('names %s', (_, wanted, message, values) => {
    expect(() => ask(root, wanted, values)).toThrow(UsageError);
    expect(() => ask(root, wanted, values)).toThrow(message);
  });
});
