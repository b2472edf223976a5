import type { Garden, GardenStatusCredentialsRotation } from '../../../../imports/operator.gardener.cloud/v1alpha1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { sameGroupResources } from '../../kubernetes/encryption-update';
import { isBeforeMinor, kubernetesVersion } from '../../kubernetes/version';
import { operationAnnotation } from '../../validation/operation-annotation';

const rule = ruleTable('gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150 (validateOperation)', {
  'GARDEN-OPERATION': 'the operation must be one that a Garden knows',
  'GARDEN-OPERATION-GONE': {
    reason: 'from Kubernetes 1.34 on the encryption key is rotated in one step',
    fix: 'use rotate-etcd-encryption-key',
  },
  'GARDEN-OPERATION-TOGETHER': {
    reason: 'two ways of rotating the encryption key exclude each other',
    fix: 'keep rotate-etcd-encryption-key',
  },
  'GARDEN-ROTATION-DELETING': 'credentials of a Garden that is being deleted are not rotated',
  'GARDEN-ROTATION-RUNNING': {
    reason: 'a rotation starts only when the one before is complete',
    fix: 'complete the rotation that is running',
  },
  'GARDEN-ROTATION-NOT-PREPARED': {
    reason: 'a rotation is completed only when it is prepared',
    fix: 'wait until the phase in the status is Prepared',
  },
  'GARDEN-ROTATION-ENCRYPTION': {
    reason: 'the encryption key is not rotated while a change of the encrypted resources is rolled out',
    fix: 'wait for the next successful reconciliation',
  },
});

/** The rules about operations of a Garden. */
export const gardenOperationRules = Object.values(rule);

type Rotation = keyof GardenStatusCredentialsRotation &
  ('certificateAuthorities' | 'serviceAccountKey' | 'etcdEncryptionKey' | 'workloadIdentityKey');

/** What must hold in the status before an operation. */
interface Precondition {
  /** Rotations that must not be running. */
  readonly starts?: readonly Rotation[];
  /** Rotations that must be prepared. */
  readonly completes?: readonly Rotation[];
  /** The encryption must not be changing. */
  readonly encrypts?: true;
}

const all: readonly Rotation[] = [
  'certificateAuthorities',
  'serviceAccountKey',
  'etcdEncryptionKey',
  'workloadIdentityKey',
];
const encryptionKey: readonly Rotation[] = ['etcdEncryptionKey'];

/** Every operation but `reconcile`, with its preconditions. */
const rotations: ReadonlyMap<string, Precondition> = new Map<string, Precondition>([
  ['rotate-credentials-start', { starts: all, encrypts: true }],
  ['rotate-credentials-complete', { completes: all }],
  ['rotate-ca-start', { starts: ['certificateAuthorities'] }],
  ['rotate-ca-complete', { completes: ['certificateAuthorities'] }],
  ['rotate-serviceaccount-key-start', { starts: ['serviceAccountKey'] }],
  ['rotate-serviceaccount-key-complete', { completes: ['serviceAccountKey'] }],
  ['rotate-etcd-encryption-key', { starts: encryptionKey, encrypts: true }],
  ['rotate-etcd-encryption-key-start', { starts: encryptionKey, encrypts: true }],
  ['rotate-etcd-encryption-key-complete', { completes: encryptionKey }],
  ['rotate-observability-credentials', {}],
  ['rotate-workload-identity-key-start', { starts: ['workloadIdentityKey'] }],
  ['rotate-workload-identity-key-complete', { completes: ['workloadIdentityKey'] }],
]);
const operations = ['reconcile', ...rotations.keys()];
const inTwoSteps = new Set(['rotate-etcd-encryption-key-start', 'rotate-etcd-encryption-key-complete']);

const path = FieldPath.of('metadata', 'annotations').key(operationAnnotation);

/** The operations that an annotation of a Garden asks for, and what the status says about them. */
export function validateOperations(garden: Loose<Garden>, report: Report): void {
  const annotation = garden.metadata?.annotations?.[operationAnnotation] ?? '';
  if (annotation === '') return;
  const requested = new Set(annotation.split(';').map(operation => operation.trim()));
  const version = kubernetesVersion(garden.spec?.virtualCluster?.kubernetes?.version ?? '');
  for (const operation of requested) {
    if (inTwoSteps.has(operation) && !isBeforeMinor(version, 34))
      report.forbidden(rule['GARDEN-OPERATION-GONE'], path, { value: operation });
    if (!operations.includes(operation)) report.notSupported(rule['GARDEN-OPERATION'], path, operation, operations);
    validatePreconditions(operation, garden, report);
  }
  if (requested.has('rotate-etcd-encryption-key') && requested.has('rotate-etcd-encryption-key-start'))
    report.forbidden(rule['GARDEN-OPERATION-TOGETHER'], path, { value: annotation });
}

function validatePreconditions(operation: string, garden: Loose<Garden>, report: Report): void {
  const precondition = rotations.get(operation);
  if (precondition === undefined) return;
  const { starts = [], completes = [], encrypts = false } = precondition;
  if (garden.metadata?.deletionTimestamp !== undefined)
    report.forbidden(rule['GARDEN-ROTATION-DELETING'], path, { value: operation });
  for (const rotation of starts) {
    const phase = phaseOf(garden, rotation);
    if (phase === '' || phase === 'Completed') continue;
    const message = `${operation} needs a complete rotation of ${rotation}, which is in phase ${phase}`;
    report.forbidden(rule['GARDEN-ROTATION-RUNNING'], path, { value: operation, message });
  }
  if (encrypts && !isEncryptionSettled(garden))
    report.forbidden(rule['GARDEN-ROTATION-ENCRYPTION'], path, { value: operation });
  const version = kubernetesVersion(garden.spec?.virtualCluster?.kubernetes?.version ?? '');
  for (const rotation of completes) {
    // from 1.34 on the rotation of the encryption key completes by itself
    if (operation === 'rotate-credentials-complete' && rotation === 'etcdEncryptionKey' && !isBeforeMinor(version, 34))
      continue;
    const phase = phaseOf(garden, rotation);
    if (phase === 'Prepared') continue;
    const message = `${operation} needs a prepared rotation of ${rotation}, which is in ${phase === '' ? 'no phase' : `phase ${phase}`}`;
    report.forbidden(rule['GARDEN-ROTATION-NOT-PREPARED'], path, { value: operation, message });
  }
}

function phaseOf(garden: Loose<Garden>, rotation: Rotation): string {
  return garden.status?.credentials?.rotation?.[rotation]?.phase ?? '';
}

/** The resources that are encrypted are those that the spec asks for. */
function isEncryptionSettled({ spec, status }: Loose<Garden>): boolean {
  const { kubernetes, gardener } = spec?.virtualCluster ?? {};
  const wanted = [
    ...(kubernetes?.kubeAPIServer?.encryptionConfig?.resources ?? []),
    ...(gardener?.gardenerAPIServer?.encryptionConfig?.resources ?? []),
  ];
  return sameGroupResources(wanted, status?.credentials?.encryptionAtRest?.resources);
}
