import type { Worker } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import { findImageVersion, findMachineType, type Profile } from './catalog';
import type { ProfiledChange } from './change';
import { profileOf, profileReference, rootProfile } from './relatives';

const rule = ruleTable('gardener:pkg/utils/gardener/cloudprofile.go v1.150 (ValidateCloudProfileChanges)', {
  'SHOOT-PROFILE-ROOT': {
    reason: 'a Shoot moves only between a CloudProfile and the NamespacedCloudProfiles that descend from it',
    fix: 'choose a profile of the same family',
  },
  'SHOOT-PROFILE-LOSES-IMAGE': {
    reason: 'the new profile does not have a machine image version that a pool uses',
    fix: 'move the pool to an image of both profiles first',
  },
  'SHOOT-PROFILE-LOSES-MACHINE': 'the new profile does not have a machine type that a pool uses',
  'SHOOT-PROFILE-LOSES-VOLUME': 'the new profile does not have a volume type that a pool uses',
});

/** The rules about moving a Shoot to another profile. */
export const profileChangeRules = Object.values(rule);

const spec = FieldPath.of('spec');

/** A Shoot that moves to another profile. */
export function validateProfileChange({ shoot, old, profile, world }: ProfiledChange, report: Report): void {
  const from = profileReference(old?.spec ?? {});
  const to = profileReference(shoot.spec ?? {});
  if (from === undefined || semanticEqual(from, to)) return;
  const namespace = shoot.metadata?.namespace ?? '';
  const roots = [from, to].map(reference => rootProfile(reference, namespace, world));
  // a root that is not here cannot be compared
  if (roots[0] !== roots[1] && !roots.includes(undefined))
    return report.forbidden(rule['SHOOT-PROFILE-ROOT'], spec.child('cloudProfile', 'name'), { value: to?.name });
  const before = profileOf(from, namespace, world) ?? {};
  for (const [index, worker] of (shoot.spec?.provider?.workers ?? []).entries())
    validatePool(worker, { before, profile }, spec.child('provider', 'workers').index(index), report);
}

/** Kubernetes versions may go: maintenance moves the Shoot to another one. */
function validatePool(
  { machine, volume }: Loose<Worker>,
  { before, profile }: { readonly before: Profile; readonly profile: Profile },
  path: FieldPath,
  report: Report,
): void {
  const image = machine?.image;
  if (findImageVersion(before, image) !== undefined && findImageVersion(profile, image) === undefined)
    report.forbidden(rule['SHOOT-PROFILE-LOSES-IMAGE'], path.child('machine', 'image'), { value: image });
  if (findMachineType(profile, machine?.type) === undefined)
    report.forbidden(rule['SHOOT-PROFILE-LOSES-MACHINE'], path.child('machine', 'type'), { value: machine?.type });
  const volumeType = volume?.type;
  if (volumeType !== undefined && profile.volumeTypes?.some(({ name }) => name === volumeType) !== true)
    report.forbidden(rule['SHOOT-PROFILE-LOSES-VOLUME'], path.child('volume', 'type'), { value: volumeType });
}
