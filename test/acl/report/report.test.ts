import { FilterIndex } from '../../../lib/acl/evaluate/filter-index';
import { predictUpstream } from '../../../lib/acl/outcome';
import { blastRadius } from '../../../lib/acl/report/blast-radius';
import { renderReport } from '../../../lib/acl/report/markdown';
import { shootReport } from '../../../lib/acl/report/shoot-report';
import type { EnvoyFilter } from '../../../lib/acl/envoy-filter';
import { analyze } from '../../../lib/acl/lints/analysis';
import { terminalMatrix, terminalVerdicts } from '../../../lib/acl/report/terminal';
import { accessReport, changeReport } from '../../../lib/acl/report/tree-report';
import { allow, situation, type Changes } from '../situations';
import { facts, gardenlet, shoot, tree, withRule } from '../tree';

const subject = (changes: Changes) => ({
  situation: situation(changes),
  delivery: 'extension' as const,
  seedKnown: true,
  filters: new FilterIndex([]),
});

describe('the report of a shoot', () => {
  it('shows paths, ranges with their origin, and who is locked out', () => {
    const changes = {
      seed: { ingress: {} },
      gardenlet: { featureGates: { RemoveHTTPProxyLegacyPort: true } },
      providerConfig: allow('198.51.100.0/24', '198.51.100.7/32'),
      facts: { expectedClients: [{ name: 'ci', addresses: ['185.1.1.1'] }] },
    };
    expect(renderReport(shootReport(subject(changes)))).toBe(`## Access to \`garden-bar/foo\`

Gardener 1.150.0

### Entry paths

| path | gateway | state | by |
| --- | --- | --- | --- |
| api.foo.bar.shoots.example.org | istio-ingress | protected | \`istio-ingress/acl-api-shoot--bar--foo\` |
| api.foo.bar.internal.example.org | istio-ingress | protected | \`istio-ingress/acl-api-shoot--bar--foo\` |
| vpn on 8443 | istio-ingress | protected | \`istio-ingress/acl-http-proxy-shoot--bar--foo\` |
| http-proxy on 8443 | istio-ingress | protected | \`istio-ingress/acl-http-proxy-shoot--bar--foo\` |
| socket on 8443 | istio-ingress | **open** |  |

### Effective allow set: 196866 IPv4 and 0 IPv6 addresses

| range | from |
| --- | --- |
| \`10.240.0.0/15\` | seed.spec.networks.nodes, seed.spec.networks.pods |
| \`10.250.0.0/16\` | shoot.spec.networking.nodes |
| \`192.0.2.200/32\` | extension --additional-allowed-cidrs |
| \`198.51.100.0/24\` | rule |
| \`203.0.113.10/32\` | infrastructure.status.egressCIDRs |

### Forecast

| path | nodes \`203.0.113.10\` | seed nodes \`10.240.0.0\` | seed pods \`10.241.0.0\` | operator \`192.0.2.200\` | ci \`185.1.1.1\` | anybody else \`8.8.8.8\` |
| --- | --- | --- | --- | --- | --- | --- |
| api.foo.bar.shoots.example.org | pass | pass | pass | pass | **deny** | **deny** |
| api.foo.bar.internal.example.org | pass | pass | pass | pass | **deny** | **deny** |
| vpn on 8443 | pass | pass | pass | pass | **deny** | **deny** |
| http-proxy on 8443 | pass | pass | pass | pass | **deny** | **deny** |
| socket on 8443 | pass | pass | pass | pass | pass | pass |
`);
  });
});

describe('a terminal', () => {
  const subjectOf = subject({
    seed: { ingress: {} },
    gardenlet: { featureGates: { RemoveHTTPProxyLegacyPort: true } },
  });
  const { table } = analyze(subjectOf);

  it('shows a matrix in columns', () => {
    const clients = [
      { name: 'office', address: '198.51.100.7' },
      { name: 'stranger', address: '2001:db8::1' },
    ];
    expect(terminalMatrix(table, clients)).toBe(`clients
  1  198.51.100.7  office
  2  2001:db8::1   stranger

way in                            1     2
api.foo.bar.shoots.example.org    pass  deny
api.foo.bar.internal.example.org  pass  deny
vpn on 8443                       pass  deny
http-proxy on 8443                pass  deny
socket on 8443                    pass  pass
`);
  });

  it('names a client once, and puts those that do not fit into a table of their own', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ name: `client ${i % 18}`, address: `192.0.2.${i % 18}` }));
    const text = terminalMatrix(table, many);
    const lines = text.split('\n');
    expect(lines.filter(line => line.includes('client 17'))).toEqual(['  18  192.0.2.17  client 17']);
    expect(lines.filter(line => line.startsWith('way in'))).toHaveLength(2);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(100);
    expect(
      Math.max(
        ...terminalMatrix(table, many, { width: 60 })
          .split('\n')
          .map(line => line.length),
      ),
    ).toBeLessThanOrEqual(60);
  });

  it('shows which filter denies a client', () => {
    expect(terminalVerdicts(table, { peer: '192.0.2.1', proxied: null }).split('\n').slice(1, 3)).toEqual([
      '  api.foo.bar.internal.example.org  deny  by istio-ingress/acl-api-shoot--bar--foo',
      '  vpn on 8443                       deny  by istio-ingress/acl-http-proxy-shoot--bar--foo',
    ]);
  });
});

describe('the reports of a tree', () => {
  const rule = { action: 'ALLOW', type: 'remote_ip', cidrs: ['198.51.100.0/24'] };
  const known = facts({ 'seed/soil': { nginxGateway: null } });
  const view = (cidrs: readonly string[]) => tree([gardenlet(), shoot(withRule({ ...rule, cidrs }))], { facts: known });

  it('name every shoot with an ACL, and are none without one', () => {
    expect(accessReport(view(rule.cidrs))).toMatch(/^# Access to API servers\n\n## Access to `garden-bar\/foo`\n/);
    expect(accessReport(tree([gardenlet(), shoot({})]))).toBeUndefined();
  });

  it('say whose tunnels a change ends', () => {
    expect(changeReport(view(rule.cidrs), view(['198.51.100.0/25']))).toBe(`# Gateways that change

| seed | gateway | objects | ports whose tunnels end | filters afterwards |
| --- | --- | --- | --- | --- |
| seeds/soil | istio-ingress | 3 | 8132, 8443 | 1 on 8443, 1 on 8132 |
`);
    expect(changeReport(view(rule.cidrs), view(rule.cidrs))).toBeUndefined();
  });
});

describe('the blast radius of a change', () => {
  const objects = (changes: Changes): readonly EnvoyFilter[] => {
    const outcome = predictUpstream(situation(changes));
    return outcome.kind === 'rendered' ? outcome.objects : [];
  };

  it('is the gateway with the objects that change and the ports whose tunnels end', () => {
    const other = objects({ name: 'moss' });
    const before = [...objects({}), ...other];
    const after = [...objects({ providerConfig: allow('198.51.100.0/25') }), ...other];
    expect(blastRadius(before, after)).toEqual([
      {
        namespace: 'istio-ingress',
        objects: ['api', 'http-proxy', 'vpn'].map(kind => `istio-ingress/acl-${kind}-shoot--bar--foo`),
        drainedPorts: [8132, 8443],
        httpFilters: new Map([
          [8443, 2],
          [8132, 2],
        ]),
      },
    ]);
    expect(blastRadius(before, before)).toEqual([]);
  });
});
