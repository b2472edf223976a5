import type { ControllerDeployment as ControllerDeploymentV1 } from '../../../imports/core.gardener.cloud/v1';
import type { ControllerDeployment as ControllerDeploymentV1beta1 } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateObjectMeta } from '../../kubernetes/meta/object-meta';
import { validateAlphanumericResourceNames, validateResources } from '../validation/resources';
import { validateHelm, type HelmFields } from './helm';

const rule = ruleTable('gardener:pkg/api/core/validation/controllerdeployment.go v1.150', {
  'CONTROLLERDEPLOYMENT-KIND': {
    reason: 'a deployment is made with helm, or by a controller of its own type',
    fix: 'set helm',
  },
  'CONTROLLERDEPLOYMENT-CUSTOM': {
    reason: 'a custom type excludes helm',
    fix: 'remove the annotation or helm',
  },
});

/** The rules about ControllerDeployments. */
export const controllerDeploymentRules = Object.values(rule);

/** Keys that carry the fields of v1beta1 in objects of v1 (gardener:pkg/apis/core/v1/conversion_controllerdeployment.go v1.150). */
const migrationAnnotations = [
  'migration.controllerdeployment.gardener.cloud/type',
  'migration.controllerdeployment.gardener.cloud/providerConfig',
] as const;

const annotations = FieldPath.of('metadata', 'annotations');

/** A ControllerDeployment in either version. */
export type AnyControllerDeployment = ControllerDeploymentV1 | ControllerDeploymentV1beta1;

/** A new or changed ControllerDeployment; upstream judges both alike (`ValidateControllerDeployment`). */
export function validateControllerDeployment(deployment: Loose<AnyControllerDeployment>, report: Report): void {
  const scope = { namespaced: false, nameProblems: dns1123LabelProblems, path: FieldPath.of('metadata') };
  validateObjectMeta(deployment.metadata, scope, report);
  if ('type' in deployment || 'providerConfig' in deployment) validateV1beta1(deployment, report);
  else validateV1(deployment as Loose<ControllerDeploymentV1>, report);
}

function validateV1({ helm, resources, metadata }: Loose<ControllerDeploymentV1>, report: Report): void {
  const custom = migrationAnnotations.filter(key => metadata?.annotations?.[key] !== undefined);
  if (helm) {
    validateHelm(helm, resources, FieldPath.of('helm'), report);
    for (const key of custom) report.forbidden(rule['CONTROLLERDEPLOYMENT-CUSTOM'], annotations.key(key));
  } else if ((metadata?.annotations?.[migrationAnnotations[0]] ?? '') === '')
    report.required(rule['CONTROLLERDEPLOYMENT-KIND'], FieldPath.of('helm'));
  validateResources(resources, FieldPath.of('resources'), report, { allowWorkloadIdentity: false });
  validateAlphanumericResourceNames(resources, FieldPath.of('resources'), report);
}

/** In v1beta1 the type `helm` stands for the field, and its providerConfig for the content. */
function validateV1beta1({ type, providerConfig }: Loose<ControllerDeploymentV1beta1>, report: Report): void {
  if ((type ?? '') === '') report.required(rule['CONTROLLERDEPLOYMENT-KIND'], FieldPath.of('type'));
  if (type !== 'helm') return;
  const { chart, ...config } = (providerConfig ?? {}) as Loose<HelmFields> & { readonly chart?: string };
  const helm = chart === undefined ? config : { ...config, rawChart: chart };
  validateHelm(helm, undefined, FieldPath.of('providerConfig'), report);
}
