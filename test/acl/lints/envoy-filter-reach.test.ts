import { allowing, at, at0, findings, manager, moved, rbac } from './foreign-filter';

describe('a patch that changes the access filters of others', () => {
  const beside = (operation: string, name: string, subFilter?: string): object => ({
    applyTo: subFilter === undefined ? 'NETWORK_FILTER' : 'HTTP_FILTER',
    match: {
      context: 'GATEWAY',
      listener: {
        filterChain: { filter: { name, ...(subFilter !== undefined && { subFilter: { name: subFilter } }) } },
      },
    },
    patch: { operation, ...(operation !== 'REMOVE' && { value: { name: 'y' } }) },
  });
  const filter = `${at0}.match.listener.filterChain.filter`;

  it.each([
    ['REMOVE', 'acl-api', undefined],
    ['MERGE', 'acl-ingress', undefined],
    ['REPLACE', 'envoy.filters.network.rbac', undefined],
    ['REMOVE', manager, 'acl-tls-tunnel'],
    ['MERGE', manager, 'acl-http-proxy'],
    ['REMOVE', manager, 'envoy.filters.http.rbac'],
  ])('is %s of %s %s', (operation, name, inner) => {
    expect(findings(beside(operation, name, inner))).toEqual([`ACL-ENVOY-DISARM ${filter}`]);
  });

  it('is none that goes beside them', () => {
    expect(findings(beside('INSERT_BEFORE', 'acl-api'))).toEqual([`ACL-ENVOY-ANCHOR ${filter}`]);
  });
});

describe('a filter that reaches others than it seems to', () => {
  const some = [{ remote_ip: { address_prefix: '10.0.0.0', prefix_len: 8 } }];
  const everywhere = { match: { context: 'GATEWAY', listener: { portNumber: 9443 } } };

  it('is an allow-list for a whole listener', () => {
    expect(findings(moved(rbac(some), everywhere))).toEqual([`ACL-ENVOY-EVERYBODY ${at}.rules.policies`]);
    expect(findings(moved(rbac([{ any: true }]), everywhere))).toEqual([]);
    expect(findings(rbac(some))).toEqual([]);
  });

  it('is an allow-list of one shoot on a port or a domain of all', () => {
    const own = { header: { name: 'x-gardener-destination', string_match: { contains: '.shoot--dev--foo.' } } };
    const ours = { requested_server_name: { suffix: '-dev--foo.ingress.example.org' } };
    const policy = (permission: object, principals: object[] = some): object => ({
      permissions: [permission],
      principals,
    });
    const tunnel = (policies: object): object =>
      moved(allowing('http', policies), { match: { context: 'GATEWAY', listener: { portNumber: 8443 } } });
    const ingress = (policies: object): object =>
      moved(allowing('network', policies), {
        match: { context: 'GATEWAY', listener: { filterChain: { sni: '*.ingress.example.org' } } },
      });
    const everybody = [{ remote_ip: { address_prefix: '0.0.0.0', prefix_len: 0 } }];
    const found = [`ACL-ENVOY-EVERYBODY ${at}.rules.policies`];
    expect(findings(tunnel({ foo: policy(own) }))).toEqual(found);
    expect(findings(ingress({ foo: policy(ours) }))).toEqual(found);
    expect(findings(tunnel({ foo: policy(own), others: policy({ not_rule: own }, everybody) }))).toEqual([]);
    expect(findings(ingress({ foo: policy(ours), others: policy({ not_rule: ours }, [{ any: true }]) }))).toEqual([]);
    // nobody here knows what these mean
    expect(findings(tunnel({ foo: policy({ metadata: {} }) }))).toEqual([]);
  });

  it('is an allow-list without policies', () => {
    const none = JSON.parse(JSON.stringify(rbac(some)).replace(/"policies":.*?}]}}/, '"policies":{}')) as object;
    expect(findings(none)).toEqual([`ACL-ENVOY-EVERYBODY ${at}.rules`]);
  });

  it('is one for sidecars at a gateway', () => {
    const sidecar = moved(rbac(some), { match: { context: 'SIDECAR_INBOUND' } });
    const labels = (istio: string): object => ({ workloadSelector: { labels: { istio } } });
    expect(findings(sidecar, labels('ingressgateway--zone--a'))).toEqual([`ACL-ENVOY-CONTEXT ${at0}.match.context`]);
    expect(findings(sidecar, labels('other'))).toEqual([`ACL-ENVOY-EVERYBODY ${at}.rules.policies`]);
  });

  it('is one without labels to select', () => {
    expect(findings(rbac(some), { workloadSelector: { labels: {} } })).toEqual([
      'ACL-ENVOY-SELECTOR spec.workloadSelector',
    ]);
  });

  // envoy#23583
  it.each<[string, object, string[]]>([
    ['xff_num_trusted_hops', { xff_num_trusted_hops: 1 }, ['xff_num_trusted_hops']],
    ['the same in the other spelling', { xffNumTrustedHops: '2' }, ['xff_num_trusted_hops']],
    ['use_remote_address', { use_remote_address: false }, ['use_remote_address']],
    [
      'original_ip_detection_extensions',
      { original_ip_detection_extensions: [{ name: 'x' }] },
      ['original_ip_detection_extensions'],
    ],
    ['settings as Istio has them', { use_remote_address: true, xff_num_trusted_hops: 0 }, []],
  ])('is a connection manager that believes a header: %s', (_, settings, fields) => {
    const type =
      'type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
    const patch = {
      applyTo: 'NETWORK_FILTER',
      match: { context: 'GATEWAY', listener: { portNumber: 8443, filterChain: { filter: { name: manager } } } },
      patch: { operation: 'MERGE', value: { name: manager, typed_config: { '@type': type, ...settings } } },
    };
    expect(findings(patch)).toEqual(fields.map(field => `ACL-ENVOY-TRUST ${at}.${field}`));
  });
});
