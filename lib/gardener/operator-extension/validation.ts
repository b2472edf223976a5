import type { ControllerResource } from '../../../imports/core.gardener.cloud/v1beta1';
import type {
  Extension,
  ExtensionSpec,
  ExtensionSpecDeployment,
  ExtensionSpecDeploymentAdmission,
  ExtensionSpecDeploymentExtension,
  Helm,
} from '../../../imports/operator.gardener.cloud/v1alpha1';
import { Duration } from '../../core/duration';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateControllerResources, validateControllerResourcesUpdate } from '../validation/controller-resources';
import { validateOCIRepository } from '../validation/oci-repository';
import { validateAlphanumericResourceNames, validateResources } from '../validation/resources';
import { validateValuesTemplates } from '../validation/values-templates';

const rule = ruleTable('gardener:pkg/api/operator/v1alpha1/validation/extension.go v1.150', {
  'EXTENSION-DEPLOYMENT': { reason: 'an Extension tells how it is deployed', fix: 'set spec.deployment' },
  'EX-01': {
    reason: 'an Extension deploys an extension controller, an admission controller, or both',
    fix: 'set spec.deployment.extension or spec.deployment.admission',
  },
  'EXTENSION-ADMISSION': {
    reason: 'an admission controller has a part in the runtime cluster, in the virtual cluster, or both',
    fix: 'set runtimeCluster or virtualCluster',
  },
  'EX-02': { reason: 'a controller is deployed by a Helm chart', fix: 'set helm.ociRepository' },
  'EXTENSION-CHART': {
    reason: 'a Helm chart comes from an OCI registry, and upstream ends in an error where none is named',
    fix: 'set ociRepository',
  },
  'EXTENSION-DURATION': {
    reason: 'the webhook of gardener-operator must be able to read the duration, which the CRD takes as any text',
    fix: 'write hours, minutes and seconds, for example 1h30m; there is no unit for days',
    source: 'gardener:pkg/apis/core/v1beta1/types_controllerregistration.go v1.150 (metav1.Duration)',
  },
});

/** The rules about Extensions of the operator. */
export const operatorExtensionRules = Object.values(rule);

const specPath = FieldPath.of('spec');
const clusterTypes = ['garden', 'seed', 'shoot'];

type Resources = Loose<ExtensionSpecDeployment>['resources'];

/** A new Extension (`ValidateExtension`), after the schema of its CRD accepted it. */
export function validateExtension({ spec = {} }: Loose<Extension>, report: Report): void {
  validateDeployment(spec.deployment, specPath.child('deployment'), report);
  const path = specPath.child('resources');
  for (const [index, { reconcileTimeout = '0s' }] of (spec.resources ?? []).entries()) {
    const problem = Duration.problem(reconcileTimeout);
    const at = path.index(index).child('reconcileTimeout');
    if (problem !== undefined)
      report.invalid(rule['EXTENSION-DURATION'], at, reconcileTimeout, { message: `the duration ${problem}` });
  }
  validateControllerResources(primaryByDefault(spec), clusterTypes, path, report);
}

/** A changed Extension against the stored one (`ValidateExtensionUpdate`). */
export function validateExtensionUpdate(next: Loose<Extension>, old: Loose<Extension>, report: Report): void {
  const [resources, oldResources] = [primaryByDefault(next.spec ?? {}), primaryByDefault(old.spec ?? {})];
  validateControllerResourcesUpdate(resources, oldResources, specPath.child('resources'), report);
  validateExtension(next, report);
}

/** The CRD has no default for `primary`, so upstream adds it here; it leaves the values of the fields to these rules, too. */
function primaryByDefault({ resources = [] }: Loose<ExtensionSpec>): readonly Loose<ControllerResource>[] {
  return resources.map(resource => ({ ...resource, primary: resource.primary ?? true }) as Loose<ControllerResource>);
}

function validateDeployment(
  deployment: Loose<ExtensionSpecDeployment> | undefined,
  path: FieldPath,
  report: Report,
): void {
  if (deployment === undefined) {
    report.required(rule['EXTENSION-DEPLOYMENT'], path);
    return;
  }
  const { extension, admission, resources } = deployment;
  if (extension === undefined && admission === undefined) {
    report.required(rule['EX-01'], path);
    return;
  }
  validateResources(resources, path.child('resources'), report, { allowWorkloadIdentity: false });
  validateAlphanumericResourceNames(resources, path.child('resources'), report);
  if (extension !== undefined) validateController(extension, resources, path.child('extension'), report);
  if (admission !== undefined) validateAdmission(admission, resources, path.child('admission'), report);
}

function validateController(
  extension: Loose<ExtensionSpecDeploymentExtension>,
  resources: Resources,
  path: FieldPath,
  report: Report,
): void {
  validateHelm(extension.helm, path.child('helm'), report);
  for (const field of ['values', 'runtimeClusterValues'] as const)
    validateValuesTemplates(extension[field], resources, path.child(field), report);
}

function validateAdmission(
  admission: Loose<ExtensionSpecDeploymentAdmission>,
  resources: Resources,
  path: FieldPath,
  report: Report,
): void {
  const { runtimeCluster, virtualCluster } = admission;
  if (runtimeCluster === undefined && virtualCluster === undefined) {
    report.required(rule['EXTENSION-ADMISSION'], path);
    return;
  }
  if (runtimeCluster !== undefined) validateHelm(runtimeCluster.helm, path.child('runtimeCluster', 'helm'), report);
  if (virtualCluster !== undefined) validateHelm(virtualCluster.helm, path.child('virtualCluster', 'helm'), report);
  validateValuesTemplates(admission.values, resources, path.child('values'), report);
}

function validateHelm(helm: Loose<Helm> | undefined, path: FieldPath, report: Report): void {
  if (helm === undefined) report.required(rule['EX-02'], path);
  else if (helm.ociRepository === undefined) report.required(rule['EXTENSION-CHART'], path.child('ociRepository'));
  else validateOCIRepository(helm.ociRepository, path.child('ociRepository'), report);
}
