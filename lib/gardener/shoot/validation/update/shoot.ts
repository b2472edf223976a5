import type { EncryptionConfig, Shoot, ShootSpec } from '../../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../../core/field-path';
import type { Loose } from '../../../../core/loose';
import type { Report } from '../../../../rules/report';
import { validateEncryptionUpdate } from '../../../kubernetes/encryption-update';
import type { ValidationContext } from '../../../validation-context';
import { validateObjectMetaUpdate } from '../../../../kubernetes/meta/object-meta';
import { semanticEqual } from '../../../../kubernetes/meta/semantic-equal';
import { isNginxOn } from '../addons';
import { validateForceDeletion } from '../lifecycle';
import { isGateOn, specPath } from '../scope';
import { validateStoredShoot } from '../shoot';
import { encryptedResources, encryptionProvider, rotationPhase } from '../status';
import { validateAvailabilityUpdate, validateHibernationUpdate } from './control-plane';
import { validateNodeLocalDnsUpdate, validatePendingPools } from './in-place';
import { validateShootSpecUpdate } from './spec';

/** A changed Shoot against the stored one, both with their defaults; the status is that of the stored one. */
export function validateShootUpdate(
  next: Loose<Shoot>,
  old: Loose<Shoot>,
  report: Report,
  context: ValidationContext,
): void {
  const { spec = {} } = next;
  validateObjectMetaUpdate(next.metadata, old.metadata, FieldPath.of('metadata'), report);
  const change = { next: spec, old: old.spec ?? {}, deleting: next.metadata?.deletionTimestamp !== undefined };
  validateShootSpecUpdate(change, context, specPath, report);
  validateEncryption(next, old, report);
  const place = { path: specPath, inTemplate: false, unchangedIssuers: keepsIssuers(spec, old.spec ?? {}) };
  // an addon that is on may stay on
  const nginxAllowed = !isGateOn(context, 'DisableNginxIngressInShoot') || isNginxOn(old.spec?.addons);
  validateStoredShoot(next, { ...place, nginxAllowed }, report);
  validateAvailabilityUpdate(next, old, report);
  validateHibernationUpdate(next, old, report);
  validateForceDeletion(next, old, report);
  validateNodeLocalDnsUpdate(next, old, report);
  validatePendingPools(next, old, report);
}

function validateEncryption({ spec, status }: Loose<Shoot>, old: Loose<Shoot>, report: Report): void {
  const state = {
    resources: encryptedResources(status),
    provider: encryptionProvider(status),
    rotation: rotationPhase(status, 'etcdEncryptionKey'),
    hibernated: spec?.hibernation?.enabled === true,
    lastOperation: status?.lastOperation,
  };
  const change = { next: encryptionOf(spec), old: encryptionOf(old.spec) };
  validateEncryptionUpdate(change, state, specPath.child('kubernetes', 'kubeAPIServer', 'encryptionConfig'), report);
}

function encryptionOf(spec: Loose<ShootSpec> | undefined): Loose<EncryptionConfig> | undefined {
  return spec?.kubernetes?.kubeAPIServer?.encryptionConfig;
}

/** The accepted issuers are as they were; a list that became invalid later is then not refused. */
export function keepsIssuers(next: Loose<ShootSpec>, old: Loose<ShootSpec>): boolean {
  const [config, stored] = [next, old].map(spec => spec.kubernetes?.kubeAPIServer?.serviceAccountConfig);
  return config !== undefined && stored !== undefined && semanticEqual(config.acceptedIssuers, stored.acceptedIssuers);
}
