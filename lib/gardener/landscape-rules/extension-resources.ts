import type { NamedResourceReference, Shoot } from '../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { groupOf } from '../../core/object';
import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { ViewObject } from '../../rules/view';
import { FieldPattern, type FoundField } from './field-pattern';

const rule = ruleTable('gardener:docs/extensions/referenced-resources.md v1.150', {
  'XR-EXTENSION-NAME': {
    reason:
      'an extension finds a Secret or ConfigMap by the name of an entry of spec.resources, and there is none of this name',
    fix: 'write the name of an entry of spec.resources, or add one',
  },
  'XR-EXTENSION-KIND': {
    reason: 'the entry of spec.resources refers to an object of another kind than the extension reads',
    fix: 'refer to an object of the right kind',
  },
});

type Fields = Readonly<Record<string, unknown>>;

/** A field of the configuration of an extension that names an entry of `spec.resources`. */
interface NamingField {
  readonly pattern: FieldPattern;
  /** What the extension reads. */
  readonly kinds: readonly string[];
}

const naming = (pattern: string, ...kinds: readonly string[]): NamingField => ({
  pattern: new FieldPattern(pattern),
  kinds,
});

/**
 * Configurations by their API group.
 *
 * Upstream: `gardener-extension-registry-cache:pkg/apis/{registry,mirror}`, `gardener-extension-shoot-rsyslog-relp:pkg/apis/rsyslog`,
 * `gardener-extension-shoot-cert-service:pkg/controller/extension/shared/deployer_issuers.go`,
 * `gardener-extension-shoot-dns-service:pkg/apis/service/validation/validation.go`,
 * `gardener-extension-shoot-falco-service:pkg/apis/service`, `metal-stack/gardener-extension-audit:pkg/apis/audit`,
 * `gardener-extension-auditing:pkg/apis/auditing`.
 */
const fieldsByGroup: Readonly<Record<string, readonly NamingField[]>> = {
  'audit.metal.extensions.gardener.cloud': [
    naming('backends.splunk.secretResourceName', 'Secret'),
    naming('backends.s3.secretResourceName', 'Secret'),
    naming('backends.customForwarding.secretResourceName', 'Secret'),
    naming('backends.customForwarding.configMapResourceName', 'ConfigMap'),
  ],
  'auditing.extensions.gardener.cloud': [naming('backends[].http.tls.secretReferenceName', 'Secret')],
  'falco.extensions.gardener.cloud': [
    naming('destinations[].resourceSecretName', 'Secret'),
    naming('rules.custom[].resourceName', 'ConfigMap'),
  ],
  'mirror.extensions.gardener.cloud': [naming('mirrors[].hosts[].caBundleSecretReferenceName', 'Secret')],
  'registry.extensions.gardener.cloud': [naming('caches[].secretReferenceName', 'Secret')],
  'rsyslog-relp.extensions.gardener.cloud': [
    naming('tls.secretReferenceName', 'Secret'),
    naming('auditConfig.configMapReferenceName', 'ConfigMap'),
  ],
  'service.cert.extensions.gardener.cloud': [
    naming('issuers[].privateKeySecretName', 'Secret'),
    naming('issuers[].externalAccountBinding.keySecretName', 'Secret'),
  ],
  'service.dns.extensions.gardener.cloud': [
    naming('providers[].secretName', 'Secret'),
    naming('providers[].credentials', 'Secret', 'WorkloadIdentity'),
  ],
};

/** Names in the configurations of a Shoot's extensions that its `spec.resources` must have. */
export const extensionResourceCheck: Check = {
  rules: Object.values(rule),
  kinds: ['core.gardener.cloud/Shoot'],
  object({ object }: ViewObject, report: Report): void {
    const { extensions = [], resources = [] } = (object as unknown as Loose<Shoot>).spec ?? {};
    for (const [index, { providerConfig, disabled }] of extensions.entries()) {
      const config = providerConfig as Fields | undefined;
      if (config === undefined || disabled === true) continue;
      const { apiVersion } = config;
      const read = active(config);
      const path = FieldPath.of('spec', 'extensions').index(index).child('providerConfig');
      for (const { pattern, kinds } of typeof apiVersion === 'string' ? (fieldsByGroup[groupOf(apiVersion)] ?? []) : [])
        for (const found of pattern.find(read, path)) judgeName(found, { kinds, resources }, report);
    }
  },
};

/** What an extension reads of its configuration: nothing of what is switched off, and no providers that its webhook takes from the Shoot. */
function active(config: Fields): Fields {
  if (config['enabled'] === false) return {};
  const isSynced = config['syncProvidersFromShootSpecDNS'] === true;
  return Object.fromEntries(
    Object.entries(config)
      .filter(([field]) => !(isSynced && field === 'providers'))
      .map(([field, value]) => [field, activeValue(value)]),
  );
}

function activeValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(activeValue);
  return typeof value === 'object' && value !== null ? active(value as Fields) : value;
}

interface Wanted {
  readonly kinds: readonly string[];
  readonly resources: readonly Loose<NamedResourceReference>[];
}

function judgeName({ value, path }: FoundField, { kinds, resources }: Wanted, report: Report): void {
  if (typeof value !== 'string' || value === '') return;
  const resource = resources.find(({ name }) => name === value);
  if (resource === undefined) {
    const names = resources.map(({ name = '' }) => name);
    const near = suggest(value, names);
    const fix = near === undefined ? {} : { fix: `write ${near}` };
    return report.invalid(rule['XR-EXTENSION-NAME'], path, value, { allowed: names, ...fix });
  }
  const { kind = '' } = resource.resourceRef ?? {};
  if (kind !== '' && !kinds.includes(kind))
    report.invalid(rule['XR-EXTENSION-KIND'], path, value, { message: `${value} is a ${kind}`, allowed: kinds });
}
