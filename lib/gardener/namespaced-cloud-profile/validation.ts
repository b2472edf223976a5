import type { NamespacedCloudProfile } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateCABundle, validateLimits } from '../cloud-profile/validation';
import { validateKubernetesVersions } from '../cloud-profile/validation/kubernetes-versions';
import { validateMachineImages } from '../cloud-profile/validation/machine-images';
import { validateMachineTypes } from '../cloud-profile/validation/machine-types';
import { profileScope } from '../cloud-profile/validation/scope';
import { validateVolumeTypes } from '../cloud-profile/validation/volume-types';
import type { ValidationContext } from '../validation-context';
import { validateImmutable } from '../../kubernetes/meta/immutable';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';
import { storedNamespacedCloudProfile } from './defaults';

const rule = ruleTable('gardener:pkg/api/core/validation/namespacedcloudprofile.go v1.150', {
  'NAMESPACEDCLOUDPROFILE-PARENT-KIND': 'the parent is a CloudProfile',
  'NAMESPACEDCLOUDPROFILE-PARENT-NAME': {
    reason: 'a profile of a project extends a CloudProfile',
    fix: 'set spec.parent.name',
  },
  'NAMESPACEDCLOUDPROFILE-PARENT-IMMUTABLE': {
    reason: 'the parent of a profile never changes',
    fix: 'create another NamespacedCloudProfile and move the Shoots to it',
  },
  'NAMESPACEDCLOUDPROFILE-CLASSIFICATION': {
    reason: 'the class of a Kubernetes version is that of the parent',
    fix: 'remove classification; only expirationDate can be overridden',
  },
});

/** The rules about NamespacedCloudProfiles on their own. */
export const namespacedCloudProfileRules = Object.values(rule);

const metadata = FieldPath.of('metadata');
const specPath = FieldPath.of('spec');
const parentKinds = ['CloudProfile'];

type Profile = Loose<NamespacedCloudProfile>;

/**
 * A new NamespacedCloudProfile on its own, with its defaults (`ValidateNamespacedCloudProfile`). What its parent says about it is
 * `admitNamespacedCloudProfile`.
 */
export function validateNamespacedCloudProfile(profile: Profile, report: Report, context: ValidationContext): void {
  const meta = { namespaced: true, nameProblems: dns1123SubdomainProblems, path: metadata };
  validateObjectMeta(profile.metadata, meta, report);
  const { parent, kubernetes, machineImages, machineTypes, volumeTypes, caBundle, limits } = profile.spec ?? {};
  const scope = profileScope(undefined, context, 'create');
  const kind: string = parent?.kind ?? '';
  if (!parentKinds.includes(kind))
    report.notSupported(
      rule['NAMESPACEDCLOUDPROFILE-PARENT-KIND'],
      specPath.child('parent', 'kind'),
      kind,
      parentKinds,
    );
  if ((parent?.name ?? '') === '')
    report.required(rule['NAMESPACEDCLOUDPROFILE-PARENT-NAME'], specPath.child('parent', 'name'));
  const versions = kubernetes?.versions ?? [];
  const versionsPath = specPath.child('kubernetes', 'versions');
  for (const [index, { classification }] of versions.entries())
    if (classification !== undefined)
      report.forbidden(
        rule['NAMESPACEDCLOUDPROFILE-CLASSIFICATION'],
        versionsPath.index(index).child('classification'),
      );
  validateKubernetesVersions(versions, versionsPath, report, scope);
  validateMachineImages(machineImages ?? [], specPath.child('machineImages'), report, scope);
  validateVolumeTypes(volumeTypes, specPath.child('volumeTypes'), report);
  validateMachineTypes(machineTypes ?? [], undefined, specPath.child('machineTypes'), report);
  validateCABundle(caBundle, specPath.child('caBundle'), report);
  validateLimits(limits, specPath.child('limits'), report);
}

/**
 * A changed NamespacedCloudProfile, judged as a new one too (`ValidateNamespacedCloudProfileUpdate`), without the new versions that the API
 * server drops before it looks at them: positions count what is left.
 */
export function validateNamespacedCloudProfileUpdate(
  next: Profile,
  old: Profile,
  report: Report,
  context: ValidationContext,
): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadata, report);
  const change = { next: next.spec?.parent, old: old.spec?.parent, path: specPath.child('parent') };
  validateImmutable(rule['NAMESPACEDCLOUDPROFILE-PARENT-IMMUTABLE'], change, report);
  validateNamespacedCloudProfile(storedNamespacedCloudProfile(next, context, old), report, context);
}
