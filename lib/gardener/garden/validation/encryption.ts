import type { EncryptionConfig } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { groupResource } from '../../kubernetes/encryption';

const rule = ruleTable(
  'gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150 (validateGardenerAPIServerConfig)',
  {
    'GARDEN-ENCRYPTION-CASE': 'a resource to encrypt is written in lower case',
    'GARDEN-ENCRYPTION-WILDCARD': { reason: 'resources to encrypt are listed one by one', fix: 'name the resources' },
    'GARDEN-ENCRYPTION-DUPLICATE': { reason: 'a resource to encrypt is listed once', fix: 'remove the second entry' },
    'GARDEN-ENCRYPTION-DEFAULT': { reason: 'this resource is always encrypted', fix: 'remove the entry' },
    'GD-07': {
      reason: 'the gardener-apiserver encrypts only resources that it serves',
      fix: 'list a resource of another API group below kubeAPIServer.encryptionConfig',
    },
    'GARDEN-ENCRYPTION-PROVIDER': {
      reason: 'both API servers of the virtual garden must encrypt in the same way',
      fix: 'set the same provider.type below kubeAPIServer.encryptionConfig',
    },
  },
);

/** The rules about encryption by the gardener-apiserver. */
export const gardenerEncryptionRules = Object.values(rule);

/** The API groups that the gardener-apiserver serves (`gardener:pkg/utils/gardener/operator/garden.go` v1.150). */
const servedGroups: readonly string[] = [
  'authentication.gardener.cloud',
  'core.gardener.cloud',
  'operations.gardener.cloud',
  'security.gardener.cloud',
  'seedmanagement.gardener.cloud',
];

const alwaysEncrypted: readonly string[] = [
  'controllerdeployments.core.gardener.cloud',
  'controllerregistrations.core.gardener.cloud',
  'internalsecrets.core.gardener.cloud',
  'shootstates.core.gardener.cloud',
];

/** Whether the gardener-apiserver serves a resource such as `projects.core.gardener.cloud`; the kube-apiserver serves the others. */
export function isServedByGardener(resource: string): boolean {
  const dot = resource.indexOf('.');
  return dot >= 0 && servedGroups.includes(resource.slice(dot + 1));
}

/** The encryption of both API servers. */
export interface GardenerEncryption {
  readonly config: EncryptionFields | undefined;
  readonly kubeAPIServer: EncryptionFields | undefined;
}

type EncryptionFields = Loose<Omit<EncryptionConfig, 'provider'>> &
  Loose<{ readonly provider: { readonly type: string } }>;

/** Encryption by the gardener-apiserver; `path` is its configuration. */
export function validateGardenerEncryption(
  { config, kubeAPIServer }: GardenerEncryption,
  path: FieldPath,
  report: Report,
): void {
  if (config === undefined) return;
  const seen = new Set<string>();
  for (const [index, resource] of (config.resources ?? []).entries()) {
    const at = path.child('resources').index(index);
    const id = groupResource(resource);
    if (resource.toLowerCase() !== resource) report.invalid(rule['GARDEN-ENCRYPTION-CASE'], at, resource);
    if (resource.includes('*')) report.invalid(rule['GARDEN-ENCRYPTION-WILDCARD'], at, resource);
    if (seen.has(id)) report.duplicate(rule['GARDEN-ENCRYPTION-DUPLICATE'], at, resource);
    if (alwaysEncrypted.includes(id)) report.forbidden(rule['GARDEN-ENCRYPTION-DEFAULT'], at, { value: resource });
    if (!isServedByGardener(resource)) report.invalid(rule['GD-07'], at, resource, { allowed: servedGroups });
    seen.add(id);
  }
  const [ours, theirs] = [config.provider?.type ?? '', kubeAPIServer?.provider?.type ?? ''];
  if (ours === theirs) return;
  const message = `the gardener-apiserver encrypts with ${ours || 'nothing'}, the kube-apiserver with ${theirs || 'nothing'}`;
  report.invalid(rule['GARDEN-ENCRYPTION-PROVIDER'], path.child('provider', 'type'), ours, { message });
}
