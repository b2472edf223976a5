import type {
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
import { mergeCloudProfiles } from '../../namespaced-cloud-profile/merge';
import type { ShootWorld } from './world';

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
  const namespace = shoot.metadata?.namespace ?? '';
  const find = <T>(
    name: string | undefined,
    lookUp: (name: string) => T | undefined,
    missing: Missing,
  ): T | undefined => {
    if (name === undefined || name === '') return undefined;
    const found = lookUp(name);
    if (found === undefined) reportMissing(name, missing, world, report);
    return found;
  };
  const at = (kind: string, ...field: string[]): Missing => ({ kind, path: spec.child(...field) });
  return {
    profile: findProfile(shoot.spec ?? {}, namespace, world, report),
    seed: find(seedName, world.seed, at('Seed', 'seedName')),
    project: find(namespace, world.projectOf, {
      kind: 'Project of namespace',
      path: FieldPath.of('metadata', 'namespace'),
    }),
    exposureClass: find(exposureClassName, world.exposureClass, at('ExposureClass', 'exposureClassName')),
    secretBinding: find(
      secretBindingName,
      name => world.secretBinding(namespace, name),
      at('SecretBinding', 'secretBindingName'),
    ),
    credentialsBinding: find(
      credentialsBindingName,
      name => world.credentialsBinding(namespace, name),
      at('CredentialsBinding', 'credentialsBindingName'),
    ),
  };
}

interface Missing {
  readonly kind: string;
  readonly path: FieldPath;
}

function reportMissing(name: string, { kind, path }: Missing, { complete }: ShootWorld, report: Report): void {
  if (complete) {
    const message = `${kind} ${name} does not exist`;
    report.forbidden(rule['SHOOT-REFERENCE'], path, { value: name, message });
  } else
    report.add(rule['SHOOT-REFERENCE-UNCHECKED'], path, {
      value: name,
      message: `not checked: ${kind} ${name} is not here`,
    });
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
  namespace: string,
  world: ShootWorld,
  report: Report,
): Loose<CloudProfileSpec> | undefined {
  const reference = profileReference(shoot);
  const { kind = '', name = '' } = reference ?? {};
  if (name === '') return undefined;
  const found = profileOf(reference, namespace, world);
  if (found === undefined) reportMissing(name, { kind, path: spec.child('cloudProfile', 'name') }, world, report);
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
    return profile && defaultCloudProfile(profile).spec;
  }
  const profile = world.namespacedCloudProfile(namespace, name);
  const merged = profile?.status?.cloudProfileSpec;
  if (merged !== undefined && Object.keys(merged).length > 0) return defaultCloudProfile({ spec: merged }).spec;
  const parent = world.cloudProfile(profile?.spec?.parent?.name ?? '');
  return profile && parent && mergeCloudProfiles(profile, defaultCloudProfile(parent));
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
