import { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import {
  architectureCapability,
  architectures,
  areEqual,
  withDefaults,
  type Capabilities,
  type CapabilityDefinition,
} from '../pool/capabilities';
import { architecturesOfRegions, type ProviderImage, type ProviderImageVersion } from '../image/provider-image';
import type { ProfileSpec } from '../objects';

const rule = ruleTable('provider-openstack:pkg/apis/openstack/validation/cloudprofile.go v1.58', {
  'OS-MAPPING-IMAGE': 'providerConfig has no image of that name',
  'OS-MAPPING-VERSION': 'providerConfig does not have that version of the image',
  'OS-MAPPING-ARCHITECTURE-UNKNOWN': 'the architecture of an image version is amd64 or arm64',
  'OS-MAPPING-ARCHITECTURE': 'providerConfig maps no region of the version for that architecture',
  'OS-MAPPING-FLAVOR': 'providerConfig has no flavor of the version with these capabilities',
  'OS-MAPPING-FLAVOR-ARCHITECTURE': 'providerConfig maps no region of the version for the architecture of that flavor',
  'OS-MAPPING-FLAVOR-EMPTY': {
    reason:
      'providerConfig lists neither regions nor flavors of the version: in a profile with capabilities a global name alone cannot be used',
    fix: 'list capabilityFlavors, each with its regions or its name',
  },
});

/** Rules of the mapping from the images of a CloudProfile to those of its providerConfig. */
export const imageMappingRules = Object.values(rule);

/** The images of a profile and what they are mapped to. */
export interface ImageMapping {
  readonly images: ProfileSpec['machineImages'];
  readonly providerImages: readonly ProviderImage[];
  readonly definitions: readonly CapabilityDefinition[];
}

/** The last entry of an image, as upstream sees a list that holds it twice. */
export function lastImage<Named extends { readonly name?: string | undefined }>(
  images: readonly Named[],
  name: string | undefined,
): Named | undefined {
  return images.findLast(image => image.name === name);
}

/** The last entry of a version. */
export function lastVersion<Versioned extends { readonly version?: string | undefined }>(
  versions: readonly Versioned[] | undefined,
  version: string | undefined,
): Versioned | undefined {
  return versions?.findLast(entry => entry.version === version);
}

/** Every image and version of the profile needs an entry in providerConfig. */
export function validateImageMapping({ images = [], providerImages, definitions }: ImageMapping, report: Report): void {
  for (const [index, image] of images.entries()) {
    const { name, versions = [] } = image;
    if (versions.length === 0) continue;
    const path = FieldPath.of('spec', 'machineImages').index(index);
    const mapped = lastImage(providerImages, name);
    if (mapped === undefined) {
      report.required(rule['OS-MAPPING-IMAGE'], path, { value: name });
      continue;
    }
    for (const [position, version] of versions.entries()) {
      const place = { path: path.child('versions').index(position), report };
      const entry = lastVersion(mapped.versions, version.version);
      if (definitions.length === 0) validateArchitectures(version.architectures ?? [], entry, place);
      else if (entry === undefined) report.required(rule['OS-MAPPING-VERSION'], place.path, { value: version.version });
      else validateFlavors(version.capabilityFlavors ?? [], { entry, definitions }, place);
    }
  }
}

interface Place {
  readonly path: FieldPath;
  readonly report: Report;
}

function validateArchitectures(
  wanted: readonly string[],
  entry: ProviderImageVersion | undefined,
  { path, report }: Place,
): void {
  for (const architecture of wanted) {
    if (!architectures.includes(architecture))
      report.notSupported(
        rule['OS-MAPPING-ARCHITECTURE-UNKNOWN'],
        path.child('architectures'),
        architecture,
        architectures,
      );
    if (entry === undefined) {
      report.required(rule['OS-MAPPING-VERSION'], path);
      continue;
    }
    const regions = entry.regions ?? [];
    if (regions.length > 0 && !architecturesOfRegions(regions).includes(architecture))
      report.required(rule['OS-MAPPING-ARCHITECTURE'], path, { value: architecture });
  }
}

function validateFlavors(
  flavors: readonly Capabilities[],
  {
    entry,
    definitions,
  }: { readonly entry: ProviderImageVersion; readonly definitions: readonly CapabilityDefinition[] },
  { path, report }: Place,
): void {
  const own = entry.capabilityFlavors ?? [];
  const regions = entry.regions ?? [];
  const offered = architecturesOfRegions(regions);
  for (const [index, flavor] of (flavors.length > 0 ? flavors : [{}]).entries()) {
    const place = path.child('capabilityFlavors').index(index);
    const wanted = withDefaults(flavor, definitions);
    const architecture = wanted[architectureCapability]?.[0];
    if (own.length > 0) {
      if (!own.some(({ capabilities }) => areEqual(wanted, withDefaults(capabilities, definitions))))
        report.required(rule['OS-MAPPING-FLAVOR'], place, { value: flavor });
    } else if (regions.length === 0) {
      report.required(rule['OS-MAPPING-FLAVOR-EMPTY'], place, { value: flavor });
    } else if (architecture !== undefined && !offered.includes(architecture)) {
      report.required(rule['OS-MAPPING-FLAVOR-ARCHITECTURE'], place, { value: architecture });
    }
  }
}
