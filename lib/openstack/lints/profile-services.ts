import { Version } from '../../core/version';
import {
  machineTypeArchitecture,
  registeredCapabilities,
  supportsArchitecture,
} from '../../gardener/cloud-profile/capabilities';
import { stagesOf } from '../../gardener/cloud-profile/lifecycle';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { ProfileSubject } from './subjects';

const rule = ruleTable('gardener:pkg/api/core/validation/cloudprofile.go v1.150', {
  'OS-TWO-SUPPORTED-PER-MINOR': {
    severity: 'warning',
    reason: 'several versions of one minor are supported, some by saying nothing, which the API server does not notice',
    fix: 'classify all but the newest as deprecated',
  },
  'OS-LATEST-HAS-EXPIRY': {
    severity: 'warning',
    reason: 'the newest Kubernetes version expires, so that no version may be left',
    fix: 'remove the expiration of the newest version',
  },
  'OS-BASTION-CLASSIFICATION': {
    severity: 'warning',
    reason:
      'the bastion names no image version, and then only a version that is explicitly classified as supported counts',
    fix: 'write bastion.machineImage.version, or classify a version as supported',
  },
  'OS-UNKNOWN-FIELD': {
    reason: 'the field was removed, and the profile is refused as a whole while it is there',
    fix: 'remove the field',
    source: 'provider-openstack:pkg/apis/openstack/v1alpha1/types_cloudprofile.go v1.51 (#1179)',
  },
  'OS-FLOATING-POOL-RUNTIME': {
    severity: 'warning',
    reason:
      'the controller only reads load-balancer classes and the default subnet of pools with a region and a name that is no bare *',
    fix: 'write the region, and a name with letters',
    source: 'provider-openstack:pkg/apis/openstack/helper/helper.go (FindFloatingPool) v1.58',
  },
  'OS-REGION-WITHOUT-KEYSTONE': {
    severity: 'warning',
    reason: 'the profile has no Keystone URL for the region: Shoots there cannot be created',
    fix: 'add the region to keystoneURLs, or write keystoneURL',
    source: 'provider-openstack:pkg/apis/openstack/helper/helper.go (FindKeyStoneURL) v1.58',
  },
  'OS-PROFILE-SIZE': {
    severity: 'warning',
    reason: 'the profile is larger than 1 MiB, and requests to the API server end at 1.5 MiB',
    fix: 'remove image versions that no Shoot uses',
    source: 'etcd:server/embed/config.go (DefaultMaxRequestBytes)',
  },
});

/** Rules that {@link lintProfileServices} reports. */
export const profileServiceRules = Object.values(rule);

const megabyte = 1024 * 1024;

/** Fields of older versions of CloudProfileConfig, and the version that removed them. */
const removedFields: Readonly<Record<string, string>> = { useOctavia: '1.51' };

/** Everything in a profile beside its images: versions, bastion, OpenStack services, size. */
export function lintProfileServices(subject: ProfileSubject, report: Report): void {
  lintVersions(subject, report);
  lintBastion(subject, report);
  lintFields(subject, report);
  lintFloatingPools(subject, report);
  lintKeystone(subject, report);
  const size = Buffer.byteLength(JSON.stringify(subject.spec));
  if (size > megabyte) report.add(rule['OS-PROFILE-SIZE'], 'spec', { value: size });
}

function lintVersions({ spec }: ProfileSubject, report: Report): void {
  const byMinor = new Map<string, number[]>();
  let newest: { readonly version: Version; readonly index: number } | undefined;
  const versions = spec.kubernetes?.versions ?? [];
  for (const [index, entry] of versions.entries()) {
    const version = Version.parse(entry.version ?? '');
    if (version === undefined) continue;
    if (newest === undefined || newest.version.lessThan(version)) newest = { version, index };
    const isPlain = (entry.lifecycle ?? []).length === 0 && (entry.classification ?? 'supported') === 'supported';
    if (isPlain && !entry.expirationDate)
      byMinor.set(version.majorMinor(), [...(byMinor.get(version.majorMinor()) ?? []), index]);
  }
  for (const [minor, indices] of byMinor) {
    const silent = indices.some(index => versions[index]?.classification === undefined);
    if (indices.length > 1 && silent)
      report.add(rule['OS-TWO-SUPPORTED-PER-MINOR'], `spec.kubernetes.versions[${indices[0] ?? 0}]`, { value: minor });
  }
  const last = newest && versions[newest.index];
  if (newest && last && stagesOf(last).some(({ classification }) => classification === 'expired'))
    report.add(rule['OS-LATEST-HAS-EXPIRY'], `spec.kubernetes.versions[${newest.index}]`, { value: last.version });
}

function lintBastion({ spec }: ProfileSubject, report: Report): void {
  const image = spec.bastion?.machineImage;
  if (image === undefined || image.version !== undefined) return;
  const registered = registeredCapabilities(spec.machineCapabilities);
  const type = spec.machineTypes?.find(({ name }) => name === spec.bastion?.machineType?.name);
  const architecture = type && machineTypeArchitecture(type, registered);
  const versions = spec.machineImages?.find(({ name }) => name === image.name)?.versions ?? [];
  const usable = versions.some(
    version =>
      version.classification === 'supported' &&
      (architecture === undefined || supportsArchitecture(version, registered, architecture)),
  );
  if (!usable) report.add(rule['OS-BASTION-CLASSIFICATION'], 'spec.bastion.machineImage', { value: image.name });
}

function lintFields({ config }: ProfileSubject, report: Report): void {
  for (const [field, version] of Object.entries(removedFields)) {
    if (!(field in config)) continue;
    const message = `${field} was removed in provider-openstack ${version}: the profile is refused while it is there`;
    report.unknownField(rule['OS-UNKNOWN-FIELD'], `spec.providerConfig.${field}`, { message });
  }
}

function lintFloatingPools({ config }: ProfileSubject, report: Report): void {
  for (const [index, pool] of (config.constraints?.floatingPools ?? []).entries()) {
    const carries = (pool.loadBalancerClasses ?? []).length > 0 || pool.defaultFloatingSubnet !== undefined;
    if (carries && (pool.region === undefined || pool.name === '*'))
      report.add(rule['OS-FLOATING-POOL-RUNTIME'], `spec.providerConfig.constraints.floatingPools[${index}]`, {
        value: pool.name,
      });
  }
}

function lintKeystone({ spec, config }: ProfileSubject, report: Report): void {
  const { keystoneURL, keystoneURLs = [] } = config;
  // without any URL the profile is refused, which another rule says
  if (keystoneURL || keystoneURLs.length === 0) return;
  for (const [index, { name }] of (spec.regions ?? []).entries())
    if (!keystoneURLs.some(({ region }) => region === name))
      report.add(rule['OS-REGION-WITHOUT-KEYSTONE'], `spec.regions[${index}].name`, { value: name });
}
