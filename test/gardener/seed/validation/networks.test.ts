import type { SeedNetworks } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../../lib/core/field-path';
import type { Loose } from '../../../../lib/core/loose';
import { validateSeedNetworks } from '../../../../lib/gardener/seed/validation/networks';
import { Report } from '../../../../lib/rules/report';

const ipv4 = { pods: '100.64.0.0/12', services: '100.104.0.0/13', ipFamilies: ['IPv4' as const] };
const ipv6 = { pods: '2001:db8:1::/64', services: '2001:db8:2::/112', ipFamilies: ['IPv6' as const] };

function findings(networks: Loose<SeedNetworks>): string[] {
  const report = new Report();
  validateSeedNetworks(networks, { path: FieldPath.of('spec'), template: false }, report);
  return report.findings.map(({ rule, path, message }) => `${rule} ${path}: ${message}`);
}

describe('the networks of a seed', () => {
  test('are apart from each other; the later one is reported', () => {
    expect(findings({ ...ipv4, nodes: '100.64.8.0/24' })).toEqual([
      'NETWORK-OVERLAP spec.networks.nodes: must not overlap spec.networks.pods, which is 100.64.0.0/12',
    ]);
  });

  test('may be those of its shoots in IPv4, where the VPN maps them, but not in IPv6', () => {
    expect(findings({ ...ipv4, shootDefaults: { pods: ipv4.pods, services: ipv4.services } })).toEqual([]);
    expect(findings({ ...ipv6, shootDefaults: { pods: ipv6.pods } })).toEqual([
      'NETWORK-OVERLAP spec.networks.shootDefaults.pods: must not overlap spec.networks.pods, which is 2001:db8:1::/64',
    ]);
    expect(findings({ ...ipv4, shootDefaults: { pods: '10.0.0.0/8', services: '10.1.0.0/16' } })).toEqual([
      'NETWORK-OVERLAP spec.networks.shootDefaults.services: must not overlap spec.networks.shootDefaults.pods, which is 10.0.0.0/8',
    ]);
  });

  test('are of the one family of the seed, or of any in dual stack', () => {
    expect(findings({ ...ipv4, nodes: '2001:db8::/64' })).toEqual([
      'NETWORK-FAMILY spec.networks.nodes: the network must be IPv4',
    ]);
    expect(findings({ ...ipv4, nodes: '2001:db8::/64', ipFamilies: ['IPv4', 'IPv6'] })).toEqual([]);
  });

  test('are not compared while one of them is wrong itself', () => {
    expect(findings({ ...ipv4, pods: '10.0.0.0', nodes: ipv4.services })).toEqual([
      'NETWORK-CIDR spec.networks.pods: must be an address, "/" and a prefix length',
    ]);
    expect(findings({ ...ipv4, ipFamilies: ['IPv5' as 'IPv4'], pods: '' })).toEqual([
      'IP-FAMILY spec.networks.ipFamilies[0]: an IP family is IPv4 or IPv6',
    ]);
  });

  test('leave a /8 to the mapping of services', () => {
    expect(findings({ pods: '100.64.0.0/12', services: '10.0.0.0/8' })).toEqual([]);
    expect(findings({ pods: '100.64.0.0/12', services: '10.0.0.0/7' })).toEqual([
      'SEED-NETWORKS-SERVICES-SIZE spec.networks.services: the services of a seed are mapped into a /8 and must not be larger',
    ]);
  });

  test('leave the ranges alone that Gardener uses itself', () => {
    expect(findings({ ...ipv4, nodes: '240.0.0.0/7' })).toEqual([
      'NETWORK-RESERVED spec.networks.nodes: must not overlap 240.0.0.0/8, which Gardener uses for the addresses of API servers',
      'NETWORK-RESERVED spec.networks.nodes: must not overlap 241.0.0.0/8, which Gardener uses for the mapped pods of the seed',
    ]);
    expect(findings({ ...ipv6, nodes: 'fd8f:6d53:b97a::/48' })).toEqual([
      'NETWORK-RESERVED spec.networks.nodes: must not overlap fd8f:6d53:b97a:1::/96, which Gardener uses for the VPN',
    ]);
  });
});
