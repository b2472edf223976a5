import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import {
  areEqual,
  architecturesOfImageVersion,
  defaultArchitecture,
  registeredArchitectures,
  withDefaults,
  type Capabilities,
} from '../pool/capabilities';
import type { RegionImage } from '../image/provider-image';
import type { ProfileSpec } from '../objects';
import { definitionsOf } from '../profile/read';
import { coreFlavorsOf } from '../profile/core-flavors';
import type { ProfileSubject } from './subjects';

const rule = ruleTable('provider-openstack:pkg/apis/openstack/helper/helper.go v1.58', {
  'OS-DUPLICATE-IMAGE-VERSION': {
    severity: 'warning',
    reason: 'a version is listed twice: validation sees the last entry, the lookup merges all of them',
    fix: 'merge the entries of the version into one',
  },
  'OS-DUPLICATE-REGION-ENTRY': {
    severity: 'warning',
    reason: 'a region is listed twice for one architecture: the last entry wins',
    fix: 'remove the entries that do not count',
  },
  'OS-REGION-UNKNOWN': {
    severity: 'warning',
    reason: 'the region is not among the regions of the profile',
    fix: 'name a region of spec.regions, or add the region there',
    source: 'openstack-profile: an image of a region that no Shoot can choose is never used',
  },
  'OS-PROFILE-MAPPING-GAP': {
    severity: 'warning',
    reason:
      'a region has no image for an architecture that the version promises; Shoots there are accepted and their machines fail',
    fix: 'add the id of the image in that region',
  },
  'OS-CORE-FLAVORS-DRIFT': {
    severity: 'warning',
    reason: 'the capability flavors differ from those that admission derives from providerConfig and writes over them',
    fix: 'take over the flavors of providerConfig',
    source: 'provider-openstack:pkg/admission/mutator/cloudprofile.go v1.58',
  },
  'OS-TYPE-WITHOUT-ARCH': {
    reason:
      'the machine type has no architecture although the profile registers several: amd64 in a new profile, of no use in an existing one',
    fix: 'write capabilities.architecture',
    source: 'gardener:plugin/pkg/shoot/validator/admission.go v1.150',
  },
});

/** Rules that {@link lintProfileImages} reports. */
export const profileImageRules = Object.values(rule);

/** Images and machine types of a profile: what admission accepts and what then goes wrong. */
export function lintProfileImages(subject: ProfileSubject, report: Report): void {
  lintVersions(subject, report);
  lintMappings(subject, report);
  lintMachineTypes(subject, report);
}

type Regions = readonly RegionImage[];

function lintVersions({ spec, config }: ProfileSubject, report: Report): void {
  const regions = new Set((spec.regions ?? []).map(({ name }) => name));
  for (const [i, image] of (config.machineImages ?? []).entries()) {
    const seen = new Set<string>();
    for (const [j, version] of (image.versions ?? []).entries()) {
      const path = `spec.providerConfig.machineImages[${i}].versions[${j}]`;
      const name = version.version ?? '';
      if (seen.has(name)) report.add(rule['OS-DUPLICATE-IMAGE-VERSION'], path, { value: name });
      seen.add(name);
      lintRegions({ regions: version.regions ?? [], path: `${path}.regions`, known: regions }, report);
      for (const [k, flavor] of (version.capabilityFlavors ?? []).entries())
        lintRegions(
          { regions: flavor.regions ?? [], path: `${path}.capabilityFlavors[${k}].regions`, known: regions },
          report,
        );
    }
  }
}

function lintRegions(
  list: { readonly regions: Regions; readonly path: string; readonly known: ReadonlySet<string | undefined> },
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, { name = '', architecture = defaultArchitecture }] of list.regions.entries()) {
    const path = `${list.path}[${index}]`;
    const key = `${name} ${architecture}`;
    if (seen.has(key)) report.add(rule['OS-DUPLICATE-REGION-ENTRY'], path, { value: name });
    seen.add(key);
    if (!list.known.has(name))
      report.add(rule['OS-REGION-UNKNOWN'], `${path}.name`, { value: name, allowed: names(list.known) });
  }
}

const names = (known: ReadonlySet<string | undefined>): string[] =>
  [...known].filter((name): name is string => name !== undefined);

