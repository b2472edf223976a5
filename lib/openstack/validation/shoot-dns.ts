import { FieldPath } from '../../core/field-path';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { ShootObject } from '../objects';
import type { SecretTexts } from './credentials';
import { validateCredentials } from './secret';

const rule = ruleTable('provider-openstack:pkg/admission/validator/shoot.go v1.58', {
  'OS-DNS-CREDENTIALS-MISSING': {
    reason: 'the primary DNS provider of type openstack-designate needs credentials',
    fix: 'write credentialsRef',
  },
  'OS-DNS-CREDENTIALS-NOT-FOUND': 'the Secret with the credentials of the DNS provider does not exist',
  'OS-DNS-CREDENTIALS-KIND': 'the credentials of the DNS provider are a Secret',
});

/** Rules of DNS providers of a Shoot. */
export const shootDNSRules = Object.values(rule);

const designate = 'openstack-designate';

/** Judges the primary DNS provider of a Shoot, if it is Designate, and the Secret that it refers to. */
export function validateShootDNS(
  shoot: ShootObject,
  secretOf: (name: string) => SecretTexts | 'absent' | undefined,
  report: Report,
): void {
  for (const [index, provider] of (shoot.spec?.dns?.providers ?? []).entries()) {
    if (provider.type !== designate || provider.primary !== true) continue;
    const { credentialsRef, secretName = '' } = provider;
    const place = FieldPath.of('spec', 'dns', 'providers').index(index);
    const path = place.child(credentialsRef === undefined && secretName !== '' ? 'secretName' : 'credentialsRef');
    if (credentialsRef === undefined && secretName === '') {
      report.required(rule['OS-DNS-CREDENTIALS-MISSING'], path);
      continue;
    }
    if (credentialsRef !== undefined && (credentialsRef.apiVersion !== 'v1' || credentialsRef.kind !== 'Secret')) {
      report.invalid(rule['OS-DNS-CREDENTIALS-KIND'], path, credentialsRef.kind);
      continue;
    }
    const name = credentialsRef === undefined ? secretName : (credentialsRef.name ?? '');
    const data = secretOf(name);
    if (data === 'absent') report.notFound(rule['OS-DNS-CREDENTIALS-NOT-FOUND'], path, name);
    else if (data !== undefined) validateCredentials(data, { path, forDNS: true, report });
  }
}
