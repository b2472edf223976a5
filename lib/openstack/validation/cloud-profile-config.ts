import { FieldPath } from '../../core/field-path';
import { readIpAddress } from '../../core/ip';
import { certificateProblem } from '../../gardener/validation/certificate';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { ProfileConfig, ProfileSpec } from '../objects';
import { definitionsOf } from '../profile/read';
import { validateImageMapping } from './image-mapping';
import { validateLoadBalancerClasses } from './load-balancer-classes';
import { validateProviderImage } from './provider-image';

const rule = ruleTable('provider-openstack:pkg/apis/openstack/validation/cloudprofile.go v1.58', {
  'OS-FLOATING-POOLS-MISSING': 'a profile offers at least one floating pool',
  'OS-FLOATING-POOL-NAME': 'a floating pool needs a name',
  'OS-FLOATING-POOL-REGION': 'the region of a floating pool must not be empty',
  'OS-FLOATING-POOL-DOMAIN': 'the domain of a floating pool must not be empty',
  'OS-FLOATING-POOL-DUPLICATE': 'floating pools differ in name, domain or region',
  'OS-LB-PROVIDERS-MISSING': 'a profile offers at least one load-balancer provider',
  'OS-LB-PROVIDER-NAME': 'a load-balancer provider needs a name',
  'OS-LB-PROVIDER-REGION': 'the region of a load-balancer provider must not be empty',
  'OS-LB-PROVIDER-DUPLICATE': 'load-balancer providers differ in name or region',
  'OS-IMAGES-MISSING': 'a profile offers at least one image',
  'OS-KEYSTONE-URL-MISSING': 'the URL of Keystone must be given, for all regions or for each',
  'OS-KEYSTONE-CERTIFICATE': 'the CA certificate of Keystone must be a PEM certificate',
  'OS-KEYSTONE-REGION-NAME': 'a Keystone URL needs a region',
  'OS-KEYSTONE-REGION-URL': 'a region needs the URL of its Keystone',
  'OS-KEYSTONE-REGION-CERTIFICATE': 'the CA certificate of a Keystone must be a PEM certificate',
  'OS-KEYSTONE-REGION-DUPLICATE': 'a region has one Keystone URL',
  'OS-DNS-SERVER': 'DNS servers are IP addresses',
  'OS-DHCP-DOMAIN': 'the DHCP domain must not be empty',
  'OS-SERVER-GROUP-POLICY-EMPTY': 'server-group policies must not be empty',
});

/** Rules of CloudProfileConfig. */
export const cloudProfileConfigRules = Object.values(rule);

/** Judges the providerConfig of a CloudProfile, and the mapping of its images. */
export function validateCloudProfileConfig(config: ProfileConfig, spec: ProfileSpec, report: Report): void {
  const path = FieldPath.of('spec', 'providerConfig');
  const definitions = definitionsOf(spec);
  const images = config.machineImages ?? [];
  validateFloatingPools(config, path, report);
  validateProviders(config, path, report);
  if (images.length === 0) report.required(rule['OS-IMAGES-MISSING'], path.child('machineImages'));
  for (const [index, image] of images.entries())
    validateProviderImage(image, definitions, { path: path.child('machineImages').index(index), report });
  validateImageMapping({ images: spec.machineImages, providerImages: images, definitions }, report);
  validateKeystone(config, path, report);
  validateRest(config, path, report);
}

