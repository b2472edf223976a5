import type { EncryptionConfig } from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateEncryptionConfig)', {
  'K8S-ENCRYPTION-CASE': 'a resource to encrypt is written in lower case',
  'K8S-ENCRYPTION-NO-API': 'this resource has no API of its own and cannot be encrypted',
  'K8S-ENCRYPTION-DOT': {
    reason: 'a resource to encrypt does not end with a dot',
    fix: 'leave the dot out in the core group',
  },
  'K8S-ENCRYPTION-WILDCARD': {
    reason: 'resources to encrypt are listed one by one',
    fix: 'name the resources instead of "*"',
  },
  'K8S-ENCRYPTION-EVENTS': { reason: 'events are stored in the core group', fix: 'write events' },
  'K8S-ENCRYPTION-EXTENSIONS': 'the API group extensions does not exist any more',
  'K8S-ENCRYPTION-DUPLICATE': { reason: 'a resource to encrypt is listed once', fix: 'remove the second entry' },
  'K8S-ENCRYPTION-DEFAULT': { reason: 'this resource is always encrypted', fix: 'remove the entry' },
  'K8S-ENCRYPTION-PROVIDER': 'this way of encryption does not exist',
  'K8S-ENCRYPTION-AESGCM': {
    reason: 'aesgcm is safe only while its key is rotated automatically',
    fix: 'set maintenance.autoRotation.credentials.etcdEncryptionKey.rotationPeriod, or use aescbc or secretbox',
  },
});

/** The rules about encryption at rest. */
export const encryptionRules = Object.values(rule);

/** Ways of encryption at rest. */
export const encryptionProviders = ['aescbc', 'aesgcm', 'secretbox'] as const;

/** What decides about encryption beside its configuration. */
export interface EncryptionOptions {
  /** Resources that are encrypted anyway, as {@link groupResource} writes them; `secrets` for a kube-apiserver. */
  readonly alwaysEncrypted: readonly string[];
  /** The encryption key is rotated automatically; undefined where that does not matter. */
  readonly autoRotation: boolean | undefined;
}

const withoutApi = new Set(['apiserveripinfo', 'serviceipallocations', 'servicenodeportallocations']);

/** Encryption at rest of an API server; `path` is the encryption configuration. */
export function validateEncryptionConfig(
  config: Loose<EncryptionConfig> | undefined,
  options: EncryptionOptions,
  path: FieldPath,
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, resource] of (config?.resources ?? []).entries()) {
    const entry = path.child('resources').index(index);
    validateResource(resource, entry, report);
    const id = groupResource(resource);
    if (seen.has(id)) report.duplicate(rule['K8S-ENCRYPTION-DUPLICATE'], entry, resource);
    if (options.alwaysEncrypted.includes(id))
      report.forbidden(rule['K8S-ENCRYPTION-DEFAULT'], entry, { value: resource });
    seen.add(id);
  }
  validateProvider(config?.provider?.type, options, path, report);
}

function validateResource(resource: string, path: FieldPath, report: Report): void {
  const group = groupOf(resource);
  if (resource.toLowerCase() !== resource) report.invalid(rule['K8S-ENCRYPTION-CASE'], path, resource);
  if (withoutApi.has(resource)) report.invalid(rule['K8S-ENCRYPTION-NO-API'], path, resource);
  if (resource.endsWith('.')) report.invalid(rule['K8S-ENCRYPTION-DOT'], path, resource);
  if (resource.includes('*')) report.invalid(rule['K8S-ENCRYPTION-WILDCARD'], path, resource);
  if (group === 'events.k8s.io') report.invalid(rule['K8S-ENCRYPTION-EVENTS'], path, resource);
  if (group === 'extensions') report.invalid(rule['K8S-ENCRYPTION-EXTENSIONS'], path, resource);
}

function validateProvider(
  type: string | undefined,
  { autoRotation }: EncryptionOptions,
  path: FieldPath,
  report: Report,
): void {
  if (type === undefined) return;
  if (!(encryptionProviders as readonly string[]).includes(type))
    report.notSupported(rule['K8S-ENCRYPTION-PROVIDER'], path.child('provider', 'type'), type, encryptionProviders);
  if (type === 'aesgcm' && autoRotation === false)
    report.forbidden(rule['K8S-ENCRYPTION-AESGCM'], path.child('provider', 'type'), { value: type });
}

/** One name for a resource: `configmaps` and `configmaps.` are the same (apimachinery `ParseGroupResource`). */
export function groupResource(text: string): string {
  return text.endsWith('.') && text.indexOf('.') === text.length - 1 ? text.slice(0, -1) : text;
}

function groupOf(resource: string): string {
  const dot = resource.indexOf('.');
  return dot < 0 ? '' : resource.slice(dot + 1);
}
