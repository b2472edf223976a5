import type { Report } from '../../rules/report';
import type { View, ViewObject } from '../../rules/view';
import { ruleTable } from '../../rules/rule';
import type { NamespacedProfile, ProfileSpec, ShootObject } from '../objects';
import { validateOpenStackCloudProfile } from '../validation/cloud-profile';
import { validateOpenStackNamespacedCloudProfile } from '../validation/namespaced-cloud-profile';
import { validateOpenStackShoot } from '../validation/shoot';
import { domainOf, secretsOf } from './credentials';
import { isOpenStack, isParentAbsent, isProfileAbsent, parentOf, profileOf, profileReference } from './profile';

const rule = ruleTable('provider-openstack:pkg/admission/validator/shoot.go v1.58', {
  'OS-SHOOT-PROFILE-NOT-FOUND': 'the profile of the Shoot does not exist',
  'OS-NCP-PARENT-NOT-FOUND': {
    reason: 'the parent of the NamespacedCloudProfile does not exist',
    source: 'provider-openstack:pkg/admission/validator/namespacedcloudprofile.go v1.58',
  },
});

/** Rules about references between Shoots and profiles. */
export const referenceRules = Object.values(rule);

/** Judges a Shoot of OpenStack with what the tree knows about its profile and credentials. */
export function validateShootInView(
  entry: ViewObject,
  report: Report,
  { view, old }: { readonly view: View; readonly old?: ShootObject | undefined },
): void {
  const shoot = entry.object as unknown as ShootObject;
  if (!isOpenStack(shoot.spec?.provider?.type)) return;
  const profile = profileOf(view, shoot);
  const hasWorkers = (shoot.spec?.provider?.workers ?? []).length > 0;
  if (hasWorkers && isProfileAbsent(view, shoot)) {
    const { name } = profileReference(shoot);
    report.notFound(
      rule['OS-SHOOT-PROFILE-NOT-FOUND'],
      shoot.spec?.cloudProfile === undefined ? 'spec.cloudProfileName' : 'spec.cloudProfile.name',
      name,
    );
  }
  const configMissing = profile !== undefined && profile.spec.providerConfig === undefined;
  const context = {
    config: configMissing ? undefined : profile?.config,
    configMissing,
    domain: domainOf(view, shoot),
    secret: secretsOf(view, shoot),
  };
  validateOpenStackShoot(shoot, context, { report, old });
}

/** Judges a CloudProfile or NamespacedCloudProfile of OpenStack. */
export function validateProfileInView(entry: ViewObject, report: Report, view: View): void {
  const { object } = entry;
  if (object.kind === 'CloudProfile') {
    const spec = (object['spec'] ?? {}) as ProfileSpec;
    if (isOpenStack(spec.type)) validateOpenStackCloudProfile({ spec }, report);
    return;
  }
  const profile = object as unknown as NamespacedProfile;
  const parent = parentOf(view, profile);
  if (parent === undefined) {
    if (isParentAbsent(view, profile))
      report.notFound(rule['OS-NCP-PARENT-NOT-FOUND'], 'spec.parent.name', profile.spec?.parent?.name);
  } else if (isOpenStack(parent.type)) {
    validateOpenStackNamespacedCloudProfile(profile, parent, report);
  }
}
