import type { GardenletDeployment } from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123SubdomainProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { fieldChecks, isCount } from '../../rules/field-checks';
import { validateImage } from './image';
import { validateAnnotations, validateLabels } from '../../kubernetes/meta/labels';

const rule = ruleTable('gardener:pkg/api/seedmanagement/validation/managedseed.go v1.150', {
  'GARDENLET-REPLICAS': 'the number of gardenlet replicas must not be negative',
  'GARDENLET-REVISION-HISTORY': 'the number of kept revisions of the gardenlet Deployment must not be negative',
  'GARDENLET-SERVICE-ACCOUNT': 'the name of the service account must be a DNS name',
});

/** The rules about how a gardenlet is deployed. */
export const gardenletDeploymentRules = Object.values(rule);

const checkCounts = fieldChecks<GardenletDeployment>({
  replicaCount: { rule: rule['GARDENLET-REPLICAS'], holds: isCount },
  revisionHistoryLimit: { rule: rule['GARDENLET-REVISION-HISTORY'], holds: isCount },
});

/** The Deployment of a gardenlet (`ValidateGardenletDeployment`). Resources, volumes, environment and tolerations are not judged upstream. */
export function validateGardenletDeployment(
  deployment: Loose<GardenletDeployment> | undefined,
  path: FieldPath,
  report: Report,
): void {
  if (deployment === undefined) return;
  const { serviceAccountName, image } = deployment;
  checkCounts(deployment, path, report);
  if (serviceAccountName !== undefined) validateServiceAccountName(serviceAccountName, path, report);
  if (image !== undefined) validateImage(image, path.child('image'), report);
  validateLabels(deployment.podLabels, path.child('podLabels'), report);
  validateAnnotations(deployment.podAnnotations, path.child('podAnnotations'), report);
}

function validateServiceAccountName(name: string, path: FieldPath, report: Report): void {
  for (const problem of dns1123SubdomainProblems(name)) {
    const message = `the name of the service account ${problem}`;
    report.invalid(rule['GARDENLET-SERVICE-ACCOUNT'], path.child('serviceAccountName'), name, { message });
  }
}
