import type {
  CloudProfile,
  CloudProfileReference,
  CloudProfileSpec,
  ExposureClass,
  Project,
  SecretBinding,
  Seed,
  Shoot,
  ShootSpec,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { CredentialsBinding } from '../../../../imports/security.gardener.cloud/v1alpha1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { defaultCloudProfile } from '../../cloud-profile/defaults';
import { defaultNamespacedCloudProfile } from '../../namespaced-cloud-profile/defaults';
import { mergeCloudProfiles } from '../../namespaced-cloud-profile/merge';
import type { ReferredKind, ShootWorld } from './world';

const rule = ruleTable('gardener:plugin/pkg/shoot v1.150', {
  'SHOOT-REFERENCE': {
    reason: 'the object that the Shoot refers to does not exist',
    fix: 'create it first, or correct the name',
  },
  'SHOOT-REFERENCE-UNCHECKED': {
    severity: 'notice',
    reason: 'the object that the Shoot refers to is not here, so what depends on it is not checked',
  },
});

/** The rules about objects that a Shoot refers to. */
export const relativeRules = Object.values(rule);

/** The objects that a Shoot refers to, as far as they are known. */
export interface ShootRelatives {
  /** The effective profile: that of a NamespacedCloudProfile is merged with its parent. */
  readonly profile: Loose<CloudProfileSpec> | undefined;
  readonly seed: Loose<Seed> | undefined;
  readonly project: Loose<Project> | undefined;
  readonly exposureClass: Loose<ExposureClass> | undefined;
  readonly secretBinding: Loose<SecretBinding> | undefined;
  readonly credentialsBinding: Loose<CredentialsBinding> | undefined;
}

const spec = FieldPath.of('spec');

/** Looks up what the Shoot refers to, and reports once what is not there. */
export function findRelatives(shoot: Loose<Shoot>, world: ShootWorld, report: Report): ShootRelatives {
  const { seedName, exposureClassName, secretBindingName, credentialsBindingName } = shoot.spec ?? {};
  // the namespace of a fragment is not known yet, and neither is what it holds
  const namespace = shoot.metadata?.namespace;
  const here = <T>(lookUp: (namespace: string, name: string) => T | undefined) =>
    namespace === undefined ? undefined : (name: string): T | undefined => lookUp(namespace, name);
  const find = <T>(place: Place, lookUp: ((name: string) => T | undefined) | undefined): T | undefined => {
    const { name = '' } = place;
    if (name === '' || lookUp === undefined) return undefined;
    const found = lookUp(name);
    if (found === undefined) reportMissing(place, world, report);
    return found;
  };
  const at = (field: string): FieldPath => spec.child(field);
  return {
    profile: findProfile(shoot.spec ?? {}, namespace, world, report),
    seed: find({ kind: 'Seed', name: seedName, path: at('seedName') }, world.seed),
    project: find({ kind: 'Project', name: namespace, path: FieldPath.of('metadata', 'namespace') }, world.projectOf),
    exposureClass: find(
      { kind: 'ExposureClass', name: exposureClassName, path: at('exposureClassName') },
      world.exposureClass,
    ),
    secretBinding: find(
      { kind: 'SecretBinding', namespace, name: secretBindingName, path: at('secretBindingName') },
      here(world.secretBinding),
    ),
    credentialsBinding: find(
      { kind: 'CredentialsBinding', namespace, name: credentialsBindingName, path: at('credentialsBindingName') },
      here(world.credentialsBinding),
    ),
  };
}

/** A field that names an object; a Project is named by its namespace. */
interface Place {
  readonly kind: ReferredKind;
  readonly namespace?: string | undefined;
  readonly name: string | undefined;
  readonly path: FieldPath;
}

function reportMissing({ kind, namespace, name = '', path }: Place, world: ShootWorld, report: Report): void {
  const shown = kind === 'Project' ? `Project of namespace ${name}` : `${kind} ${name}`;
  const absence = world.absenceOf(kind, namespace, name);
  if (absence.state === 'absent')
    report.forbidden(rule['SHOOT-REFERENCE'], path, {
      value: name,
      message: `${shown} does not exist`,
      ...(absence.near !== undefined && { fix: `did you mean ${absence.near}` }),
    });
  else if (absence.state === 'unknown')
    report.add(rule['SHOOT-REFERENCE-UNCHECKED'], path, { value: name, message: `not checked: ${shown} is not here` });
}

/** The profile that a Shoot names, under its new or its old name (`BuildCoreCloudProfileReference`). */
export function profileReference({
  cloudProfile,
  cloudProfileName,
}: Loose<ShootSpec>): Loose<CloudProfileReference> | undefined {
  if (cloudProfile !== undefined)
    return (cloudProfile.kind ?? '') === '' ? { ...cloudProfile, kind: 'CloudProfile' } : cloudProfile;
  return (cloudProfileName ?? '') === '' ? undefined : { kind: 'CloudProfile', name: cloudProfileName };
}

function findProfile(
  shoot: Loose<ShootSpec>,
  namespace: string | undefined,
  world: ShootWorld,
  report: Report,
): Loose<CloudProfileSpec> | undefined {
  const reference = profileReference(shoot);
  const { name = '' } = reference ?? {};
  const kind = reference?.kind === 'NamespacedCloudProfile' ? reference.kind : 'CloudProfile';
  if (name === '' || (kind !== 'CloudProfile' && namespace === undefined)) return undefined;
  const found = profileOf(reference, namespace ?? '', world);
  const path = spec.child('cloudProfile', 'name');
  const home = kind === 'CloudProfile' ? undefined : namespace;
  if (found === undefined) reportMissing({ kind, namespace: home, name, path }, world, report);
  return found;
}

/** The effective profile behind a reference. */
export function profileOf(
  reference: Loose<CloudProfileReference> | undefined,
  namespace: string,
  world: ShootWorld,
): Loose<CloudProfileSpec> | undefined {
  const { kind, name = '' } = reference ?? {};
  if (kind !== 'NamespacedCloudProfile') {
    const profile = world.cloudProfile(name);
    return profile && defaulted(profile).spec;
  }
  const profile = world.namespacedCloudProfile(namespace, name);
  const merged = profile?.status?.cloudProfileSpec;
  if (merged !== undefined && Object.keys(merged).length > 0) return defaultCloudProfile({ spec: merged }).spec;
  const parent = world.cloudProfile(profile?.spec?.parent?.name ?? '');
  return profile && parent && mergeCloudProfiles(defaultNamespacedCloudProfile(profile), defaulted(parent));
}

const defaults = new WeakMap<Loose<CloudProfile>, Loose<CloudProfile>>();

/** Many Shoots share a profile. */
function defaulted(profile: Loose<CloudProfile>): Loose<CloudProfile> {
  let result = defaults.get(profile);
  if (result === undefined) defaults.set(profile, (result = defaultCloudProfile(profile)));
  return result;
}

/** Name of the CloudProfile at the root of a reference (`getRootCloudProfile`). */
export function rootProfile(
  reference: Loose<CloudProfileReference> | undefined,
  namespace: string,
  world: ShootWorld,
): string | undefined {
  const { kind, name = '' } = reference ?? {};
  return kind === 'NamespacedCloudProfile' ? world.namespacedCloudProfile(namespace, name)?.spec?.parent?.name : name;
}
