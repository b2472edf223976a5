import type { ControllerRegistration, ControllerRegistrationSpec } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateLabelSelector } from '../../kubernetes/meta/label-selector';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';
import { semanticEqual } from '../../kubernetes/meta/semantic-equal';
import { validateControllerResources, validateControllerResourcesUpdate } from '../validation/controller-resources';

const rule = ruleTable('gardener:pkg/api/core/validation/controllerregistration.go v1.150', {
  'CONTROLLERREGISTRATION-POLICY': 'there is no such policy of deployment',
  'CONTROLLERREGISTRATION-SEED-SELECTOR': {
    reason: 'a controller that is the primary one of a resource must be able to run in every seed',
    fix: 'remove seedSelector, or set primary: false on all resources',
  },
  'CONTROLLERREGISTRATION-DEPLOYMENTS': {
    reason: 'a controller is deployed by one ControllerDeployment',
    fix: 'keep one entry of deploymentRefs',
  },
  'CONTROLLERREGISTRATION-DEPLOYMENT-NAME': {
    reason: 'a reference needs the name of a ControllerDeployment',
    fix: 'set name',
  },
  'CONTROLLERREGISTRATION-DELETING': {
    reason: 'the specification is frozen while the object is being deleted',
    fix: 'revert the change',
  },
});

/** The rules about ControllerRegistrations. */
export const controllerRegistrationRules = Object.values(rule);

const metadata = FieldPath.of('metadata');
const spec = FieldPath.of('spec');
const policies = ['Always', 'AlwaysExceptNoShoots', 'OnDemand'];

/** A new ControllerRegistration, with its defaults (`ValidateControllerRegistration`). */
export function validateControllerRegistration(registration: Loose<ControllerRegistration>, report: Report): void {
  const scope = { namespaced: false, nameProblems: dns1123LabelProblems, path: metadata };
  validateObjectMeta(registration.metadata, scope, report);
  validateControllerResources(registration.spec?.resources, ['shoot', 'seed'], spec.child('resources'), report);
  validateDeployment(registration.spec ?? {}, spec.child('deployment'), report);
}

/** A changed ControllerRegistration, judged as a new one too (`ValidateControllerRegistrationUpdate`). */
export function validateControllerRegistrationUpdate(
  next: Loose<ControllerRegistration>,
  old: Loose<ControllerRegistration>,
  report: Report,
): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadata, report);
  const deleting = (next.metadata?.deletionTimestamp ?? '') !== '';
  if (deleting && !semanticEqual(next.spec, old.spec)) report.forbidden(rule['CONTROLLERREGISTRATION-DELETING'], spec);
  else validateControllerResourcesUpdate(next.spec?.resources, old.spec?.resources, spec.child('resources'), report);
  validateControllerRegistration(next, report);
}

function validateDeployment(
  { deployment, resources = [] }: Loose<ControllerRegistrationSpec>,
  path: FieldPath,
  report: Report,
): void {
  if (!deployment) return;
  const { policy, seedSelector, deploymentRefs = [] } = deployment;
  if (policy !== undefined && !policies.includes(policy))
    report.notSupported(rule['CONTROLLERREGISTRATION-POLICY'], path.child('policy'), policy, policies);
  if (seedSelector) {
    if (resources.some(({ primary }) => primary !== false))
      report.forbidden(rule['CONTROLLERREGISTRATION-SEED-SELECTOR'], path.child('seedSelector'));
    validateLabelSelector(seedSelector, path.child('seedSelector'), report);
  }
  const refs = path.child('deploymentRefs');
  if (deploymentRefs.length > 1) report.forbidden(rule['CONTROLLERREGISTRATION-DEPLOYMENTS'], refs);
  for (const [index, { name = '' }] of deploymentRefs.entries())
    if (name === '') report.required(rule['CONTROLLERREGISTRATION-DEPLOYMENT-NAME'], refs.index(index).child('name'));
}
