import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import {
  forbiddenFrom134,
  forbiddenWhenEncryptionChangeRollsOut,
  forbiddenWhenHibernated,
  incompatible,
  operations as knownOperations,
  parallelOperations,
} from '../../../../imports/tables/shoot-operations';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import { suggest } from '../../../core/suggest';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { sameGroupResources } from '../../kubernetes/encryption-update';
import { isBeforeMinor, kubernetesVersion } from '../../kubernetes/version';
import { validateOperationContext } from './operation-context';
import { annotationPaths, isOperation, maintenanceOperationsOf, namesPools, operationsOf } from './operation-names';
import { isSelfHosted } from './scope';
import { encryptedResources, isInHibernation, wantedEncryption } from './status';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateShootOperation)', {
  'SHOOT-OPERATION': 'a Shoot does not know this operation',
  'SHOOT-OPERATION-PARALLEL': { reason: 'this operation runs alone', fix: 'remove the other operations' },
  'SHOOT-OPERATION-UNMANAGED': 'a self-hosted Shoot without credentials has no machines to roll',
  'SHOOT-OPERATION-TWICE': {
    reason: 'an operation runs at once or in the maintenance window, not both',
    fix: 'remove it from one of the annotations',
  },
  'SHOOT-OPERATION-GONE': {
    reason: 'from Kubernetes 1.34 on the encryption key is rotated in one step',
    fix: 'use rotate-etcd-encryption-key',
    source:
      'gardener:pkg/api/core/validation/shoot.go v1.150 (for maintenance operations upstream prints the other annotation)',
  },
  'SHOOT-OPERATION-INCOMPATIBLE': { reason: 'these operations exclude each other', fix: 'remove one of them' },
  'SHOOT-OPERATION-HIBERNATED': {
    reason: 'this operation needs a running control plane',
    fix: 'wake the Shoot up first',
  },
  'SHOOT-OPERATION-ENCRYPTION': {
    reason: 'this operation has to wait until a change of the encryption is rolled out',
    fix: 'wait for the next successful reconciliation',
  },
  'SHOOT-OPERATION-COVERED': {
    reason: 'the other annotation asks for an operation that includes this one',
    fix: 'remove one of the two',
  },
});

/** The rules about operations that are asked for by annotation. */
export const operationRules = Object.values(rule);

/** The operations that the annotations ask for. */
export function validateOperations(shoot: Loose<Shoot>, report: Report): void {
  const { metadata } = shoot;
  if (metadata?.annotations === undefined) return;
  const now = operationsOf(metadata);
  const later = maintenanceOperationsOf(metadata);
  if (now.length === 0 && later.length === 0) return;
  // upstream stops at the first operation that it does not know
  if (!areKnown(now, shoot, annotationPaths.operation, report)) return;
  if (!areKnown(later, shoot, annotationPaths.maintenance, report)) return;
  if (now.some(operation => later.includes(operation)))
    report.forbidden(rule['SHOOT-OPERATION-TWICE'], annotationPaths.map);
  validateList(now, shoot, annotationPaths.operation, report);
  validateList(later, shoot, annotationPaths.maintenance, report);
  validateCovered(now, later, report);
  validateCovered(later, now, report);
  for (const operation of now) validateOperationContext(operation, shoot, annotationPaths.operation, report);
  // a Shoot that is being deleted has no maintenance any more
  if (metadata.deletionTimestamp !== undefined) return;
  for (const operation of later) validateOperationContext(operation, shoot, annotationPaths.maintenance, report);
}

function areKnown(operations: readonly string[], { spec }: Loose<Shoot>, path: FieldPath, report: Report): boolean {
  const hasMachines = spec?.credentialsBindingName !== undefined || spec?.secretBindingName !== undefined;
  const unmanaged = isSelfHosted(spec?.provider?.workers) && !hasMachines;
  for (const operation of operations) {
    const pools = namesPools(operation);
    if (!isOperation(operation)) {
      const near = suggest(operation, knownOperations);
      const fix = near === undefined ? {} : { fix: `write ${near}` };
      report.notSupported(rule['SHOOT-OPERATION'], path, operation, knownOperations, fix);
    } else if (operations.length > 1 && !pools && !parallelOperations.includes(operation))
      report.forbidden(rule['SHOOT-OPERATION-PARALLEL'], path, { value: operation });
    else if (unmanaged && pools) report.forbidden(rule['SHOOT-OPERATION-UNMANAGED'], path, { value: operation });
    else continue;
    return false;
  }
  return true;
}

function validateList(operations: readonly string[], shoot: Loose<Shoot>, path: FieldPath, report: Report): void {
  if (operations.length === 0) return;
  const version = kubernetesVersion(shoot.spec?.kubernetes?.version ?? '');
  const hibernated = isInHibernation(shoot);
  const settled = sameGroupResources(encryptedResources(shoot.status), wantedEncryption(shoot.spec));
  for (const operation of operations) {
    const value = operation;
    if (forbiddenFrom134.includes(operation) && !isBeforeMinor(version, 34))
      report.forbidden(rule['SHOOT-OPERATION-GONE'], path, { value });
    const excluded = incompatible[operation]?.filter(other => operations.includes(other)) ?? [];
    if (excluded.length > 0) {
      const message = `${operation} does not go together with ${excluded.join(', ')}`;
      report.forbidden(rule['SHOOT-OPERATION-INCOMPATIBLE'], path, { value, message });
    }
    if (hibernated && (forbiddenWhenHibernated.includes(operation) || namesPools(operation)))
      report.forbidden(rule['SHOOT-OPERATION-HIBERNATED'], path, { value });
    if (!settled && forbiddenWhenEncryptionChangeRollsOut.includes(operation))
      report.forbidden(rule['SHOOT-OPERATION-ENCRYPTION'], path, { value });
  }
}

const starts = [
  'rotate-ca-start',
  'rotate-ca-start-without-workers-rollout',
  'rotate-serviceaccount-key-start',
  'rotate-serviceaccount-key-start-without-workers-rollout',
  'rotate-etcd-encryption-key',
  'rotate-etcd-encryption-key-start',
];

/** What the operations on all credentials include. */
const included: ReadonlyMap<string, readonly string[]> = new Map([
  ['rotate-credentials-start', starts],
  ['rotate-credentials-start-without-workers-rollout', starts],
  [
    'rotate-credentials-complete',
    ['rotate-ca-complete', 'rotate-serviceaccount-key-complete', 'rotate-etcd-encryption-key-complete'],
  ],
]);

/** Upstream reports both directions at the annotation for operations at once. */
function validateCovered(operations: readonly string[], others: readonly string[], report: Report): void {
  for (const operation of others) {
    const covered = included.get(operation)?.filter(name => operations.includes(name)) ?? [];
    if (covered.length === 0) continue;
    const message = `${operation} in the other annotation includes ${covered.join(', ')}`;
    report.forbidden(rule['SHOOT-OPERATION-COVERED'], annotationPaths.operation, { message });
  }
}
