import fc from 'fast-check';
import { Cidr } from '../../../lib/core/cidr';
import { parseIpAddress } from '../../../lib/core/ip';
import { rbacType } from '../../../lib/acl/envoy-filter';
import type { Connection } from '../../../lib/acl/evaluate/connection';
import { evaluate } from '../../../lib/acl/evaluate/evaluate';
import { FilterIndex } from '../../../lib/acl/evaluate/filter-index';
import { passSet } from '../../../lib/acl/evaluate/pass-set';

// a second, naive reading of Envoy's semantics: addresses are strings of bits, everything else is a loop

interface Range {
  readonly address_prefix: string;
  readonly prefix_len?: number;
}
type Principal =
  | { readonly remote_ip: Range }
  | { readonly not_id: Principal }
  | { readonly or_ids: { readonly ids: readonly Principal[] } }
  | { readonly and_ids: { readonly ids: readonly Principal[] } };
interface Rules {
  readonly action: 'ALLOW' | 'DENY';
  readonly policies: Readonly<
    Record<string, { readonly permissions: readonly Permission[]; readonly principals: readonly Principal[] }>
  >;
}
type Permission =
  | { readonly any: true }
  | { readonly requested_server_name: { readonly suffix: string } }
  | { readonly not_rule: Permission };

function bits(address: string): string {
  if (!address.includes(':')) {
    return address
      .split('.')
      .map(octet => Number(octet).toString(2).padStart(8, '0'))
      .join('');
  }
  const [head = '', tail = ''] = address.split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const zeros = Array<string>(8 - groups(head).length - groups(tail).length).fill('0');
  return [...groups(head), ...zeros, ...groups(tail)]
    .map(group => parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('');
}

function naiveRange({ address_prefix, prefix_len = 0 }: Range, client: string): boolean {
  const [prefix, address] = [bits(address_prefix), bits(client)];
  const length = Math.min(prefix_len, prefix.length);
  return prefix.length === address.length && prefix.slice(0, length) === address.slice(0, length);
}

function naivePrincipal(principal: Principal, client: string): boolean {
  if ('remote_ip' in principal) return naiveRange(principal.remote_ip, client);
  if ('not_id' in principal) return !naivePrincipal(principal.not_id, client);
  if ('or_ids' in principal) return principal.or_ids.ids.some(id => naivePrincipal(id, client));
  return principal.and_ids.ids.every(id => naivePrincipal(id, client));
}

function naivePermission(permission: Permission, sni: string): boolean {
  if ('any' in permission) return true;
  if ('not_rule' in permission) return !naivePermission(permission.not_rule, sni);
  return sni.endsWith(permission.requested_server_name.suffix);
}

function naiveVerdict(filters: readonly Rules[], client: string, sni: string): 'ALLOW' | 'DENY' {
  for (const { action, policies } of filters) {
    let matched = false;
    for (const { permissions, principals } of Object.values(policies)) {
      if (permissions.some(p => naivePermission(p, sni)) && principals.some(p => naivePrincipal(p, client)))
        matched = true;
    }
    if (matched !== (action === 'ALLOW')) return 'DENY';
  }
  return 'ALLOW';
}

// few addresses, so that ranges and clients do meet
const v4 = fc
  .tuple(fc.constantFrom(10, 192), fc.constantFrom(0, 1), fc.constantFrom(0, 128, 255), fc.nat(7))
  .map(octets => octets.join('.'));
const v6 = fc.tuple(fc.constantFrom('2001:db8', 'fd00'), fc.constantFrom('1', 'ffff')).map(([a, b]) => `${a}::${b}`);
const address = fc.oneof(v4, v6);
const range: fc.Arbitrary<Range> = fc.record(
  { address_prefix: address, prefix_len: fc.nat(128) },
  { requiredKeys: ['address_prefix'] },
);
const { principal } = fc.letrec<{ principal: Principal }>(tie => ({
  principal: fc.oneof(
    { depthSize: 'small' },
    range.map(remote_ip => ({ remote_ip })),
    tie('principal').map(not_id => ({ not_id })),
    fc.array(tie('principal'), { minLength: 1, maxLength: 3 }).map(ids => ({ or_ids: { ids } })),
    fc.array(tie('principal'), { minLength: 1, maxLength: 3 }).map(ids => ({ and_ids: { ids } })),
  ),
}));
const permission: fc.Arbitrary<Permission> = fc.oneof(
  fc.constant({ any: true as const }),
  fc.constantFrom('.foo', 'x.foo', '.bar').map(suffix => ({ requested_server_name: { suffix } })),
  fc.constantFrom('.foo', '.bar').map(suffix => ({ not_rule: { requested_server_name: { suffix } } })),
);
const policy = fc.record({
  permissions: fc.array(permission, { minLength: 1, maxLength: 2 }),
  principals: fc.array(principal, { minLength: 1, maxLength: 3 }),
});
const rules: fc.Arbitrary<Rules> = fc.record({
  action: fc.constantFrom('ALLOW' as const, 'DENY' as const),
  policies: fc.dictionary(fc.constantFrom('a', 'b', 'c'), policy, { maxKeys: 3 }),
});

const gateway = { namespace: 'istio-ingress', labels: {} };
const sni = 'x.foo';

function objects(filters: readonly Rules[]) {
  return filters.map((one, i) => ({
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: `f${i}`, namespace: 'istio-ingress' },
    spec: {
      configPatches: [
        {
          applyTo: 'NETWORK_FILTER',
          match: { context: 'GATEWAY', listener: { filterChain: { sni } } },
          patch: {
            operation: 'INSERT_FIRST',
            value: { name: 'x', typed_config: { '@type': rbacType.network, rules: one } },
          },
        },
      ],
    },
  }));
}

