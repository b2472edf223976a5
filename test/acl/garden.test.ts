import { evaluate } from '../../lib/acl/evaluate/evaluate';
import { gardenChains, gardenGateway, renderGarden } from '../../lib/acl/garden/garden-access';
import { judge, tree } from './tree';

const garden = (sni?: object) => ({
  spec: {
    runtimeCluster: { networking: { nodes: ['10.1.0.0/16'], pods: ['10.2.0.0/16', 'fd00::/64'] } },
    virtualCluster: {
      dns: { domains: [{ name: 'g.example.org' }, { name: 'g.example.net' }] },
      ...(sni && { kubernetes: { kubeAPIServer: { sni } } }),
    },
  },
});

describe('the virtual garden', () => {
  it('has its hosts in one chain, but for those with a certificate of their own', () => {
    expect(gardenChains(garden())).toEqual([
      ['api.g.example.org', 'gardener.g.example.org', 'api.g.example.net', 'gardener.g.example.net'],
    ]);
    expect(
      gardenChains(garden({ domainPatterns: ['*.g.example.net', '*.example.org', 'gardener.g.example.org'] })),
    ).toEqual([['api.g.example.org'], ['gardener.g.example.org', 'api.g.example.net', 'gardener.g.example.net']]);
  });

  it('lets in its list, the runtime cluster and the seeds, and nobody else', () => {
    const filters = renderGarden({
      garden: garden(),
      allow: [{ cidr: '198.51.100.0/24', origin: 'rule' }],
      seedEgress: [{ cidr: '203.0.113.1/32', origin: 'soil' }],
    });
    const [serverNames = []] = gardenChains(garden());
    const chain = { gateway: gardenGateway, listener: '0.0.0.0_9443', entry: 'sni' as const, serverNames };
    const verdict = (peer: string) =>
      evaluate(filters, { ...chain, sni: 'gardener.g.example.net', headers: {}, peer, proxied: null }).verdict;
    expect(['198.51.100.9', '10.1.2.3', 'fd00::9', '203.0.113.1'].map(verdict)).toEqual(Array(4).fill('ALLOW'));
    expect(['198.51.101.9', '203.0.113.2', '2001:db8::1'].map(verdict)).toEqual(Array(3).fill('DENY'));
    expect(filters.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)).toEqual([
      'virtual-garden-istio-ingress/acl-x-virtual-garden',
    ]);
  });

  it('needs a gateway that sees client addresses, once there is a filter', () => {
    const object = (loadBalancerServices?: object) => ({
      apiVersion: 'operator.gardener.cloud/v1alpha1',
      kind: 'Garden',
      metadata: { name: 'meadow' },
      spec: { runtimeCluster: { settings: { loadBalancerServices } } },
    });
    const filters = renderGarden({
      garden: garden(),
      allow: [{ cidr: '198.51.100.0/24', origin: 'rule' }],
      seedEgress: [],
    });
    const findings = (settings?: object) =>
      judge(
        tree([
          { cluster: 'runtime', object: object(settings) },
          ...filters.map(one => ({ cluster: 'runtime', object: one })),
        ]),
      );
    const path = 'spec.runtimeCluster.settings.loadBalancerServices';
    expect(findings()).toEqual([`ACL-W110 Garden/meadow ${path}`]);
    expect(findings({ proxyProtocol: { allowed: true } })).toEqual([
      `ACL-W111 Garden/meadow ${path}.proxyProtocol.allowed`,
    ]);
    expect(findings({ externalTrafficPolicy: 'Local' })).toEqual([]);
    expect(judge(tree([{ cluster: 'runtime', object: object() }]))).toEqual([]);
  });
});
