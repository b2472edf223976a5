import fc from 'fast-check';
import { accessTable, tryClient, tryRange } from '../../lib/acl/access-table';
import { FilterIndex } from '../../lib/acl/evaluate/filter-index';
import { hardenedLists } from '../../lib/acl/hardened/refusal';
import { renderHardened } from '../../lib/acl/hardened/render';
import { predictUpstream } from '../../lib/acl/outcome';
import { Cidr } from '../../lib/core/cidr';
import { IpSet } from '../../lib/core/ip-set';
import { allow, situation } from './situations';

const networks = ['185.1.0.0/30', '185.1.0.2/31', '185.1.0.3/32', '185.1.0.4/30', '185.1.0.0/29', '10.250.0.0/32'];
const ranges = fc.uniqueArray(fc.constantFrom(...networks), { minLength: 1, maxLength: 3 });

describe('what becomes of a range', () => {
  it('is what becomes of its clients one by one, and of the filters that deny any of them', () => {
    fc.assert(
      fc.property(ranges, ranges, fc.constantFrom(...networks), (first, second, asked) => {
        const own = situation({ providerConfig: allow(...first) });
        const lists = hardenedLists(situation({ providerConfig: allow(...second) }));
        const outcome = predictUpstream(own);
        if ('refused' in lists || outcome.kind !== 'rendered') throw new Error('filters');
        const filters = [...outcome.objects, ...renderHardened({ situation: own, lists: lists.lists })];
        const network = Cidr.of(asked);
        const clients = Array.from({ length: Number(network.size()) }, (_, i) => Number(network.first) + i);
        for (const row of accessTable(own, new FilterIndex(filters))) {
          const one = clients.map(value => {
            const peer = [24, 16, 8, 0].map(shift => (value >>> shift) & 255).join('.');
            return tryClient(row, { peer, proxied: null });
          });
          const passed = one.filter(({ verdict }) => verdict === 'ALLOW').length;
          const range = tryRange(row, IpSet.of([network]));
          expect(range.verdict).toBe(passed === one.length ? 'ALLOW' : passed === 0 ? 'DENY' : 'PART');
          expect(Number(range.denied.size())).toBe(one.length - passed);
          expect(range.deniedBy).toEqual([...new Set(one.flatMap(({ deniedBy }) => deniedBy))].sort());
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is not known where a filter is not, and somebody of it may pass', () => {
    const filter = {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      metadata: { name: 'odd', namespace: 'istio-ingress' },
      spec: {
        configPatches: [
          {
            applyTo: 'HTTP_FILTER',
            match: { context: 'GATEWAY' },
            patch: {
              operation: 'INSERT_FIRST',
              value: {
                name: 'odd',
                typed_config: {
                  '@type': 'type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC',
                  rules: {
                    action: 'DENY',
                    policies: { odd: { permissions: [{ any: true }], principals: [{ authenticated: {} }] } },
                  },
                },
              },
            },
          },
        ],
      },
    };
    const [row] = accessTable(situation(), new FilterIndex([filter])).filter(({ path }) => path.kind === 'vpn');
    if (row === undefined) throw new Error('a way in');
    expect(tryRange(row, IpSet.of([Cidr.of('185.1.0.0/24')]))).toMatchObject({
      verdict: 'UNKNOWN',
      unclear: ['istio-ingress/odd'],
    });
  });
});
