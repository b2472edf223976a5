import type { GardenletConfiguration } from '../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type {
  GardenletConfig,
  ManagedSeed,
  ManagedSeedSpec,
} from '../../../imports/seedmanagement.gardener.cloud/v1alpha1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { dns1123LabelProblems } from '../../core/names';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateGardenletConfigurationUpdate } from '../gardenlet-configuration/validation';
import { validateEmbeddedConfiguration } from '../gardenlet-configuration/validation/embedded';
import { validateGardenletDeployment } from '../validation/gardenlet-deployment';
import { validateImmutable } from '../../kubernetes/meta/immutable';
import { validateObjectMeta, validateObjectMetaUpdate } from '../../kubernetes/meta/object-meta';
import { validateOperation, validateOperationUpdate } from '../validation/operation-annotation';

const rule = ruleTable('gardener:pkg/api/seedmanagement/validation/managedseed.go v1.150', {
  'MANAGED-SEED-SHOOT': { reason: 'a ManagedSeed turns a Shoot into a seed', fix: 'set spec.shoot.name' },
  'MANAGED-SEED-SHOOT-NAME': { reason: 'the Shoot that becomes a seed needs a name', fix: 'set spec.shoot.name' },
  'MANAGED-SEED-BOOTSTRAP': 'the way in which the gardenlet gets its first credentials must be one that Gardener knows',
  'MANAGED-SEED-SHOOT-FIXED': {
    reason: 'a ManagedSeed stays with its Shoot',
    fix: 'delete the ManagedSeed and create one for the other Shoot',
  },
  'MS-12': 'bootstrap and mergeWithParent never change once the ManagedSeed exists',
});

/** The rules about ManagedSeeds alone. */
export const managedSeedRules = Object.values(rule);

/** Where a ManagedSeed spec lies: in an object of its own, or in the template of a ManagedSeedSet. */
export interface ManagedSeedScope {
  readonly path: FieldPath;
  readonly inTemplate: boolean;
}

const metadataPath = FieldPath.of('metadata');
const specPath = FieldPath.of('spec');
const operations = ['reconcile', 'renew-kubeconfig'];
const bootstraps = ['ServiceAccount', 'BootstrapToken', 'None'];

/** A new ManagedSeed (`ValidateManagedSeed`). */
export function validateManagedSeed(managedSeed: Loose<ManagedSeed>, report: Report): void {
  const scope = { namespaced: true, nameProblems: dns1123LabelProblems, path: metadataPath };
  validateObjectMeta(managedSeed.metadata, scope, report);
  validateOperation(managedSeed.metadata, operations, report);
  validateManagedSeedSpec(managedSeed.spec, { path: specPath, inTemplate: false }, report);
}

/** A changed ManagedSeed against the stored one (`ValidateManagedSeedUpdate`). */
export function validateManagedSeedUpdate(next: Loose<ManagedSeed>, old: Loose<ManagedSeed>, report: Report): void {
  validateObjectMetaUpdate(next.metadata, old.metadata, metadataPath, report);
  validateOperationUpdate(next, old, report);
  validateManagedSeedSpecUpdate(next.spec, old.spec, specPath, report);
  validateManagedSeed(next, report);
}

/** The spec of a ManagedSeed (`ValidateManagedSeedSpec`). */
export function validateManagedSeedSpec(
  spec: Loose<ManagedSeedSpec> | undefined,
  scope: ManagedSeedScope,
  report: Report,
): void {
  const { path, inTemplate } = scope;
  if (!inTemplate) validateShoot(spec?.shoot, path.child('shoot'), report);
  validateGardenlet(spec?.gardenlet ?? {}, path.child('gardenlet'), report);
}

/** What stays as it is in the spec of a ManagedSeed (`ValidateManagedSeedSpecUpdate`). */
export function validateManagedSeedSpecUpdate(
  next: Loose<ManagedSeedSpec> | undefined,
  old: Loose<ManagedSeedSpec> | undefined,
  path: FieldPath,
  report: Report,
): void {
  const shoot = { next: next?.shoot, old: old?.shoot, path: path.child('shoot') };
  validateImmutable(rule['MANAGED-SEED-SHOOT-FIXED'], shoot, report);
  const gardenletPath = path.child('gardenlet');
  const [config, oldConfig] = [configOf(next?.gardenlet), configOf(old?.gardenlet)];
  validateGardenletConfigurationUpdate(config, oldConfig, gardenletPath.child('config'), report);
  for (const field of ['bootstrap', 'mergeWithParent'] as const) {
    const [after, before] = [next?.gardenlet?.[field], old?.gardenlet?.[field]];
    validateImmutable(rule['MS-12'], { next: after, old: before, path: gardenletPath.child(field) }, report);
  }
}

function validateShoot(shoot: Loose<ManagedSeedSpec>['shoot'], path: FieldPath, report: Report): void {
  if (shoot === undefined) report.required(rule['MANAGED-SEED-SHOOT'], path);
  else if ((shoot.name ?? '') === '') report.required(rule['MANAGED-SEED-SHOOT-NAME'], path.child('name'));
}

function validateGardenlet(gardenlet: Loose<GardenletConfig>, path: FieldPath, report: Report): void {
  validateGardenletDeployment(gardenlet.deployment, path.child('deployment'), report);
  const bootstrap: string = gardenlet.bootstrap ?? 'None';
  const start = { bootstrap, mergeWithParent: gardenlet.mergeWithParent ?? false };
  validateEmbeddedConfiguration(configOf(gardenlet) ?? {}, start, path.child('config'), report);
  if (!bootstraps.includes(bootstrap))
    report.notSupported(rule['MANAGED-SEED-BOOTSTRAP'], path.child('bootstrap'), bootstrap, bootstraps);
}

/** The field is free-form in the API, because the gardenlet has a group of its own for its configuration. */
function configOf(gardenlet: Loose<GardenletConfig> | undefined): Loose<GardenletConfiguration> | undefined {
  return gardenlet?.config;
}