const connection = (peer: string): Connection => ({
  gateway,
  listener: '0.0.0.0_9443',
  entry: 'sni',
  serverNames: [sni],
  sni,
  headers: {},
  peer,
  proxied: null,
});

describe('the evaluator', () => {
  it('agrees with a naive reading of the rules for any filters and any client', () => {
    fc.assert(
      fc.property(fc.array(rules, { maxLength: 3 }), address, (filters, client) => {
        expect(evaluate(objects(filters), connection(client)).verdict).toBe(naiveVerdict(filters, client, sni));
      }),
      { numRuns: 3000 },
    );
  });

  it('finds the same addresses at once as one by one', () => {
    fc.assert(
      fc.property(
        fc.array(rules, { maxLength: 3 }),
        fc.array(address, { minLength: 1, maxLength: 8 }),
        (filters, clients) => {
          const { addresses, unclear } = passSet(new FilterIndex(objects(filters)).place(connection('10.0.0.1')), {
            sni,
            headers: {},
          });
          expect(unclear).toEqual([]);
          for (const client of clients) {
            const { value } = parseIpAddress(client)!;
            expect(addresses.contains(Cidr.from(value, typeof value === 'number' ? 32 : 128))).toBe(
              naiveVerdict(filters, client, sni) === 'ALLOW',
            );
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('finds the filters that a header concerns, and no others', () => {
    const text = fc.constantFrom('.a.', '.b.', 'a--socket', '.a.b.');
    const header = fc
      .record({
        name: fc.constantFrom('X-Dest', 'Reversed'),
        text,
        kind: fc.constantFrom('contains', 'exact', 'prefix'),
      })
      .map(one => ({ header: { name: one.name, string_match: { [one.kind]: one.text } } }));
    const tunnel: fc.Arbitrary<unknown> = fc.oneof(
      header,
      header.map(not_rule => ({ not_rule })),
      fc.array(header, { minLength: 1, maxLength: 3 }).map(list => ({ or_rules: { rules: list } })),
      header.map(({ header: one }) => ({ header: { ...one, invert_match: true } })),
      header.map(({ header: { name } }) => ({ header: { name, present_match: true } })),
    );
    const filter = fc.record({
      action: fc.constantFrom('ALLOW', 'DENY'),
      policies: fc.dictionary(
        fc.constantFrom('a', 'b'),
        fc.record({
          permissions: fc.array(tunnel, { minLength: 1, maxLength: 2 }),
          principals: fc.array(principal, { minLength: 1, maxLength: 2 }),
        }),
        { maxKeys: 2 },
      ),
    });
    const values = fc.constantFrom('q.a.r', '.a.', 'a--socket', 'x.b.y', 'nothing', '.a.b.c');
    const headers = fc.dictionary(fc.constantFrom('x-dest', 'REVERSED', 'other'), values, { maxKeys: 2 });
    const http = { gateway, listener: '0.0.0.0_8443', entry: 'http' as const, serverNames: [] };
    fc.assert(
      fc.property(fc.array(filter, { maxLength: 4 }), headers, address, (filters, sent, client) => {
        const placed = filters.map((rules_, i) => ({
          apiVersion: 'networking.istio.io/v1alpha3',
          kind: 'EnvoyFilter',
          metadata: { name: `f${i}`, namespace: 'istio-ingress' },
          spec: {
            configPatches: [
              {
                applyTo: 'HTTP_FILTER',
                match: { context: 'GATEWAY', listener: { portNumber: 8443 } },
                patch: {
                  operation: 'INSERT_FIRST',
                  value: { name: 'x', typed_config: { '@type': rbacType.http, rules: rules_ } },
                },
              },
            ],
          },
        }));
        const index = new FilterIndex(placed);
        const request = { sni: null, headers: sent };
        const { verdict } = evaluate(index, { ...http, ...request, peer: client, proxied: null });
        const { value } = parseIpAddress(client)!;
        const { addresses } = passSet(index.place(http), request);
        expect(addresses.contains(Cidr.from(value, typeof value === 'number' ? 32 : 128))).toBe(verdict === 'ALLOW');
      }),
      { numRuns: 2000 },
    );
  });
});
