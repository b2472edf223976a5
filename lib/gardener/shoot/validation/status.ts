import type { Shoot, ShootSpec, ShootStatus } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';

/** Status of a Shoot as far as it is known: a manifest from Git has none. */
export type Status = Loose<ShootStatus> | undefined;

/** Credentials whose rotation has phases. */
export type RotatedCredentials = 'certificateAuthorities' | 'serviceAccountKey' | 'etcdEncryptionKey';

/** Phase of the rotation of some credentials; empty when there was none. */
export function rotationPhase(status: Status, credentials: RotatedCredentials): string {
  return status?.credentials?.rotation?.[credentials]?.phase ?? '';
}

/** Resources that are encrypted now. */
export function encryptedResources(status: Status): readonly string[] {
  return status?.credentials?.encryptionAtRest?.resources ?? [];
}

/** Way of encryption now; empty when the status does not tell. */
export function encryptionProvider(status: Status): string {
  return status?.credentials?.encryptionAtRest?.provider?.type ?? '';
}

/** Resources that the spec wants to have encrypted. */
export function wantedEncryption(spec: Loose<ShootSpec> | undefined): readonly string[] {
  return spec?.kubernetes?.kubeAPIServer?.encryptionConfig?.resources ?? [];
}

/** The Shoot sleeps, is about to sleep, or is waking up (`IsShootInHibernation`). */
export function isInHibernation({ spec, status }: Loose<Shoot>): boolean {
  return spec?.hibernation?.enabled === true || status?.hibernated === true;
}

/** Pools whose in-place update is not finished, by strategy. */
export function pendingPools(status: Status): { readonly auto: readonly string[]; readonly manual: readonly string[] } {
  const pending = status?.inPlaceUpdates?.pendingWorkerUpdates;
  return { auto: pending?.autoInPlaceUpdate ?? [], manual: pending?.manualInPlaceUpdate ?? [] };
}
