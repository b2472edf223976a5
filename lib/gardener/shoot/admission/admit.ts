import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import type { ValidationContext } from '../../validation-context';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import { prepareShoot, withApiDefaults } from '../defaults/shoot';
import { prepareShootUpdate } from '../defaults/prepare-update';
import { validateLiveMigration, validateManagedIssuer } from './annotations';
import { validatePluginSecrets } from './api-server-secrets';
import { validateBindingMigration, validateProviderType } from './bindings';
import { isRefused, type ProfiledChange, type ShootChange } from './change';
import { completeShoot, validateProfileNamedOnce } from './complete';
import { defaultDomainsOf, validateDefaultDomain } from './complete-dns';
import { validateDomainUnique } from './domains';
import { validatePublicVersions } from './internal-versions';
import { validateShootVersion } from './kubernetes-version';
import { validateShootNetworks } from './networks';
import { validateAccessRestrictions, validateControlPlaneZones, validateRegion } from './place';
import { validateNodeLimit, validatePools } from './pools';
import { validateProfileChange } from './profile-change';
import { validateProjectMembership, validateShootTolerations } from './project';
import { validateQuotas } from './quotas';
import { findRelatives } from './relatives';
import { validateScheduling, validateSeedSelectorChange } from './scheduling';
import type { ShootWorld } from './world';

/**
 * What the API server validates after its defaults and the mutating admission plugins, when somebody creates a Shoot or updates the
 * stored one. Undefined when a plugin refuses it: then nothing else is to be said about the Shoot.
 */
export function fillShoot(
  written: Loose<Shoot>,
  old: Loose<Shoot> | undefined,
  world: ShootWorld,
  report: Report,
): ShootChange | undefined {
  const shoot = withApiDefaults(written);
  const relatives = findRelatives(shoot, world, report);
  const before = report.findings.length;
  if (old === undefined) validateProfileNamedOnce(shoot, report);
  const complete = prepareShoot(completeShoot(shoot, { relatives, world, old }, report));
  if (isRefused(report, before)) return undefined;
  return { shoot: old === undefined ? complete : prepareShootUpdate(complete, old), old, relatives, world };
}

/** What the validating admission plugins say about a Shoot that is complete and valid in itself. */
export function admitShoot(change: ShootChange, report: Report, context: ValidationContext): void {
  const { shoot, old } = change;
  const before = report.findings.length;
  for (const plugin of [validateDomainPlace, validateShootTolerations]) {
    plugin(change, report);
    if (isRefused(report, before)) return;
  }
  // a quota is exceeded by many Shoots together, so the other plugins are heard as well
  validateQuotas(change, report);
  // also metadata count: annotations and finalizers are judged
  if (old !== undefined && semanticEqual(shoot.spec, old.spec) && semanticEqual(shoot.metadata, old.metadata)) return;
  validateAgainstWorld(change, report, context);
}

function validateDomainPlace({ shoot, old, relatives, world }: ShootChange, report: Report): void {
  const { seed, project } = relatives;
  validateDefaultDomain(shoot, { domains: defaultDomainsOf(seed, world), project, old }, report);
}

/** The admission plugin ShootValidator: first what stops it at once, then all that is wrong in the fields. */
function validateAgainstWorld(change: ShootChange, report: Report, context: ValidationContext): void {
  const { profile } = change.relatives;
  const before = report.findings.length;
  const profiled: ProfiledChange | undefined = profile && { ...change, profile };
  const decisive = [
    () => profiled && validateProfileChange(profiled, report),
    () => validateProjectMembership(change, report),
    () => validateScheduling(change, report),
    () => validateManagedIssuer(change, report),
    () => validateBindingMigration(change, report),
  ];
  for (const check of decisive) {
    check();
    if (isRefused(report, before)) return;
  }
  validateSeedSelectorChange(change, report);
  validatePublicVersions(change.shoot, report);
  validateShootNetworks(change, report);
  if (profiled) validateAgainstProfile(profiled, report);
  // the binding is known to be of another provider even where the profile is kept elsewhere
  else validateProviderType(change, report);
  validatePluginSecrets(change, report);
  validateLiveMigration(change, context.featureGates, report);
  if (!semanticEqual(change.shoot.spec, change.old?.spec)) validateDomainUnique(change, report);
}

function validateAgainstProfile(change: ProfiledChange, report: Report): void {
  validateShootVersion(change, report);
  validateRegion(change, report);
  validateAccessRestrictions(change, report);
  validatePools(change, report);
  validateControlPlaneZones(change, report);
  validateNodeLimit(change, report);
}
