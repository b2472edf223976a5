import type { MachineImage, MachineImageVersion } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { currentClassification } from '../../cloud-profile/lifecycle';
import {
  validateCompleteVersions,
  validateImageHasVersions,
  validateImageVersion,
  validateMachineImage,
} from '../../cloud-profile/validation/machine-images';
import type { ProfileScope } from '../../cloud-profile/validation/scope';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import { imagePath, imageVersionPath, type JudgedProfile } from './judged-profile';
import { isSameInstant } from './kubernetes-versions';

const rule = ruleTable('gardener:plugin/pkg/namespacedcloudprofile/validator/admission.go v1.150', {
  'NAMESPACEDCLOUDPROFILE-IMAGE-STRATEGY': {
    reason: 'the update strategy of an image that the parent has by now is frozen',
    fix: 'revert updateStrategy',
  },
  'NAMESPACEDCLOUDPROFILE-IMAGE-FROZEN': {
    reason: 'of an image version that the parent has by now only the end changes',
    fix: 'revert everything but expirationDate',
  },
  'NAMESPACEDCLOUDPROFILE-IMAGE-OVERRIDE': {
    reason: 'of an image version of the parent only the end can be overridden',
    fix: 'keep version and expirationDate',
  },
  'NAMESPACEDCLOUDPROFILE-IMAGE-DATE': {
    reason: 'the override of an image version is its end',
    fix: 'set expirationDate, or remove the entry',
  },
  'NAMESPACEDCLOUDPROFILE-IMAGE-PAST': {
    reason: 'an override does not let a version expire at once',
    fix: 'choose a date in the future',
  },
});

/** The rules about machine images of NamespacedCloudProfiles and their parents. */
export const imageOverrideRules = Object.values(rule);

const ofParent = [
  'classification',
  'cri',
  'architectures',
  'capabilityFlavors',
  'kubeletVersionConstraint',
  'inPlaceUpdates',
] as const;

type Image = Loose<MachineImage>;
type ImageVersion = Loose<MachineImageVersion>;

/** Images of a project: overrides of the parent's, new versions of them, and images of its own. */
export function validateImageOverrides(profile: JudgedProfile, report: Report, scope: ProfileScope): void {
  for (const image of profile.stored.spec?.machineImages ?? []) {
    if (findByName(profile.parent.spec?.machineImages, image.name)) {
      validateKnownImage(image, profile, { report, scope });
      continue;
    }
    const at = imagePath(profile, image.name);
    validateImageHasVersions(image, at, report, scope);
    validateMachineImage(image, at, report, scope);
    validateCompleteVersions(image.versions ?? [], at.child('versions'), report, scope);
  }
}

interface Judge {
  readonly report: Report;
  readonly scope: ProfileScope;
}

function validateKnownImage(image: Image, profile: JudgedProfile, judge: Judge): void {
  const parent = findByName(profile.parent.spec?.machineImages, image.name);
  const old = findByName(profile.old?.spec?.machineImages, image.name);
  if (old && image.updateStrategy !== old.updateStrategy)
    judge.report.forbidden(
      rule['NAMESPACEDCLOUDPROFILE-IMAGE-STRATEGY'],
      imagePath(profile, image.name).child('updateStrategy'),
      { value: image.updateStrategy },
    );
  for (const version of image.versions ?? []) {
    const at = imageVersionPath(profile, image.name, version.version);
    const inParent = findVersion(parent, version);
    const inOld = findVersion(old, version);
    if (!inParent) validateImageVersion(version, at, judge.report, judge.scope);
    else if (inOld) validateFrozen(version, inOld, at, judge.report);
    else validateOverride(version, at, judge.report);
    if (inParent && profile.old) validateNotPast(version, inOld ?? inParent, at, judge);
  }
}

function validateFrozen(version: ImageVersion, stored: ImageVersion, at: FieldPath, report: Report): void {
  const { expirationDate: _next, ...next } = version;
  const { expirationDate: _old, ...old } = stored;
  if (!semanticEqual(next, old)) report.forbidden(rule['NAMESPACEDCLOUDPROFILE-IMAGE-FROZEN'], at);
}

function validateOverride(version: ImageVersion, at: FieldPath, report: Report): void {
  for (const field of ofParent) {
    if (!semanticEqual(version[field], undefined))
      report.forbidden(rule['NAMESPACEDCLOUDPROFILE-IMAGE-OVERRIDE'], at.child(field));
  }
  if ((version.expirationDate ?? '') === '')
    report.invalid(rule['NAMESPACEDCLOUDPROFILE-IMAGE-DATE'], at.child('expirationDate'), version.expirationDate);
}

/** `before` is the version as the merged profile had it, so that an end that passed in the meantime may stay. */
function validateNotPast(version: ImageVersion, before: ImageVersion, at: FieldPath, { report, scope }: Judge): void {
  if (currentClassification(version, scope.now) !== 'expired') return;
  if (isSameInstant(before.expirationDate, version.expirationDate)) return;
  report.invalid(rule['NAMESPACEDCLOUDPROFILE-IMAGE-PAST'], at.child('expirationDate'), version.expirationDate);
}

function findByName(images: readonly Image[] = [], name: string | undefined): Image | undefined {
  return images.find(image => image.name === name);
}

function findVersion(image: Image | undefined, { version }: ImageVersion): ImageVersion | undefined {
  return (image?.versions ?? []).find(candidate => candidate.version === version);
}
