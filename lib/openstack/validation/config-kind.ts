import type { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { openstackApiVersion } from '../objects';

const rule = ruleTable('provider-openstack:pkg/admission/validator/serialization.go v1.58', {
  'OS-CONFIG-TYPE': 'apiVersion and kind of a configuration are texts',
  'OS-CONFIG-KIND': 'the configuration is of another kind, or of a version that the provider does not know',
});

/** Rules of the kinds of configurations. */
export const configKindRules = Object.values(rule);

/** The configurations of OpenStack that other objects embed. */
export type ConfigKind = 'CloudProfileConfig' | 'InfrastructureConfig' | 'ControlPlaneConfig' | 'WorkerConfig';

/** Judges whether an embedded configuration is of the kind that its place wants; if not, its content means nothing. */
export function validateConfigKind(
  config: unknown,
  kind: ConfigKind,
  { path, report }: { readonly path: FieldPath; readonly report: Report },
): boolean {
  const given = config as { readonly apiVersion?: unknown; readonly kind?: unknown };
  const wanted = { apiVersion: openstackApiVersion, kind };
  for (const field of ['apiVersion', 'kind'] as const) {
    const value = given[field];
    if (value === wanted[field]) continue;
    if (value !== undefined && typeof value !== 'string')
      report.typeInvalid(rule['OS-CONFIG-TYPE'], path.child(field), value);
    else report.invalid(rule['OS-CONFIG-KIND'], path.child(field), value, { allowed: [wanted[field]] });
    return false;
  }
  return true;
}
