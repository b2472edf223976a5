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
    const profile = entry.object as unknown as Loose<NamespacedCloudProfile>;
    const name = profile.spec?.parent?.name ?? '';
    const target = { group: 'core.gardener.cloud', kind: 'CloudProfile', namespace: undefined, name };
    const result = lookUp(view, entry.cluster, target);
    if (result.state !== 'found') return;
    const parent = defaultCloudProfile(result.entry.object as unknown as Loose<CloudProfile>);
    admitNamespacedCloudProfile(defaultNamespacedCloudProfile(profile), { parent }, report, contextOf(view));
  },
};
