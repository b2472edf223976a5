import type { MachineImage, MachineImageVersion } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { Version } from '../../../core/version';
import { Constraint } from '../../../core/version-constraint';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { currentClassification } from '../lifecycle';
import { validateContainerRuntimes } from './container-runtimes';
import { validateExpirableVersion } from './expirable-version';
import { validateImageCapabilities, validateImageWithoutCapabilities } from './image-capabilities';
import { validateUnprefixedName } from './qualified-name';
import type { ProfileScope } from './scope';
import { validateSupportedVersions } from './supported-versions';

const rule = ruleTable('gardener:pkg/api/core/validation/cloudprofile.go, utils.go v1.150', {
  'CLOUDPROFILE-IMAGES': { reason: 'a profile offers at least one machine image', fix: 'list an image' },
  'CLOUDPROFILE-IMAGES-NEWEST': {
    reason: 'which version of an image is the newest cannot be told',
    fix: 'write every version as a semantic version',
  },
  'CLOUDPROFILE-IMAGE-NAME-MISSING': { reason: 'a machine image needs a name', fix: 'set name' },
  'CLOUDPROFILE-IMAGE-NAME': 'the name of a machine image is a qualified name without prefix',
  'CLOUDPROFILE-IMAGE-DUPLICATE': { reason: 'a machine image is listed once', fix: 'merge the two entries' },
  'CLOUDPROFILE-IMAGE-VERSIONS': {
    reason: 'a machine image has at least one version, and a new profile at least one that has not expired',
    fix: 'list a version that has not expired',
  },
  'CLOUDPROFILE-IMAGE-STRATEGY-MISSING': {
    reason: 'a machine image needs an update strategy',
    fix: 'set updateStrategy',
  },
  'CLOUDPROFILE-IMAGE-STRATEGY': 'there is no such update strategy',
  'CLOUDPROFILE-IMAGE-VERSION-MISSING': { reason: 'a version must not be empty', fix: 'set version' },
  'CLOUDPROFILE-IMAGE-VERSION': {
    reason: 'the version of a machine image is a semantic version',
    fix: 'choose a semantic version and map it to the real name in the providerConfig',
  },
  'CLOUDPROFILE-IMAGE-VERSION-DUPLICATE': {
    reason: 'a version of an image is listed once',
    fix: 'remove the second entry',
  },
  'CLOUDPROFILE-IMAGE-IN-PLACE': 'the oldest version for in-place updates is a semantic version',
  'CLOUDPROFILE-IMAGE-KUBELET': {
    reason: 'the kubelet constraint cannot be read',
    fix: 'write comparisons such as ">= 1.32, < 1.35"',
  },
});

/** The rules about machine images of profiles. */
export const machineImageRules = Object.values(rule);

const strategies = ['major', 'minor', 'patch'];
const nameRules = { missing: rule['CLOUDPROFILE-IMAGE-NAME-MISSING'], wrong: rule['CLOUDPROFILE-IMAGE-NAME'] };

type Image = Loose<MachineImage>;
type ImageVersion = Loose<MachineImageVersion>;

/** The images of a CloudProfile, or of the merged result of a NamespacedCloudProfile (`ValidateCloudProfileMachineImages`). */
export function validateProfileImages(
  images: readonly Image[],
  path: FieldPath,
  report: Report,
  scope: ProfileScope,
): void {
  if (images.length === 0) report.required(rule['CLOUDPROFILE-IMAGES'], path);
  validateMachineImages(images, path, report, scope);
  for (const [index, image] of images.entries()) {
    const at = path.index(index);
    validateImageHasVersions(image, at, report, scope);
    if (image.updateStrategy === undefined)
      report.required(rule['CLOUDPROFILE-IMAGE-STRATEGY-MISSING'], at.child('updateStrategy'));
    validateCompleteVersions(image.versions ?? [], at.child('versions'), report, scope);
  }
}

