import type { SecretBinding } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import type { ShootChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150', {
  'SHOOT-BINDING-SECRET': {
    reason: 'when a CredentialsBinding replaces a SecretBinding, it refers to the same Secret',
    fix: 'let the new binding refer to the Secret of the old one',
  },
  'SHOOT-PROVIDER-PROFILE': {
    reason: 'the provider type is that of the CloudProfile',
    fix: 'correct spec.provider.type',
  },
  'SHOOT-PROVIDER-BINDING': {
    reason: 'the provider type is that of the SecretBinding or CredentialsBinding',
    fix: 'refer to a binding of the same provider',
  },
});

/** The rules about credentials bindings. */
export const bindingRules = Object.values(rule);

const spec = FieldPath.of('spec');

/** A CredentialsBinding that takes the place of a SecretBinding (`validateSecretBindingToCredentialsBindingMigration`). */
export function validateBindingMigration({ shoot, old, relatives, world }: ShootChange, report: Report): void {
  const { credentialsBinding } = relatives;
  const before = old?.spec?.secretBindingName;
  if (before === undefined || shoot.spec?.secretBindingName !== undefined) return;
  if (credentialsBinding === undefined || old?.spec?.credentialsBindingName !== undefined) return;
  const secretBinding = world.secretBinding(shoot.metadata?.namespace ?? '', before);
  if (secretBinding === undefined) return;
  const { name, namespace } = secretBinding.secretRef ?? {};
  const same = { apiVersion: 'v1', kind: 'Secret', name, namespace };
  if (semanticEqual(credentialsBinding.credentialsRef, same)) return;
  const value = shoot.spec?.credentialsBindingName;
  report.forbidden(rule['SHOOT-BINDING-SECRET'], spec.child('credentialsBindingName'), { value });
}

/** The provider type is that of everything the Shoot refers to; false when it is not. */
export function validateProviderType({ shoot, relatives }: ShootChange, report: Report): boolean {
  const { profile, secretBinding, credentialsBinding } = relatives;
  const type = shoot.spec?.provider?.type ?? '';
  const path = spec.child('provider', 'type');
  if (profile !== undefined && (profile.type ?? '') !== type) {
    report.invalid(rule['SHOOT-PROVIDER-PROFILE'], path, type, { allowed: [profile.type ?? ''] });
    return false;
  }
  const allowed = [
    secretBinding && typesOf(secretBinding),
    credentialsBinding && [credentialsBinding.provider?.type ?? ''],
  ];
  const violated = allowed.find(types => types?.includes(type) === false);
  if (violated !== undefined) report.invalid(rule['SHOOT-PROVIDER-BINDING'], path, type, { allowed: violated });
  return violated === undefined;
}

/** A SecretBinding may name several types, separated by commas. */
function typesOf({ provider }: Loose<SecretBinding>): readonly string[] {
  return provider?.type?.split(',') ?? [];
}
