import { at, findings, rbac } from './foreign-filter';

describe('an RBAC filter that Envoy would refuse', () => {
  it.each<[string, object, string[]]>([
    ['has no principals', rbac([]), [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals`]],
    [
      'has an empty list',
      rbac([{ not_id: { or_ids: { ids: [] } } }]),
      [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals[0].not_id.or_ids.ids`],
    ],
    [
      'has a length inside the address',
      rbac([{ remote_ip: { address_prefix: '10.0.0.0/8', prefix_len: 8 } }]),
      [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals[0].remote_ip.address_prefix`],
    ],
    [
      'has a length beyond 128',
      rbac([{ remote_ip: { address_prefix: '::', prefix_len: 129 } }]),
      [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals[0].remote_ip.prefix_len`],
    ],
    ['has no stat_prefix', rbac([{ any: true }], 'network', {}), [`ACL-ENVOY-REFUSED ${at}.stat_prefix`]],
    [
      'has an action that is not one',
      JSON.parse(JSON.stringify(rbac([{ any: true }])).replace('"ALLOW"', '"allow"')) as object,
      [`ACL-ENVOY-REFUSED ${at}.rules.action`],
    ],
    [
      'has a length that is none',
      rbac([{ remote_ip: { address_prefix: '::', prefix_len: 'x' } }]),
      [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals[0].remote_ip.prefix_len`],
    ],
    ['has none where none is allowed', rbac([{ any: true }], 'http', {}), []],
    [
      'has two matchers in one',
      rbac([{ any: true, remote_ip: {} }]),
      [`ACL-ENVOY-REFUSED ${at}.rules.policies[p].principals[0]`],
    ],
  ])('%s', (_, patch, expected) => {
    expect(findings(patch)).toEqual(expected);
  });
});

describe('a range that means something else', () => {
  it.each<[string, object, string]>([
    ['has no length', { address_prefix: '10.0.0.0' }, 'prefix_len'],
    ['has a length as text, as protobuf takes it', { address_prefix: '192.0.2.0', prefix_len: '64' }, 'prefix_len'],
    ['has an IPv6 length behind an IPv4 address', { address_prefix: '192.0.2.0', prefix_len: 120 }, 'prefix_len'],
  ])('%s', (_, range, field) => {
    expect(findings(rbac([{ remote_ip: range }]))).toEqual([
      `ACL-ENVOY-RANGE ${at}.rules.policies[p].principals[0].remote_ip.${field}`,
    ]);
  });

  it('is IPv4-mapped, unless its IPv4 twin stands beside it', () => {
    const mapped = { remote_ip: { address_prefix: '::ffff:192.0.2.0', prefix_len: 120 } };
    const plain = { remote_ip: { address_prefix: '192.0.2.0', prefix_len: 24 } };
    expect(findings(rbac([mapped]))).toEqual([`ACL-ENVOY-RANGE ${at}.rules.policies[p].principals`]);
    expect(findings(rbac([mapped, plain]))).toEqual([]);
  });
});
