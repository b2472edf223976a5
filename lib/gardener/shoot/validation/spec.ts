import type { Shoot, ShootSpec } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { dns1123LabelProblems, dns1123SubdomainProblems } from '../../../core/names';
import { onceSound } from '../../../rules/once-sound';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateExtensions } from '../../validation/extensions';
import { validateLabelSelector } from '../../../kubernetes/meta/label-selector';
import { validateResources } from '../../validation/resources';
import { validateTolerations } from '../../validation/tolerations';
import { validateAddons } from './addons';
import { validateBindings, validateCloudProfile } from './bindings';
import { validateControlPlaneZones } from './control-plane';
import { validateDns } from './dns';
import { validateHibernation } from './hibernation';
import { validateKubernetes } from './kubernetes';
import { validateMaintenance } from './maintenance';
import { validateMonitoring } from './monitoring';
import { validateNetworking } from './networking';
import { maintenanceOperationsOf } from './operation-names';
import { validateProvider } from './provider';
import { scopeOf, type ShootScope, type SpecPlace } from './scope';
import { validateSystemComponents } from './system-components';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateShootSpec)', {
  'SHOOT-REGION': { reason: 'a Shoot needs a region', fix: 'set spec.region' },
  'SHOOT-SEED-EMPTY': { reason: 'seedName must not be empty when it is there', fix: 'remove seedName or name a seed' },
  'SHOOT-SEED-SELF-HOSTED': { reason: 'a self-hosted Shoot has no seed', fix: 'remove seedName' },
  'SHOOT-NAMESPACE-SELF-HOSTED': {
    reason: 'a self-hosted Shoot lives in the namespace garden',
    fix: 'set metadata.namespace to garden',
  },
  'SHOOT-PURPOSE': 'this purpose does not exist; infrastructure is for Shoots of the namespace garden only',
  'SHOOT-EXPOSURE-CLASS': 'the name of an ExposureClass is a DNS name in lower case',
  'SHOOT-SCHEDULER': 'the name of a scheduler is a DNS label',
});

/** The rules about the spec of Shoots that no table of a part holds. */
export const specRules = Object.values(rule);

const purposes = ['development', 'evaluation', 'production', 'testing'];
const gardenPurposes = [...purposes, 'infrastructure'];

const judgeNetworking = onceSound(validateNetworking, String);
const judgeMaintenance = onceSound(validateMaintenance, String);
const judgeHibernation = onceSound(validateHibernation, ({ metadata, selfHosted }) =>
  [selfHosted, ...maintenanceOperationsOf(metadata)].join(' '),
);

/** The spec of a Shoot or of a template for Shoots (`ValidateShootSpec`). */
export function validateShootSpec(
  { metadata = {}, spec = {} }: Pick<Loose<Shoot>, 'metadata' | 'spec'>,
  place: SpecPlace,
  report: Report,
): void {
  const scope = scopeOf(metadata, spec, place);
  const { path, workerless, version } = scope;
  validateCloudProfile(spec, version, path, report);
  validateProvider(spec, scope, report);
  validateAddons(spec, scope, report);
  validateDns(spec.dns, version, path.child('dns'), report);
  validateExtensions(spec.extensions, path.child('extensions'), report);
  validateResources(spec.resources, path.child('resources'), report, { allowWorkloadIdentity: true });
  validateKubernetes(spec, scope, report);
  judgeNetworking(spec.networking, workerless, path.child('networking'), report);
  judgeMaintenance(spec.maintenance, workerless, path.child('maintenance'), report);
  validateMonitoring(spec.monitoring, path.child('monitoring'), report);
  const { selfHosted } = scope;
  judgeHibernation(spec.hibernation, { metadata, selfHosted }, path.child('hibernation'), report);
  validateBindings(spec, scope, report);
  validateTolerations(spec.tolerations, path.child('tolerations'), report);
  validateSystemComponents(spec.systemComponents, workerless, path.child('systemComponents'), report);
  validateControlPlaneZones(spec.controlPlane, path.child('controlPlane'), report);
  validatePlacement(spec, scope, report);
  validateNames(spec, scope, report);
}

/** Where the Shoot runs. */
function validatePlacement(spec: Loose<ShootSpec>, scope: ShootScope, report: Report): void {
  const { path, selfHosted, namespace } = scope;
  const { seedName, seedSelector } = spec;
  if ((spec.region ?? '') === '') report.required(rule['SHOOT-REGION'], path.child('region'));
  if (seedName === '') report.invalid(rule['SHOOT-SEED-EMPTY'], path.child('seedName'), seedName);
  if (seedSelector) validateLabelSelector(seedSelector, path.child('seedSelector'), report);
  if (!selfHosted) return;
  if (seedName !== undefined) report.invalid(rule['SHOOT-SEED-SELF-HOSTED'], path.child('seedName'), seedName);
  if (namespace !== 'garden')
    report.invalid(rule['SHOOT-NAMESPACE-SELF-HOSTED'], FieldPath.of('metadata', 'namespace'), namespace);
}

/** Names of other things. */
function validateNames(spec: Loose<ShootSpec>, scope: ShootScope, report: Report): void {
  const { path, namespace, inTemplate } = scope;
  const { purpose, exposureClassName, schedulerName } = spec;
  const allowed = namespace === 'garden' || inTemplate ? gardenPurposes : purposes;
  if (purpose !== undefined && !allowed.includes(purpose))
    report.notSupported(rule['SHOOT-PURPOSE'], path.child('purpose'), purpose, allowed);
  for (const problem of exposureClassName === undefined ? [] : dns1123SubdomainProblems(exposureClassName))
    report.invalid(rule['SHOOT-EXPOSURE-CLASS'], path.child('exposureClassName'), exposureClassName, {
      message: `the name of an ExposureClass ${problem}`,
    });
  for (const problem of schedulerName === undefined ? [] : dns1123LabelProblems(schedulerName))
    report.invalid(rule['SHOOT-SCHEDULER'], path.child('schedulerName'), schedulerName, {
      message: `the name of a scheduler ${problem}`,
    });
}
