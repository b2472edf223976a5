import { FilterIndex } from '../../../lib/acl/evaluate/filter-index';
import { predictUpstream } from '../../../lib/acl/outcome';
import { blastRadius } from '../../../lib/acl/report/blast-radius';
import { renderReport } from '../../../lib/acl/report/markdown';
import { shootReport } from '../../../lib/acl/report/shoot-report';
import type { EnvoyFilter } from '../../../lib/acl/envoy-filter';
import { allow, situation, type Changes } from '../situations';

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

| client | address | api.foo.bar.shoots.example.org | api.foo.bar.internal.example.org | vpn on 8443 | http-proxy on 8443 | socket on 8443 |
| --- | --- | --- | --- | --- | --- | --- |
| nodes | \`203.0.113.10\` | pass | pass | pass | pass | pass |
| seed nodes | \`10.240.0.0\` | pass | pass | pass | pass | pass |
| seed pods | \`10.241.0.0\` | pass | pass | pass | pass | pass |
| operator | \`192.0.2.200\` | pass | pass | pass | pass | pass |
| ci | \`185.1.1.1\` | **deny** | **deny** | **deny** | **deny** | pass |
`);
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
