import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { isFromMinor, kubernetesVersion } from '../../kubernetes/version';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import {
  joinOperations,
  maintenanceOperationAnnotation,
  maintenanceOperationsOf,
  namesPools,
  operationAnnotation,
  operationsOf,
} from '../validation/operation-names';
import { omit } from './fill';

/**
 * What the API server changes of an update before it validates: operations are listed once, those that it carries out by itself
 * are taken away, and the old name of the CloudProfile goes.
 *
 * Source: gardener:pkg/apiserver/registry/core/shoot/strategy.go v1.150 (PrepareForUpdate, mustIncreaseGeneration).
 */
export function prepareShootUpdate(next: Loose<Shoot>, old: Loose<Shoot>): Loose<Shoot> {
  return withoutOldName(withOperations(next, old), old);
}

function withOperations(next: Loose<Shoot>, old: Loose<Shoot>): Loose<Shoot> {
  const { metadata } = next;
  const { annotations } = metadata ?? {};
  if (annotations?.[operationAnnotation] === undefined && annotations?.[maintenanceOperationAnnotation] === undefined)
    return next;
  const given = [...new Set(operationsOf(metadata))];
  const kept = isSpecChange(next, old) ? given : remainingOperations(given, next);
  const later = [...new Set(maintenanceOperationsOf(metadata))];
  let result: Readonly<Record<string, string | undefined>> = annotations;
  if (kept === undefined || (kept.length === 0 && given.length > 0)) result = omit(result, operationAnnotation);
  else if (given.length > 0) result = { ...result, [operationAnnotation]: joinOperations(kept) };
  if (later.length > 0) result = { ...result, [maintenanceOperationAnnotation]: joinOperations(later) };
  return { ...next, metadata: { ...metadata, annotations: result } };
}

/** A change of the spec leaves the operations as they are. */
function isSpecChange(next: Loose<Shoot>, old: Loose<Shoot>): boolean {
  if (next.metadata?.deletionTimestamp !== undefined && old.metadata?.deletionTimestamp === undefined) return true;
  if (next.spec?.maintenance?.confineSpecUpdateRollout === true)
    return (next.spec.hibernation?.enabled === true) !== (old.spec?.hibernation?.enabled === true);
  return !semanticEqual(next.spec, old.spec);
}

const alwaysIncluded = [
  'rotate-etcd-encryption-key',
  'rotate-etcd-encryption-key-start',
  'rotate-observability-credentials',
  'rotate-ssh-keypair',
];

/** What the operations on all credentials include. */
const included: ReadonlyMap<string, readonly string[]> = new Map([
  ['rotate-credentials-start', ['rotate-ca-start', 'rotate-serviceaccount-key-start', ...alwaysIncluded]],
  [
    'rotate-credentials-start-without-workers-rollout',
    [
      'rotate-ca-start-without-workers-rollout',
      'rotate-serviceaccount-key-start-without-workers-rollout',
      ...alwaysIncluded,
    ],
  ],
  [
    'rotate-credentials-complete',
    ['rotate-ca-complete', 'rotate-serviceaccount-key-complete', 'rotate-etcd-encryption-key-complete'],
  ],
]);

/** The operations that are left for the gardenlet; undefined when the annotation goes as a whole. */
function remainingOperations(
  operations: readonly string[],
  { spec, status }: Loose<Shoot>,
): readonly string[] | undefined {
  const state = status?.lastOperation?.state;
  if (state === undefined) return operations;
  if (state === 'Failed') return operations.length === 1 && operations[0] === 'retry' ? undefined : operations;
  const workers = spec?.provider?.workers ?? [];
  const hasSsh = workers.length > 0 && spec?.provider?.workersSettings?.sshAccess?.enabled !== false;
  const gone = new Set(operations.flatMap(name => included.get(name) ?? []));
  return operations.filter(name => {
    if (namesPools(name)) return true;
    if (name === 'reconcile' || gone.has(name)) return false;
    return name !== 'rotate-ssh-keypair' || hasSsh;
  });
}

/** From Kubernetes 1.34 on an unchanged old name of the same CloudProfile is taken away. */
function withoutOldName(next: Loose<Shoot>, old: Loose<Shoot>): Loose<Shoot> {
  const { spec } = next;
  const { cloudProfileName: name, cloudProfile } = spec ?? {};
  if (spec === undefined || name === undefined || cloudProfile?.kind !== 'CloudProfile') return next;
  const goes = name === cloudProfile.name && name === (old.spec?.cloudProfileName ?? '');
  const modern = isFromMinor(kubernetesVersion(spec.kubernetes?.version ?? ''), 34);
  return goes && modern && next.metadata?.deletionTimestamp === undefined
    ? { ...next, spec: omit(spec, 'cloudProfileName') }
    : next;
}