/** Versions of the core part against the regions of the provider part, and its flavors against those that admission derives. */
function lintMappings({ spec, written = spec, config }: ProfileSubject, report: Report): void {
  const definitions = definitionsOf(spec);
  for (const [i, image] of (spec.machineImages ?? []).entries()) {
    const entries = (config.machineImages ?? []).filter(({ name }) => name === image.name);
    for (const [j, version] of (image.versions ?? []).entries()) {
      const path = `spec.machineImages[${i}].versions[${j}]`;
      const mapped = entries.flatMap(({ versions = [] }) =>
        versions.filter(entry => entry.version === version.version),
      );
      if (mapped.length === 0) continue;
      const flavors = writtenFlavors(written, image.name, version.version);
      if (definitions.length > 0 && flavors.length > 0) {
        const derived = coreFlavorsOf(mapped.at(-1) ?? {});
        const normal = (list: readonly Capabilities[]): Capabilities[] =>
          list.map(entry => withDefaults(entry, definitions));
        if (!sameFlavors(normal(flavors), normal(derived)))
          report.add(rule['OS-CORE-FLAVORS-DRIFT'], `${path}.capabilityFlavors`, { value: flavors });
      }
      const missing = missingRegions(mapped, {
        regions: (spec.regions ?? []).map(({ name = '' }) => name),
        architectures: architecturesOfImageVersion(version, definitions),
      });
      if (missing.length > 0) {
        const message = `${rule['OS-PROFILE-MAPPING-GAP'].reason}: ${missing.join(', ')}`;
        report.add(rule['OS-PROFILE-MAPPING-GAP'], path, {
          value: `${image.name ?? ''} ${version.version ?? ''}`,
          message,
        });
      }
    }
  }
}

function writtenFlavors(
  written: ProfileSpec,
  image: string | undefined,
  version: string | undefined,
): readonly Capabilities[] {
  const entry = written.machineImages
    ?.find(({ name }) => name === image)
    ?.versions?.find(known => known.version === version);
  return entry?.capabilityFlavors ?? [];
}

type MappedVersion = NonNullable<
  NonNullable<NonNullable<ProfileSubject['config']['machineImages']>[number]['versions']>[number]
>;

/** `region architecture` pairs without an image id; a version by global name only covers amd64 everywhere. */
function missingRegions(
  mapped: readonly MappedVersion[],
  wanted: { readonly regions: readonly string[]; readonly architectures: readonly string[] },
): string[] {
  const covers = (region: string, architecture: string): boolean =>
    mapped.some(version => {
      const flavors = version.capabilityFlavors ?? [];
      const inRegion = (list: Regions | undefined): Regions => (list ?? []).filter(({ name }) => name === region);
      if (flavors.length > 0)
        return flavors.some(
          flavor =>
            (flavor.capabilities?.['architecture'] ?? [architecture]).includes(architecture) &&
            (inRegion(flavor.regions).length > 0 || Boolean(flavor.image)),
        );
      const hit = inRegion(version.regions).some(entry => (entry.architecture ?? defaultArchitecture) === architecture);
      return hit || (Boolean(version.image) && architecture === defaultArchitecture);
    });
  return wanted.regions.flatMap(region =>
    wanted.architectures
      .filter(architecture => !covers(region, architecture))
      .map(architecture => `${region} ${architecture}`),
  );
}

function sameFlavors(one: readonly Capabilities[], other: readonly Capabilities[]): boolean {
  const covered = (list: readonly Capabilities[], all: readonly Capabilities[]): boolean =>
    list.every(entry => all.some(candidate => areEqual(entry, candidate)));
  return covered(one, other) && covered(other, one);
}

function lintMachineTypes({ spec, written = spec }: ProfileSubject, report: Report): void {
  const definitions = definitionsOf(spec);
  if (registeredArchitectures(definitions).length < 2) return;
  for (const [index, type] of (written.machineTypes ?? []).entries()) {
    if (type.capabilities?.['architecture'] !== undefined || type.architecture !== undefined) continue;
    report.add(rule['OS-TYPE-WITHOUT-ARCH'], `spec.machineTypes[${index}].capabilities`, { value: type.name });
  }
}