function validateFloatingPools({ constraints }: ProfileConfig, path: FieldPath, report: Report): void {
  const pools = constraints?.floatingPools ?? [];
  const list = path.child('constraints', 'floatingPools');
  if (pools.length === 0) report.required(rule['OS-FLOATING-POOLS-MISSING'], list);
  const seen = new Set<string>();
  for (const [index, pool] of pools.entries()) {
    const place = list.index(index);
    const { name = '', region, domain } = pool;
    if (name === '') report.required(rule['OS-FLOATING-POOL-NAME'], place.child('name'));
    validateLoadBalancerClasses(pool.loadBalancerClasses ?? [], place.child('loadBalancerClasses'), report);
    if (region === undefined && domain === undefined) continue;
    if (region === '') report.required(rule['OS-FLOATING-POOL-REGION'], place.child('region'));
    if (domain === '') report.required(rule['OS-FLOATING-POOL-DOMAIN'], place.child('domain'));
    const key = `${name},${domain ?? '*'},${region ?? '*'}`;
    if (seen.has(key)) report.duplicate(rule['OS-FLOATING-POOL-DUPLICATE'], place.child('name'), name);
    seen.add(key);
  }
}

function validateProviders({ constraints }: ProfileConfig, path: FieldPath, report: Report): void {
  const providers = constraints?.loadBalancerProviders ?? [];
  const list = path.child('constraints', 'loadBalancerProviders');
  if (providers.length === 0) report.required(rule['OS-LB-PROVIDERS-MISSING'], list);
  const seen = new Set<string>();
  for (const [index, { name = '', region }] of providers.entries()) {
    const place = list.index(index);
    if (name === '') report.required(rule['OS-LB-PROVIDER-NAME'], place.child('name'));
    if (region === undefined) continue;
    if (region === '') report.required(rule['OS-LB-PROVIDER-REGION'], place.child('region'));
    const key = `${name},${region}`;
    if (seen.has(key)) report.duplicate(rule['OS-LB-PROVIDER-DUPLICATE'], place, key);
    seen.add(key);
  }
}

function validateKeystone(config: ProfileConfig, path: FieldPath, report: Report): void {
  const urls = config.keystoneURLs ?? [];
  if (!config.keystoneURL && urls.length === 0)
    report.required(rule['OS-KEYSTONE-URL-MISSING'], path.child('keystoneURL'));
  validateCertificate(
    config.keystoneCACert,
    { rule: rule['OS-KEYSTONE-CERTIFICATE'], path: path.child('keystoneCACert') },
    report,
  );
  const seen = new Set<string>();
  for (const [index, { region = '', url = '', caCert }] of urls.entries()) {
    const place = path.child('keystoneURLs').index(index);
    if (region === '') report.required(rule['OS-KEYSTONE-REGION-NAME'], place.child('region'));
    if (url === '') report.required(rule['OS-KEYSTONE-REGION-URL'], place.child('url'));
    validateCertificate(caCert, { rule: rule['OS-KEYSTONE-REGION-CERTIFICATE'], path: place.child('caCert') }, report);
    if (seen.has(region)) report.duplicate(rule['OS-KEYSTONE-REGION-DUPLICATE'], place.child('region'), region);
    seen.add(region);
  }
}

function validateCertificate(
  certificate: string | undefined,
  place: { readonly rule: (typeof rule)['OS-KEYSTONE-CERTIFICATE']; readonly path: FieldPath },
  report: Report,
): void {
  if (certificate === undefined || certificate === '') return;
  const problem = certificateProblem(certificate);
  if (problem !== undefined)
    report.invalid(place.rule, place.path, certificate.slice(0, 30), { message: `${place.rule.reason}: ${problem}` });
}

function validateRest(config: ProfileConfig, path: FieldPath, report: Report): void {
  for (const [index, server] of (config.dnsServers ?? []).entries())
    if (!isAddress(server)) report.invalid(rule['OS-DNS-SERVER'], path.child('dnsServers').index(index), server);
  if (config.dhcpDomain === '') report.required(rule['OS-DHCP-DOMAIN'], path.child('dhcpDomain'));
  for (const [index, policy] of (config.serverGroupPolicies ?? []).entries())
    if (policy === '')
      report.required(rule['OS-SERVER-GROUP-POLICY-EMPTY'], path.child('serverGroupPolicies').index(index));
}

function isAddress(text: string): boolean {
  const address = readIpAddress(text);
  return typeof address !== 'string' && address.zone === undefined;
}
