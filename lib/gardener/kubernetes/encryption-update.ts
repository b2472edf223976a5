import type { EncryptionConfig } from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { groupResource } from './encryption';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateEncryptionConfigUpdate)', {
  'K8S-ENCRYPTION-ROTATING': {
    reason: 'encryption cannot change while the encryption key is rotated',
    fix: 'complete the rotation of the encryption key first',
  },
  'K8S-ENCRYPTION-ROLLING': {
    reason: 'encryption cannot change while an earlier change is rolled out',
    fix: 'wait for the next successful reconciliation',
  },
  'K8S-ENCRYPTION-HIBERNATED': { reason: 'encryption cannot change in hibernation', fix: 'wake the cluster up first' },
  'K8S-ENCRYPTION-NOT-READY': {
    reason: 'the way of encryption cannot change before the cluster was created successfully',
    fix: 'wait for the creation to succeed',
  },
  'K8S-ENCRYPTION-BOTH': {
    reason: 'the way of encryption and the encrypted resources cannot change at once',
    fix: 'make two changes and wait in between',
  },
});

/** The rules about changes of encryption at rest. */
export const encryptionUpdateRules = Object.values(rule);

/** The last operation of a Shoot or Garden, as its status says. */
export interface LastOperationFields {
  readonly type?: string | undefined;
  readonly state?: string | undefined;
}

/** What a running cluster says about its encryption. */
export interface EncryptionState {
  /** Resources that are encrypted now, from the status. */
  readonly resources: readonly string[];
  /** Way of encryption now, from the status; empty when it does not tell. */
  readonly provider: string;
  /** Phase of the rotation of the encryption key; empty when there was none. */
  readonly rotation: string;
  readonly hibernated: boolean;
  readonly lastOperation: LastOperationFields | undefined;
}

/** The encryption before and after a change. */
export interface EncryptionChange {
  readonly old: Loose<EncryptionConfig> | undefined;
  readonly next: Loose<EncryptionConfig> | undefined;
}

/** A change of the encryption at rest; `path` is the encryption configuration. */
export function validateEncryptionUpdate(
  { old, next }: EncryptionChange,
  state: EncryptionState,
  path: FieldPath,
  report: Report,
): void {
  const oldProvider = old?.provider?.type ?? '';
  const sameResources = sameGroupResources(next?.resources, old?.resources);
  const sameProvider = (next?.provider?.type ?? '') === oldProvider;
  const rolling = !sameGroupResources(old?.resources, state.resources) || oldProvider !== state.provider;
  const reportAt = (place: FieldPath): void => {
    if (state.rotation !== '' && state.rotation !== 'Completed')
      report.forbidden(rule['K8S-ENCRYPTION-ROTATING'], place, { value: state.rotation });
    if (rolling) report.forbidden(rule['K8S-ENCRYPTION-ROLLING'], place);
    if (state.hibernated) report.forbidden(rule['K8S-ENCRYPTION-HIBERNATED'], place);
  };
  if (!sameResources) reportAt(path.child('resources'));
  if (sameProvider) return;
  const place = path.child('provider', 'type');
  if (!isReadyForRotation(state.lastOperation)) report.forbidden(rule['K8S-ENCRYPTION-NOT-READY'], place);
  reportAt(place);
  if (!sameResources) report.forbidden(rule['K8S-ENCRYPTION-BOTH'], place);
}

/** Whether two lists name the same resources, in whatever order. */
export function sameGroupResources(a: readonly string[] = [], b: readonly string[] = []): boolean {
  const first = new Set(a.map(groupResource));
  const second = new Set(b.map(groupResource));
  return first.size === second.size && [...first].every(resource => second.has(resource));
}

/** Credentials rotate only after the cluster was created or restored (`isShootReadyForRotationStart`). */
export function isReadyForRotation(operation: LastOperationFields | undefined): boolean {
  if (operation === undefined) return false;
  const { type, state } = operation;
  return type === 'Reconcile' || ((type === 'Create' || type === 'Restore') && state === 'Succeeded');
}
