import { loadAll } from 'js-yaml';
import { GardenAccessControl, type GardenAccessControlProps } from '../../lib/acl';
import { Garden, Gardenlet } from '../../lib/gardener';
import '../../lib/standard-topics';
import { landscape, render } from '../synth/tree';
import { facts } from './tree';

function rendered(props: GardenAccessControlProps, natAddresses?: readonly string[]) {
  const root = landscape({ facts: facts(natAddresses === undefined ? {} : { 'seed/soil': { natAddresses } }) });
  const garden = new Garden(root, 'meadow', {
    runtimeCluster: {
      networking: { nodes: ['10.1.0.0/16'], pods: ['10.2.0.0/16'], services: ['10.3.0.0/16'] },
      settings: { loadBalancerServices: { externalTrafficPolicy: 'Local' } },
      ingress: { domains: [{ name: 'ingress.example.org' }], controller: { kind: 'nginx' } },
    },
    virtualCluster: { dns: { domains: [{ name: 'g.example.org' }] } },
  } as unknown as ConstructorParameters<typeof Garden>[2]);
  const config = { seedConfig: { spec: {} } };
  new Gardenlet(root, 'soil', { deployment: {}, config });
  const access = new GardenAccessControl(garden, 'acl', props);
  access.expect({ from: '198.51.100.7', verdict: 'pass' });
  access.expect({ from: '203.0.113.1', verdict: 'pass', via: 'gardener.g.example.org' });
  access.expect({ from: '192.0.2.1', verdict: 'deny' });
  const { text, findings } = render(root);
  const objects = loadAll(text.get('test/runtime/acl/virtual-garden.yaml') ?? '') as {
    metadata: object;
    spec: unknown;
  }[];
  return {
    objects,
    findings: findings.filter(({ rule }) => rule.startsWith('ACL-')).map(({ rule, message }) => `${rule} ${message}`),
  };
}

describe('an access control of the virtual garden', () => {
  it('lets in its list, the runtime cluster and the seeds', () => {
    const { objects, findings } = rendered({ allow: ['198.51.100.0/24'] }, ['203.0.113.1']);
    expect(findings).toEqual([]);
    expect(objects.map(({ metadata }) => metadata)).toEqual([
      {
        name: 'acl-x-virtual-garden',
        namespace: 'virtual-garden-istio-ingress',
        labels: { 'app.kubernetes.io/part-of': 'acl' },
      },
    ]);
    expect(JSON.stringify(objects[0]?.spec)).toContain('"sni":"api.g.example.org"');
  });

  it('warns of a seed whose addresses nobody knows, and fails what the app expects', () => {
    expect(rendered({ allow: ['198.51.100.0/24'] }).findings).toEqual([
      'ACL-EXPECT 203.0.113.1 on gardener.g.example.org: expected pass, it is denied by virtual-garden-istio-ingress/acl-x-virtual-garden',
      'ACL-W130 seed "soil": nothing tells the addresses of a seed, whose gardenlet is locked out of the virtual garden then',
    ]);
  });

  it('refuses an empty list', () => {
    expect(rendered({ allow: [] }, ['203.0.113.1']).findings).toContain('ACL-E004 at least one range is needed');
  });
});
