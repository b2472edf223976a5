import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150 (validateAPIVersionForRawExtensions)', {
  'SHOOT-INTERNAL-VERSION': {
    reason: 'the version __internal is only for programs',
    fix: 'use a public version such as v1alpha1',
  },
});

/** The rules about versions of provider configurations. */
export const internalVersionRules = Object.values(rule);

const internal = '__internal';
const provider = FieldPath.of('spec', 'provider');
const networking = FieldPath.of('spec', 'networking');

/** Provider configurations are of public versions; those of extensions are not looked at. */
export function validatePublicVersions({ spec: shoot }: Loose<Shoot>, report: Report): void {
  const { infrastructureConfig, controlPlaneConfig, workers } = shoot?.provider ?? {};
  validate(infrastructureConfig, provider, 'infrastructureConfig', report);
  validate(controlPlaneConfig, provider, 'controlPlaneConfig', report);
  validate(shoot?.networking?.providerConfig, networking, 'providerConfig', report);
  if (workers === undefined) return;
  for (const [index, { providerConfig, machine, cri }] of workers.entries()) {
    const path = provider.child('workers').index(index);
    validate(providerConfig, path, 'providerConfig', report);
    validate(machine?.image?.providerConfig, path.child('machine', 'image'), 'providerConfig', report);
    if (cri?.containerRuntimes === undefined) continue;
    for (const [position, runtime] of cri.containerRuntimes.entries())
      validate(
        runtime.providerConfig,
        path.child('cri', 'containerRuntimes').index(position),
        'providerConfig',
        report,
      );
  }
}

function validate(config: unknown, parent: FieldPath, field: string, report: Report): void {
  const { apiVersion } = (config ?? {}) as { readonly apiVersion?: unknown };
  if (typeof apiVersion !== 'string' || !apiVersion.endsWith(internal)) return;
  const group = apiVersion.slice(0, -internal.length);
  // "a/b/__internal" is no API version at all
  if (group === '' || group.indexOf('/') === group.length - 1)
    report.invalid(rule['SHOOT-INTERNAL-VERSION'], parent.child(field), apiVersion);
}
