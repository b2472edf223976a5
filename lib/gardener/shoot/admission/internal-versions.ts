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

const spec = FieldPath.of('spec');

/** Provider configurations are of public versions; those of extensions are not looked at. */
export function validatePublicVersions({ spec: shoot }: Loose<Shoot>, report: Report): void {
  const { infrastructureConfig, controlPlaneConfig, workers = [] } = shoot?.provider ?? {};
  validate(infrastructureConfig, () => spec.child('provider', 'infrastructureConfig'), report);
  validate(controlPlaneConfig, () => spec.child('provider', 'controlPlaneConfig'), report);
  validate(shoot?.networking?.providerConfig, () => spec.child('networking', 'providerConfig'), report);
  for (const [index, { providerConfig, machine, cri }] of workers.entries()) {
    const place = (...fields: string[]): FieldPath =>
      spec
        .child('provider', 'workers')
        .index(index)
        .child(...fields);
    validate(providerConfig, () => place('providerConfig'), report);
    validate(machine?.image?.providerConfig, () => place('machine', 'image', 'providerConfig'), report);
    for (const [position, runtime] of (cri?.containerRuntimes ?? []).entries())
      validate(
        runtime.providerConfig,
        () => place('cri', 'containerRuntimes').index(position).child('providerConfig'),
        report,
      );
  }
}

function validate(config: unknown, path: () => FieldPath, report: Report): void {
  const { apiVersion } = (config ?? {}) as { readonly apiVersion?: unknown };
  if (typeof apiVersion === 'string' && /^(?:[^/]*\/)?__internal$/.test(apiVersion))
    report.invalid(rule['SHOOT-INTERNAL-VERSION'], path(), apiVersion);
}
