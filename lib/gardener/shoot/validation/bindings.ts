import type { ShootSpec } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { isFromMinor, type KubernetesVersion } from '../../kubernetes/version';
import type { ShootScope } from './scope';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'SHOOT-PROFILE-NAME-GONE': {
    reason: 'from Kubernetes 1.34 on cloudProfileName is no longer supported',
    fix: 'set cloudProfile.name instead',
  },
  'SHOOT-PROFILE': { reason: 'a Shoot needs a CloudProfile', fix: 'set cloudProfile.name' },
  'SHOOT-PROFILE-KIND': 'a Shoot refers to a CloudProfile or a NamespacedCloudProfile',
  'SHOOT-BINDING-WORKERLESS': { reason: 'a Shoot without workers needs no credentials', fix: 'remove the field' },
  'SHOOT-BINDING': { reason: 'a Shoot needs credentials', fix: 'set credentialsBindingName' },
  'SHOOT-BINDING-BOTH': {
    reason: 'a Shoot has one binding',
    fix: 'set credentialsBindingName only',
  },
  'SHOOT-BINDING-GONE': {
    reason: 'from Kubernetes 1.34 on secretBindingName is no longer supported',
    fix: 'set credentialsBindingName instead',
  },
});

/** The rules about CloudProfile and credentials. */
export const bindingRules = Object.values(rule);

const profileKinds = ['CloudProfile', 'NamespacedCloudProfile'] as const;

/** The reference to a CloudProfile; `path` is the spec (`ValidateCloudProfileReference`). */
export function validateCloudProfile(
  { cloudProfile, cloudProfileName = '' }: Loose<ShootSpec>,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  if (cloudProfileName !== '' && isFromMinor(version, 34))
    report.forbidden(rule['SHOOT-PROFILE-NAME-GONE'], path.child('cloudProfileName'));
  const { kind = '', name = '' } = cloudProfile ?? { kind: 'CloudProfile', name: cloudProfileName };
  if (name === '') report.required(rule['SHOOT-PROFILE'], path.child('cloudProfile', 'name'));
  else if (!(profileKinds as readonly string[]).includes(kind))
    report.notSupported(rule['SHOOT-PROFILE-KIND'], path.child('cloudProfile', 'kind'), kind, profileKinds);
}

/** The credentials of a Shoot: none without workers, one binding with workers, either when it is self-hosted. */
export function validateBindings(
  { secretBindingName: secret, credentialsBindingName: credentials }: Loose<ShootSpec>,
  { workerless, selfHosted, version, path }: ShootScope,
  report: Report,
): void {
  if (workerless) {
    if (secret !== undefined) report.forbidden(rule['SHOOT-BINDING-WORKERLESS'], path.child('secretBindingName'));
    if (credentials !== undefined)
      report.forbidden(rule['SHOOT-BINDING-WORKERLESS'], path.child('credentialsBindingName'));
    return;
  }
  if (selfHosted) return;
  const [hasSecret, hasCredentials] = [(secret ?? '') !== '', (credentials ?? '') !== ''];
  // upstream reports all of this at the older field
  if (!hasSecret && !hasCredentials) report.required(rule['SHOOT-BINDING'], path.child('secretBindingName'));
  if (!hasSecret) return;
  if (hasCredentials) report.forbidden(rule['SHOOT-BINDING-BOTH'], path.child('secretBindingName'));
  if (isFromMinor(version, 34)) report.forbidden(rule['SHOOT-BINDING-GONE'], path.child('secretBindingName'));
}
