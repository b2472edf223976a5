import { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import {
  architectureCapability,
  areEqual,
  defaultArchitecture,
  withDefaults,
  type Capabilities,
  type CapabilityDefinition,
} from '../pool/capabilities';
import { architecturesOfRegions, type ProviderImageVersion } from '../image/provider-image';
import type { NamespacedProfile, ProfileConfig, ProfileSpec } from '../objects';
import { definitionsOf } from '../profile/read';
import { validateConfigKind } from './config-kind';
import { list, plain, pointer, raw, struct, text } from './decoded-equality';
import { lastImage, lastVersion } from './image-mapping';
import { validateProviderImage } from './provider-image';

const rule = ruleTable('provider-openstack:pkg/admission/validator/namespacedcloudprofile.go v1.58', {
  'OS-NCP-ONLY-IMAGES': 'the providerConfig of a NamespacedCloudProfile holds images only',
  'OS-NCP-IMAGE-UNMAPPED': 'providerConfig has no image of that name, and neither has the parent',
  'OS-NCP-VERSION-UNMAPPED': 'providerConfig does not have that version of the image, and neither has the parent',
  'OS-NCP-VERSION-OF-PARENT': 'the parent already maps that version of the image',
  'OS-NCP-IMAGE-EXTRA': 'spec.machineImages has no image of that name',
  'OS-NCP-VERSION-EXTRA': 'spec.machineImages does not have that version of the image',
  'OS-NCP-REGION-ARCHITECTURE-EXTRA': 'providerConfig maps a region for an architecture that the version does not have',
  'OS-NCP-ARCHITECTURE-UNMAPPED': 'providerConfig maps no region of the version for that architecture',
  'OS-NCP-REGION-ARCHITECTURE-MISSING': 'a region of the version lacks one of its architectures',
  'OS-NCP-FLAVOR-EXTRA': 'providerConfig has a flavor that the version does not have',
  'OS-NCP-FLAVOR-UNMAPPED': 'providerConfig lacks a flavor of the version',
  'OS-NCP-FLAVOR-REGION-MISSING': 'a region of the version is not mapped in all of its flavors',
});

/** Rules of NamespacedCloudProfile. */
export const namespacedCloudProfileRules = Object.values(rule);

type CoreVersion = NonNullable<NonNullable<NonNullable<ProfileSpec['machineImages']>[number]['versions']>[number]>;

/**
 * What provider-openstack says to a NamespacedCloudProfile; creation and change are judged alike.
 *
 * @param parent spec of the CloudProfile that it belongs to
 */
export function validateOpenStackNamespacedCloudProfile(
  profile: NamespacedProfile,
  parent: ProfileSpec,
  report: Report,
): void {
  const { machineImages: images = [], providerConfig } = profile.spec ?? {};
  const config = (providerConfig ?? {}) as ProfileConfig;
  const path = FieldPath.of('spec', 'providerConfig');
  const { machineImages: providerImages = [] } = config;
  if (providerConfig !== undefined && !validateConfigKind(config, 'CloudProfileConfig', { path, report })) return;
  if (!isSameConfig(config, {})) report.forbidden(rule['OS-NCP-ONLY-IMAGES'], path);
  const place = { path: path.child('machineImages'), report };
  const definitions = definitionsOf(parent);
  for (const [index, image] of providerImages.entries())
    validateProviderImage(image, definitions, { path: place.path.index(index), report });
  const subject = { images, providerImages, parent, definitions };
  validateMapped(subject, place);
  validateExtras(subject, place);
}

/**
 * What a CloudProfileConfig says beside its images, as it is decoded: a list that is empty and a pointer that is not are two things.
 * `provider-openstack:pkg/apis/openstack/types_cloudprofile.go` v1.58
 */
const isSameConfig = struct({
  constraints: struct({ floatingPools: list(raw), loadBalancerProviders: list(raw) }),
  dnsServers: list(text),
  dhcpDomain: pointer(text),
  keystoneURL: text,
  keystoneCACert: pointer(text),
  keystoneForceInsecure: plain(false),
  keystoneURLs: list(raw),
  requestTimeout: raw,
  rescanBlockStorageOnResize: raw,
  ignoreVolumeAZ: raw,
  nodeVolumeAttachLimit: raw,
  useSNAT: raw,
  serverGroupPolicies: list(text),
  resolvConfOptions: list(text),
  storageClasses: list(raw),
});

interface Subject {
  readonly images: NonNullable<ProfileSpec['machineImages']>;
  readonly providerImages: NonNullable<ProfileConfig['machineImages']>;
  readonly parent: ProfileSpec;
  readonly definitions: readonly CapabilityDefinition[];
}

interface Place {
  readonly path: FieldPath;
  readonly report: Report;
}

/** Images and versions of the core part against providerConfig. */
function validateMapped({ images, providerImages, parent, definitions }: Subject, { path, report }: Place): void {
  for (const image of new Set(images.map(({ name }) => lastImage(images, name)))) {
    const ofParent = lastImage(parent.machineImages ?? [], image?.name);
    const mapped = lastImage(providerImages, image?.name);
    if (ofParent === undefined && mapped === undefined) {
      report.required(rule['OS-NCP-IMAGE-UNMAPPED'], path, { value: image?.name });
      continue;
    }
    for (const version of image?.versions ?? []) {
      const entry = lastVersion(mapped?.versions, version.version);
      const known = lastVersion(ofParent?.versions, version.version);
      if (entry === undefined && known === undefined)
        report.required(rule['OS-NCP-VERSION-UNMAPPED'], path, { value: version.version });
      if (entry === undefined) continue;
      if (definitions.length === 0) validateArchitectures(version, entry, { path, report });
      else validateCapabilities(version.capabilityFlavors ?? [], { entry, definitions }, { path, report });
    }
  }
}

function validateArchitectures(version: CoreVersion, entry: ProviderImageVersion, { path, report }: Place): void {
  const wanted: readonly string[] = version.architectures ?? [];
  const byRegion = new Map<string, string[]>();
  for (const { name = '', architecture = defaultArchitecture } of entry.regions ?? []) {
    if (!wanted.includes(architecture))
      report.forbidden(rule['OS-NCP-REGION-ARCHITECTURE-EXTRA'], path, { value: `${name} ${architecture}` });
    byRegion.set(name, [...(byRegion.get(name) ?? []), architecture]);
  }
  for (const architecture of wanted) {
    if (byRegion.size === 0) report.required(rule['OS-NCP-ARCHITECTURE-UNMAPPED'], path, { value: architecture });
    for (const [region, offered] of byRegion)
      if (!offered.includes(architecture))
        report.required(rule['OS-NCP-REGION-ARCHITECTURE-MISSING'], path, { value: `${region} ${architecture}` });
  }
}

interface MappedVersion {
  readonly entry: ProviderImageVersion;
  readonly definitions: readonly CapabilityDefinition[];
}

function validateCapabilities(flavors: readonly Capabilities[], mapped: MappedVersion, place: Place): void {
  const { entry, definitions } = mapped;
  const wanted = (flavors.length > 0 ? flavors : [{}]).map(flavor => withDefaults(flavor, definitions));
  const offered = entry.capabilityFlavors ?? [];
  if (offered.length > 0) validateFlavors(wanted, mapped, place);
  else if ((entry.regions ?? []).length > 0) validateRegionFormat(wanted, entry, place);
  else
    for (const flavor of wanted) place.report.required(rule['OS-NCP-FLAVOR-UNMAPPED'], place.path, { value: flavor });
}

function validateFlavors(
  wanted: readonly Capabilities[],
  { entry, definitions }: MappedVersion,
  { path, report }: Place,
): void {
  const offered = (entry.capabilityFlavors ?? []).map(({ capabilities, regions = [] }) => ({
    capabilities: withDefaults(capabilities, definitions),
    regions: regions.map(({ name = '' }) => name),
  }));
  const regions = new Set(offered.flatMap(flavor => flavor.regions));
  for (const { capabilities } of offered)
    if (!wanted.some(flavor => areEqual(flavor, capabilities)))
      report.forbidden(rule['OS-NCP-FLAVOR-EXTRA'], path, { value: capabilities });
  for (const flavor of wanted) {
    const matching = offered.filter(({ capabilities }) => areEqual(flavor, capabilities));
    if (matching.length === 0) {
      report.required(rule['OS-NCP-FLAVOR-UNMAPPED'], path, { value: flavor });
      continue;
    }
    for (const region of regions)
      if (!matching.some(candidate => candidate.regions.includes(region)))
        report.required(rule['OS-NCP-FLAVOR-REGION-MISSING'], path, { value: region });
  }
}

/** The older format in a profile with capabilities: regions stand for one flavor per architecture. */
function validateRegionFormat(
  wanted: readonly Capabilities[],
  entry: ProviderImageVersion,
  { path, report }: Place,
): void {
  const offered = architecturesOfRegions(entry.regions ?? []);
  const first = (flavor: Capabilities): string | undefined => flavor[architectureCapability]?.[0];
  for (const architecture of offered)
    if (!wanted.some(flavor => first(flavor) === architecture))
      report.forbidden(rule['OS-NCP-FLAVOR-EXTRA'], path, { value: architecture });
  for (const flavor of wanted) {
    const architecture = first(flavor);
    if (architecture !== undefined && !offered.includes(architecture))
      report.required(rule['OS-NCP-FLAVOR-UNMAPPED'], path, { value: flavor });
  }
}

/** Images and versions of providerConfig that the parent maps already, or that the core part does not have. */
function validateExtras({ images, providerImages, parent }: Subject, { path, report }: Place): void {
  for (const [index, image] of providerImages.entries()) {
    const place = path.index(index);
    const ofParent = lastImage(parent.machineImages ?? [], image.name);
    const core = lastImage(images, image.name);
    if (core === undefined) report.required(rule['OS-NCP-IMAGE-EXTRA'], place, { value: image.name });
    for (const [position, { version }] of (image.versions ?? []).entries()) {
      const versionPlace = place.child('versions').index(position);
      if (lastVersion(ofParent?.versions, version) !== undefined)
        report.forbidden(rule['OS-NCP-VERSION-OF-PARENT'], versionPlace, { value: version });
      if (core !== undefined && lastVersion(core.versions, version) === undefined)
        report.invalid(rule['OS-NCP-VERSION-EXTRA'], versionPlace, version);
    }
  }
}
