import { serviceKinds } from '../../../lib/kubernetes/service/kinds';
import { judged } from '../judged';

const findings = judged(serviceKinds);
const metadata = { name: 'web' };
const ports = [{ port: 80 }];
const service = (spec: object, old?: object): readonly string[] =>
  findings('Service', { metadata, spec }, old && { metadata, spec: old });

// verdicts of kube-apiserver 1.36.3
describe('a Service', () => {
  test('needs a port unless it is headless or another name', () => {
    expect(service({ ports })).toEqual([]);
    expect(service({})).toEqual(['SERVICE-PORTS required spec.ports']);
    expect(service({ clusterIP: 'None' })).toEqual([]);
    expect(service({ type: 'ExternalName', externalName: 'example.org.' })).toEqual([]);
  });

  test('has two families of addresses only where its policy says so', () => {
    const ipFamilies = ['IPv4', 'IPv6'];
    expect(service({ ports, ipFamilies })).toEqual(['SERVICE-IP-FAMILY-POLICY invalid spec.ipFamilyPolicy']);
    expect(service({ ports, ipFamilies, ipFamilyPolicy: 'PreferDualStack' })).toEqual([]);
    expect(service({ clusterIP: 'None', ipFamilies })).toEqual([]);
  });

  test('takes networks of clients in the strict form', () => {
    const ranges = (...loadBalancerSourceRanges: string[]): readonly string[] =>
      service({ type: 'LoadBalancer', ports, loadBalancerSourceRanges });
    expect(ranges(' 10.0.0.0/8 ')).toEqual([]);
    expect(ranges('10.0.0.1/8', '::ffff:1.2.3.0/120', '10.0.0.0/08')).toEqual(
      [0, 1, 2].map(index => `SERVICE-SOURCE-RANGE invalid spec.loadBalancerSourceRanges[${index}]`),
    );
  });

  test('keeps the address that it has got', () => {
    expect(service({ ports, clusterIP: 'None' }, { ports })).toEqual([
      'SERVICE-CLUSTER-IP-CHANGED invalid spec.clusterIPs[0]',
    ]);
    expect(service({ ports }, { ports, clusterIP: 'None' })).toEqual([]);
  });
});
