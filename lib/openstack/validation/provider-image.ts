import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import {
  architectureCapability,
  architectures,
  defaultArchitecture,
  type CapabilityDefinition,
} from '../pool/capabilities';
import type { ProviderFlavor, ProviderImage, ProviderImageVersion, RegionImage } from '../image/provider-image';

const rule = ruleTable('provider-openstack:pkg/apis/openstack/validation/cloudprofile.go v1.58', {
  'OS-IMAGE-NAME-MISSING': 'an image needs a name',
  'OS-IMAGE-VERSIONS-MISSING': 'an image needs at least one version',
  'OS-IMAGE-VERSION-MISSING': 'a version must be given',
  'OS-IMAGE-REGIONS-AND-FLAVORS': 'a version lists either regions or capability flavors',
  'OS-IMAGE-FLAVORS-WITHOUT-CAPABILITIES': {
    reason: 'capability flavors need capabilities in the profile',
    fix: 'list regions with an architecture, or register spec.machineCapabilities',
  },
  'OS-IMAGE-REGION-NAME-MISSING': 'the name of the region must be given',
  'OS-IMAGE-REGION-ID-MISSING': 'the id of the image in the region must be given',
  'OS-IMAGE-REGION-ARCHITECTURE': 'the architecture of a region is amd64 or arm64',
  'OS-IMAGE-FLAVOR-ARCHITECTURE': {
    reason: 'the architecture of a flavor belongs to its capabilities, not to its regions',
    fix: 'write it into capabilities.architecture of the flavor',
  },
  'OS-FLAVOR-CAPABILITY-UNKNOWN': {
    reason: 'the capability is not registered in the profile',
    source: 'gardener:pkg/utils/gardener/cloudprofile.go v1.150',
  },
  'OS-FLAVOR-CAPABILITY-VALUE': {
    reason: 'the value of the capability is not registered in the profile',
    source: 'gardener:pkg/utils/gardener/cloudprofile.go v1.150',
  },
  'OS-FLAVOR-ONE-ARCHITECTURE': {
    reason: 'where several architectures are registered, a flavor has exactly one',
    source: 'gardener:pkg/utils/gardener/cloudprofile.go v1.150',
  },
});

/** Rules of the images of a CloudProfileConfig. */
export const providerImageRules = Object.values(rule);

/** Judges one image of a CloudProfileConfig. */
export function validateProviderImage(
  image: ProviderImage,
  definitions: readonly CapabilityDefinition[],
  { path, report }: { readonly path: FieldPath; readonly report: Report },
): void {
  const { name = '', versions = [] } = image;
  if (name === '') report.required(rule['OS-IMAGE-NAME-MISSING'], path.child('name'));
  if (versions.length === 0) report.required(rule['OS-IMAGE-VERSIONS-MISSING'], path.child('versions'));
  for (const [index, version] of versions.entries())
    validateVersion(version, definitions, { path: path.child('versions').index(index), report });
}

interface Place {
  readonly path: FieldPath;
  readonly report: Report;
}

function validateVersion(
  version: ProviderImageVersion,
  definitions: readonly CapabilityDefinition[],
  { path, report }: Place,
): void {
  const { regions = [], capabilityFlavors = [] } = version;
  if (!version.version) report.required(rule['OS-IMAGE-VERSION-MISSING'], path.child('version'));
  if (definitions.length === 0) {
    validateRegions(regions, false, { path, report });
    if (capabilityFlavors.length > 0)
      report.forbidden(rule['OS-IMAGE-FLAVORS-WITHOUT-CAPABILITIES'], path.child('capabilityFlavors'));
  } else if (regions.length > 0 && capabilityFlavors.length > 0) {
    report.forbidden(rule['OS-IMAGE-REGIONS-AND-FLAVORS'], path);
  } else if (capabilityFlavors.length > 0) {
    for (const [index, flavor] of capabilityFlavors.entries())
      validateFlavor(flavor, definitions, { path: path.child('capabilityFlavors').index(index), report });
  } else {
    validateRegions(regions, false, { path, report });
  }
}

function validateFlavor(
  flavor: ProviderFlavor,
  definitions: readonly CapabilityDefinition[],
  { path, report }: Place,
): void {
  const capabilities = path.child('capabilities');
  for (const [name, values = []] of Object.entries(flavor.capabilities ?? {})) {
    const definition = definitions.find(known => known.name === name);
    if (definition === undefined) {
      report.notSupported(
        rule['OS-FLAVOR-CAPABILITY-UNKNOWN'],
        capabilities,
        name,
        definitions.map(known => known.name),
      );
      continue;
    }
    for (const [index, value] of values.entries())
      if (!definition.values.includes(value))
        report.notSupported(
          rule['OS-FLAVOR-CAPABILITY-VALUE'],
          capabilities.child(name).index(index),
          value,
          definition.values,
        );
  }
  const registered = definitions.find(({ name }) => name === architectureCapability)?.values ?? [];
  const own = flavor.capabilities?.[architectureCapability] ?? [];
  if (registered.length > 1 && own.length !== 1)
    report.invalid(rule['OS-FLAVOR-ONE-ARCHITECTURE'], capabilities.child(architectureCapability), own, {
      allowed: registered,
    });
  validateRegions(flavor.regions ?? [], true, { path, report });
}

function validateRegions(regions: readonly RegionImage[], ofFlavor: boolean, { path, report }: Place): void {
  for (const [index, region] of regions.entries()) {
    const place = path.child('regions').index(index);
    if (!region.name) report.required(rule['OS-IMAGE-REGION-NAME-MISSING'], place.child('name'));
    if (!region.id) report.required(rule['OS-IMAGE-REGION-ID-MISSING'], place.child('id'));
    const { architecture } = region;
    if (ofFlavor && architecture !== undefined)
      report.forbidden(rule['OS-IMAGE-FLAVOR-ARCHITECTURE'], place.child('architecture'));
    if (!ofFlavor && !architectures.includes(architecture ?? defaultArchitecture))
      report.notSupported(
        rule['OS-IMAGE-REGION-ARCHITECTURE'],
        place.child('architecture'),
        architecture,
        architectures,
      );
  }
}
