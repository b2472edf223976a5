import type { CloudProfile, NamespacedCloudProfile } from '../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { defaultCloudProfile } from '../cloud-profile/defaults';
import { contextOf } from '../context';
import { admissionRules, admitNamespacedCloudProfile } from '../namespaced-cloud-profile/admission';
import { defaultNamespacedCloudProfile } from '../namespaced-cloud-profile/defaults';
import { lookUp } from './lookup';

/** What its parent says about a profile of a project; a parent that is not there is the matter of the references. */
export const profileAdmissionCheck: Check = {
  rules: admissionRules,
  kinds: ['core.gardener.cloud/NamespacedCloudProfile'],
  object(entry: ViewObject, report: Report, view: View): void {
    const parent = parentOf(entry, view);
    if (parent) admitNamespacedCloudProfile(profileIn(entry), { parent }, report, contextOf(view));
  },
};

/** A profile of a project in a tree, and the same of an earlier tree. */
export interface ChangedProjectProfile {
  readonly next: ViewObject;
  readonly old: ViewObject;
  readonly after: View;
}

/** What the parent says about a changed profile of a project. */
export function admitProfileUpdate({ next, old, after }: ChangedProjectProfile, report: Report): void {
  const parent = parentOf(next, after);
  if (parent) admitNamespacedCloudProfile(profileIn(next), { parent, old: profileIn(old) }, report, contextOf(after));
}

function profileIn({ object }: ViewObject): Loose<NamespacedCloudProfile> {
  return defaultNamespacedCloudProfile(object as unknown as Loose<NamespacedCloudProfile>);
}

function parentOf({ cluster, object }: ViewObject, view: View): Loose<CloudProfile> | undefined {
  const name = (object as unknown as Loose<NamespacedCloudProfile>).spec?.parent?.name ?? '';
  const result = lookUp(view, cluster, {
    group: 'core.gardener.cloud',
    kind: 'CloudProfile',
    namespace: undefined,
    name,
  });
  if (result.state !== 'found') return undefined;
  return defaultCloudProfile(result.entry.object as unknown as Loose<CloudProfile>);
}
