import type { CloudProfile, NamespacedCloudProfile } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { registeredCapabilities } from '../cloud-profile/capabilities';
import { profileScope } from '../cloud-profile/validation/scope';
import type { ValidationContext } from '../validation-context';
import { semanticEqual } from '../../kubernetes/meta/semantic-equal';
import { imageOverrideRules, validateImageOverrides } from './admission/images';
import type { JudgedProfile } from './admission/judged-profile';
import { validateVersionOverrides, versionOverrideRules } from './admission/kubernetes-versions';
import { validateMergedProfile } from './admission/merged-profile';
import { storedNamespacedCloudProfile } from './defaults';
import { inParentFormat } from './parent-format';

/** The rules about NamespacedCloudProfiles and their parents; the merged result is judged by those about CloudProfiles. */
export const admissionRules = [...versionOverrideRules, ...imageOverrideRules];

type Profile = Loose<NamespacedCloudProfile>;

/** What the profile of a project is judged against. */
export interface ProfileRelatives {
  readonly parent: Loose<CloudProfile>;
  /** The stored profile on an update. */
  readonly old?: Profile;
}

/**
 * What the parent says about a NamespacedCloudProfile (admission plugin NamespacedCloudProfileValidator): overrides exist in it and
 * override no more than they may, and the merged result is a valid profile. All objects have their defaults.
 *
 * Source: gardener:plugin/pkg/namespacedcloudprofile/validator/admission.go v1.150.
 */
export function admitNamespacedCloudProfile(
  profile: Profile,
  { parent, old }: ProfileRelatives,
  report: Report,
  context: ValidationContext,
): void {
  if (old && semanticEqual(profile.spec, old.spec)) return;
  const definitions = parent.spec?.machineCapabilities;
  const registered = registeredCapabilities(definitions);
  const inFormat = (given: Profile): Profile => ({ ...given, spec: inParentFormat(given.spec ?? {}, registered) });
  const judged: JudgedProfile = {
    parent,
    written: profile,
    stored: inFormat(storedNamespacedCloudProfile(profile, context, old)),
    old: old && inFormat(old),
  };
  const scope = profileScope(definitions, context, 'update');
  const before = report.findings.length;
  validateVersionOverrides(judged, report, context);
  validateImageOverrides(judged, report, scope);
  // the merged result would only repeat what is wrong already
  if (report.findings.length === before) validateMergedProfile(judged, report, scope);
}
