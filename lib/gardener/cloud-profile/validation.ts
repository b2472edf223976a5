import type {
  CloudProfile,
  CloudProfileSpec,
  ExpirableVersion,
  Limits,
} from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { ValidationContext } from '../validation-context';
import { certificateProblem } from '../validation/certificate';
import { validateLabelSelector } from '../../kubernetes/meta/label-selector';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';
import { withSyncedArchitectures } from './architectures';
import { currentClassification } from './lifecycle';
import { validateBastion } from './validation/bastion';
import { validateCapabilityDefinitions } from './validation/capability-definitions';
import { validateKubernetesSettings } from './validation/kubernetes-versions';
import { validateProfileImages } from './validation/machine-images';
import { validateProfileTypes } from './validation/machine-types';
import { validateRegions } from './validation/regions';
import { profileScope, type ProfileScope } from './validation/scope';
import { validateVolumeTypes } from './validation/volume-types';

const rule = ruleTable('gardener:pkg/api/core/validation/cloudprofile.go v1.150', {
  'CLOUDPROFILE-PROVIDER': {
    reason: 'a profile is for one type of provider',
    fix: 'set spec.type, for example openstack',
  },
  'CLOUDPROFILE-CA': 'caBundle is a PEM certificate',
  'CLOUDPROFILE-LIMIT': { reason: 'the limit of nodes is greater than 0', fix: 'remove maxNodesTotal for no limit' },
  'CLOUDPROFILE-LIMIT-LOWERED': {
    reason: 'the limit of nodes is never lowered, clusters may be larger already',
    fix: 'keep the old limit, or remove maxNodesTotal',
  },
  'CLOUDPROFILE-VERSION-WITHDRAWN': {
    reason: 'a version that could be used does not become unavailable again',
    fix: 'let it expire instead',
  },
});

/** The rules about CloudProfiles as a whole. */
export const cloudProfileRules = Object.values(rule);

const metadata = FieldPath.of('metadata');
const specPath = FieldPath.of('spec');

type Profile = Loose<CloudProfile>;

/**
 * A new CloudProfile, with its defaults (`ValidateCloudProfile`). All versions are judged, those too that the API server would drop
 * silently because they are expired or not available yet.
 */
export function validateCloudProfile(profile: Profile, report: Report, context: ValidationContext): void {
  validateProfile(profile, report, context, 'create');
}

/** A changed CloudProfile, judged as a whole too (`ValidateCloudProfileUpdate`). */
export function validateCloudProfileUpdate(
  next: Profile,
  old: Profile,
  report: Report,
  context: ValidationContext,
): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadata, report);
  validateProfile(withSyncedArchitectures(next, old), report, context, 'update');
  const { limits, kubernetes, machineImages = [] } = next.spec ?? {};
  validateLimitsUpdate(limits, old.spec?.limits, specPath.child('limits'), report);
  const stays = { report, now: context.now };
  validateAvailable(
    kubernetes?.versions,
    old.spec?.kubernetes?.versions,
    specPath.child('kubernetes', 'versions'),
    stays,
  );
  for (const [index, image] of machineImages.entries()) {
    const before = (old.spec?.machineImages ?? []).findLast(({ name }) => name === image.name);
    const path = specPath.child('machineImages').index(index).child('versions');
    validateAvailable(image.versions, before?.versions, path, stays);
  }
}

/** The limits of either kind of profile. */
export function validateLimits(limits: Loose<Limits> | undefined, path: FieldPath, report: Report): void {
  const maximum = limits?.maxNodesTotal;
  if (maximum !== undefined && maximum <= 0)
    report.invalid(rule['CLOUDPROFILE-LIMIT'], path.child('maxNodesTotal'), maximum);
}

/** The certificate of either kind of profile. */
export function validateCABundle(bundle: string | undefined, path: FieldPath, report: Report): void {
  const problem = bundle === undefined ? undefined : certificateProblem(bundle);
  if (problem !== undefined) report.invalid(rule['CLOUDPROFILE-CA'], path, bundle, { message: `caBundle ${problem}` });
}

function validateProfile(
  profile: Profile,
  report: Report,
  context: ValidationContext,
  operation: 'create' | 'update',
): void {
  const meta = { namespaced: false, nameProblems: dns1123SubdomainProblems, path: metadata };
  validateObjectMeta(profile.metadata, meta, report);
  const spec = profile.spec ?? {};
  const enabled = context.featureGates['CloudProfileCapabilities'] ?? true;
  validateCapabilityDefinitions(spec.machineCapabilities ?? [], enabled, specPath.child('machineCapabilities'), report);
  validateSpec(spec, report, profileScope(spec.machineCapabilities, context, operation));
}

function validateSpec(spec: Loose<CloudProfileSpec>, report: Report, scope: ProfileScope): void {
  const { machineImages = [], machineTypes = [] } = spec;
  if ((spec.type ?? '') === '') report.required(rule['CLOUDPROFILE-PROVIDER'], specPath.child('type'));
  validateKubernetesSettings(spec.kubernetes, specPath.child('kubernetes'), report, scope);
  validateProfileImages(machineImages, specPath.child('machineImages'), report, scope);
  validateProfileTypes(machineTypes, scope.capabilities, specPath.child('machineTypes'), report);
  validateVolumeTypes(spec.volumeTypes, specPath.child('volumeTypes'), report);
  validateRegions(spec.regions ?? [], specPath.child('regions'), report);
  validateBastion(spec, specPath.child('bastion'), report, scope);
  validateLimits(spec.limits, specPath.child('limits'), report);
  if (spec.seedSelector) validateLabelSelector(spec.seedSelector, specPath.child('seedSelector'), report);
  validateCABundle(spec.caBundle, specPath.child('caBundle'), report);
}

function validateLimitsUpdate(
  next: Loose<Limits> | undefined,
  old: Loose<Limits> | undefined,
  path: FieldPath,
  report: Report,
): void {
  const [maximum, before] = [next?.maxNodesTotal, old?.maxNodesTotal];
  if (maximum !== undefined && before !== undefined && maximum < before)
    report.invalid(rule['CLOUDPROFILE-LIMIT-LOWERED'], path.child('maxNodesTotal'), maximum, {
      message: `the limit of nodes is never lowered, it was ${before}`,
    });
}

type Versions = readonly Loose<ExpirableVersion>[] | undefined;

function validateAvailable(
  next: Versions,
  old: Versions,
  path: FieldPath,
  { report, now }: { readonly report: Report; readonly now: Date | undefined },
): void {
  for (const [index, version] of (next ?? []).entries()) {
    if (currentClassification(version, now) !== 'unavailable') continue;
    const before = (old ?? []).findLast(candidate => candidate.version === version.version);
    const was = before && currentClassification(before, now);
    if (was !== undefined && was !== 'unavailable')
      report.forbidden(rule['CLOUDPROFILE-VERSION-WITHDRAWN'], path.index(index), { value: version.version });
  }
}
