import type { OCIRepository } from '../../../imports/core.gardener.cloud/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateOCIRepository } from '../validation/oci-repository';
import type { NamedResourceFields } from '../validation/resources';
import { validateValuesTemplates } from '../validation/values-templates';

const rule = ruleTable('gardener:pkg/api/core/validation/controllerdeployment.go v1.150', {
  'HELM-CHART': {
    reason: 'a chart is either given inside the object or pulled from an OCI registry',
    fix: 'set one of rawChart and ociRepository',
  },
});

/** The rules about Helm deployments. */
export const helmRules = Object.values(rule);

/** A Helm deployment of an extension (core.gardener.cloud/v1 HelmControllerDeployment). */
export interface HelmFields {
  /** The chart as a packed archive, in base64. */
  readonly rawChart?: string;
  readonly ociRepository?: OCIRepository;
  readonly values?: unknown;
}

/** Chart, registry and values of a Helm deployment (`ValidateHelmControllerDeployment`); `resources` are what templates may read. */
export function validateHelm(
  helm: Loose<HelmFields>,
  resources: readonly Loose<NamedResourceFields>[] | undefined,
  path: FieldPath,
  report: Report,
): void {
  const { rawChart = '', ociRepository } = helm;
  if ((rawChart === '') === (ociRepository === undefined)) report.required(rule['HELM-CHART'], path);
  validateOCIRepository(ociRepository, path.child('ociRepository'), report);
  validateValuesTemplates(helm.values, resources, path.child('values'), report);
}
