import { networkingKinds } from '../../../lib/kubernetes/networking/kinds';
import { judged } from '../judged';

const findings = judged(networkingKinds);
const policy = (spec: object): readonly string[] => findings('NetworkPolicy', { metadata: { name: 'a' }, spec });
const port = (fields: object): readonly string[] => policy({ ingress: [{ ports: [fields] }] });
const peer = (fields: object): readonly string[] => policy({ egress: [{ to: [fields] }] });
const block = (cidr: string, ...except: string[]): readonly string[] => peer({ ipBlock: { cidr, except } });

const ports = 'spec.ingress[0].ports[0]';
const to = 'spec.egress[0].to[0]';

// verdicts and paths are those of kube-apiserver 1.36.3
describe('a network policy', () => {
  test('selects peers by labels or by network', () => {
    expect(peer({ podSelector: {}, namespaceSelector: {} })).toEqual([]);
    expect(peer({})).toEqual([`NETPOL-PEER required ${to}`]);
    expect(peer({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } })).toEqual([`NETPOL-PEER forbidden ${to}`]);
    expect(peer({ podSelector: { matchLabels: { 'a b': 'c' } } })).toEqual([
      `LABEL-KEY invalid ${to}.podSelector.matchLabels`,
    ]);
  });

  test('takes networks without host bits, leading zeros and mapped addresses', () => {
    expect(block('10.0.0.0/8')).toEqual([]);
    expect(block('FE80:0::/10')).toEqual([]);
    for (const cidr of ['10.0.0.1/8', '010.0.0.0/8', '10.0.0.0/08', '::ffff:10.0.0.0/104'])
      expect(block(cidr)).toEqual([`NETPOL-CIDR-STRICT invalid ${to}.ipBlock.cidr`]);
    for (const cidr of ['10.0.0.0', '10.0.0.0/33', 'a/8'])
      expect(block(cidr)).toEqual([`NETPOL-CIDR invalid ${to}.ipBlock.cidr`]);
    expect(block('')).toEqual([`NETPOL-CIDR required ${to}.ipBlock.cidr`]);
  });

  test('leaves out smaller parts of a network', () => {
    expect(block('10.0.0.0/8', '10.1.0.0/16', '10.0.0.0/9')).toEqual([]);
    for (const except of ['10.0.0.0/8', '11.0.0.0/16', '0.0.0.0/0', '::/0'])
      expect(block('10.0.0.0/8', except)).toEqual([`NETPOL-EXCEPT invalid ${to}.ipBlock.except[0]`]);
  });

  test('has ports by number or name, and ranges of numbers', () => {
    expect(port({ port: 80, endPort: 80, protocol: 'SCTP' })).toEqual([]);
    expect(port({ port: 'http' })).toEqual([]);
    expect(port({ port: 0, protocol: 'tcp' })).toEqual([
      `NETPOL-PROTOCOL notSupported ${ports}.protocol`,
      `NETPOL-PORT invalid ${ports}.port`,
    ]);
    expect(port({ port: 'a--b' })).toEqual([`NETPOL-PORT invalid ${ports}.port`]);
    for (const fields of [
      { port: 80, endPort: 79 },
      { port: 80, endPort: 70_000 },
      { port: 'http', endPort: 80 },
      { endPort: 1 },
    ])
      expect(port(fields)).toEqual([`NETPOL-END-PORT invalid ${ports}.endPort`]);
  });

  test('is about Ingress, Egress or both', () => {
    expect(policy({ policyTypes: ['Egress', 'Egress'] })).toEqual([]);
    expect(policy({ policyTypes: ['ingress'] })).toEqual(['NETPOL-TYPES notSupported spec.policyTypes[0]']);
    expect(policy({ policyTypes: ['a', 'b', 'c'] })).toEqual(['NETPOL-TYPES invalid spec.policyTypes']);
  });
});
