import type { CloudProfileReference, DNSProvider, ShootSpec } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { isFromMinor, kubernetesVersion, type KubernetesVersion } from '../../kubernetes/version';
import { draft, omit } from './fill';

/**
 * Brings the old and the new name of one thing together: cloudProfileName and cloudProfile, secretName and credentialsRef of DNS
 * providers. Which of them exist depends on the Kubernetes version.
 *
 * Sources: gardener:pkg/utils/gardener/cloudprofile.go (SyncCloudProfileFields),
 * gardener:pkg/apiserver/registry/core/shoot/strategy.go (SyncDNSProviderCredentials) v1.150.
 */
export function prepareShootSpec(spec: Loose<ShootSpec>, deletionTimestamp: string | undefined): Loose<ShootSpec> {
  const version = kubernetesVersion(spec.kubernetes?.version ?? '');
  const { dns } = spec;
  const synced = deletionTimestamp === undefined ? syncCloudProfile(spec, version) : spec;
  if (dns?.providers === undefined || isFromMinor(version, 35)) return synced;
  return { ...synced, dns: { ...dns, providers: dns.providers.map(syncCredentials) } };
}

function syncCloudProfile(spec: Loose<ShootSpec>, version: KubernetesVersion): Loose<ShootSpec> {
  const { cloudProfileName: name } = spec;
  const synced = isFromMinor(version, 34) ? spec.cloudProfile && withKind(spec.cloudProfile) : cloudProfileOf(spec);
  if (synced === undefined) return spec;
  const result = draft(spec);
  result.cloudProfile = synced;
  if (isFromMinor(version, 34)) return result;
  if (synced.kind !== 'CloudProfile') return omit(result, 'cloudProfileName');
  const differs = name !== undefined && name !== '' && name !== synced.name;
  if (!isFromMinor(version, 33) || differs) result.cloudProfileName = synced.name ?? '';
  return result;
}

function cloudProfileOf({
  cloudProfile,
  cloudProfileName: name,
}: Loose<ShootSpec>): Loose<CloudProfileReference> | undefined {
  if (cloudProfile !== undefined) return withKind(cloudProfile);
  return name === undefined ? undefined : { kind: 'CloudProfile', name };
}

function withKind(reference: Loose<CloudProfileReference>): Loose<CloudProfileReference> {
  return (reference.kind ?? '') === '' ? { ...reference, kind: 'CloudProfile' } : reference;
}

function syncCredentials(provider: Loose<DNSProvider>): Loose<DNSProvider> {
  const { secretName, credentialsRef } = provider;
  if (secretName !== undefined && credentialsRef === undefined)
    return { ...provider, credentialsRef: { apiVersion: 'v1', kind: 'Secret', name: secretName } };
  const isSecret = credentialsRef?.apiVersion === 'v1' && credentialsRef.kind === 'Secret';
  if (secretName !== undefined || !isSecret) return provider;
  return { ...provider, secretName: credentialsRef.name ?? '' };
}
