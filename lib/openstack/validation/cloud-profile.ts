import { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { ProfileSpec } from '../objects';
import { validateCloudProfileConfig } from './cloud-profile-config';
import { validateConfigKind } from './config-kind';

const rule = ruleTable('provider-openstack:pkg/admission/validator/cloudprofile.go v1.58', {
  'OS-PROFILE-CONFIG-MISSING': 'a CloudProfile of OpenStack needs a providerConfig',
});

/** Rules of the CloudProfile itself. */
export const cloudProfileRules = Object.values(rule);

/** What provider-openstack says to a CloudProfile; creation and change are judged alike. That its providerConfig decodes is taken for granted. */
export function validateOpenStackCloudProfile(
  profile: { readonly spec?: ProfileSpec | undefined },
  report: Report,
): void {
  const { spec } = profile;
  const path = FieldPath.of('spec', 'providerConfig');
  if (spec?.providerConfig === undefined) {
    report.required(rule['OS-PROFILE-CONFIG-MISSING'], path);
    return;
  }
  if (!validateConfigKind(spec.providerConfig, 'CloudProfileConfig', { path, report })) return;
  validateCloudProfileConfig(spec.providerConfig, spec, report);
}