/** What holds for images in either kind of profile (`ValidateMachineImages`). */
export function validateMachineImages(
  images: readonly Image[],
  path: FieldPath,
  report: Report,
  scope: ProfileScope,
): void {
  const unreadable = images
    .flatMap(({ versions = [] }) => versions)
    .find(({ version = '' }) => !Version.parse(version));
  if (unreadable) report.invalid(rule['CLOUDPROFILE-IMAGES-NEWEST'], path, unreadable.version);
  const names = new Set<string>();
  const versions = new Set<string>();
  for (const [index, image] of images.entries()) {
    const { name = '' } = image;
    const at = path.index(index);
    if (names.has(name)) report.duplicate(rule['CLOUDPROFILE-IMAGE-DUPLICATE'], at, name);
    names.add(name);
    for (const [position, { version = '' }] of (image.versions ?? []).entries()) {
      const key = `${name}-${version}`;
      const entry = at.child('versions').index(position);
      if (versions.has(key)) report.duplicate(rule['CLOUDPROFILE-IMAGE-VERSION-DUPLICATE'], entry, key);
      versions.add(key);
    }
    validateMachineImage(image, at, report, scope);
  }
}

/** One image on its own (`ValidateMachineImage`); `path` is the entry. */
export function validateMachineImage(image: Image, path: FieldPath, report: Report, scope: ProfileScope): void {
  const { name = '', updateStrategy } = image;
  validateUnprefixedName(name, nameRules, path.child('name'), report);
  if (updateStrategy !== undefined && !strategies.includes(updateStrategy))
    report.notSupported(rule['CLOUDPROFILE-IMAGE-STRATEGY'], path.child('updateStrategy'), updateStrategy, strategies);
  for (const [position, version] of (image.versions ?? []).entries())
    validateImageVersion(version, path.child('versions').index(position), report, scope);
}

/** An image that no parent completes has versions that will be stored; `path` is the entry. */
export function validateImageHasVersions(
  { versions = [] }: Image,
  path: FieldPath,
  report: Report,
  { dropsInactive, now }: ProfileScope,
): void {
  if (
    dropsInactive ? versions.every(version => currentClassification(version, now) === 'expired') : versions.length === 0
  )
    report.required(rule['CLOUDPROFILE-IMAGE-VERSIONS'], path.child('versions'));
}

/** One version of an image on its own (`ValidateMachineImageVersion`); `path` is the entry. */
export function validateImageVersion(image: ImageVersion, path: FieldPath, report: Report, scope: ProfileScope): void {
  const { version = '', inPlaceUpdates, kubeletVersionConstraint } = image;
  if (version === '') report.required(rule['CLOUDPROFILE-IMAGE-VERSION-MISSING'], path.child('version'));
  if (!Version.parse(version)) report.invalid(rule['CLOUDPROFILE-IMAGE-VERSION'], path.child('version'), version);
  const oldest = inPlaceUpdates?.minVersionForUpdate;
  if (oldest !== undefined && !Version.parse(oldest))
    report.invalid(rule['CLOUDPROFILE-IMAGE-IN-PLACE'], path.child('inPlaceUpdates', 'minVersionForUpdate'), oldest);
  if (kubeletVersionConstraint !== undefined && !Constraint.parse(kubeletVersionConstraint)) {
    const at = path.child('kubeletVersionConstraint');
    report.invalid(rule['CLOUDPROFILE-IMAGE-KUBELET'], at, kubeletVersionConstraint);
  }
  validateImageCapabilities(image, scope.capabilities, path, report);
}

/** What the versions of an image that no parent completes need beside (`ValidateMachineImageAdditionalConfig`); `path` is the list. */
export function validateCompleteVersions(
  versions: readonly ImageVersion[],
  path: FieldPath,
  report: Report,
  scope: ProfileScope,
): void {
  validateSupportedVersions(versions, path, report, scope.now);
  for (const [position, version] of versions.entries()) {
    const entry = path.index(position);
    validateContainerRuntimes(version.cri, entry.child('cri'), report);
    validateExpirableVersion(version, entry, report, scope);
    if (!scope.capabilities) validateImageWithoutCapabilities(version, entry, report);
  }
}
