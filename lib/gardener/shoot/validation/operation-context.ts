import type { Shoot } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { isReadyForRotation } from '../../kubernetes/encryption-update';
import { isBeforeMinor, kubernetesVersion } from '../../kubernetes/version';
import { namesPools } from './operation-names';
import { validatePoolRollout } from './operation-pools';
import { pendingPools, rotationPhase, type RotatedCredentials } from './status';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateShootOperationContext)', {
  'SHOOT-ROTATION-NOT-READY': {
    reason: 'credentials rotate only after the Shoot was created successfully',
    fix: 'set the annotation on a Shoot that was reconciled, never in its first manifest',
  },
  'SHOOT-ROTATION-RUNNING': {
    reason: 'an earlier rotation of these credentials is not completed',
    fix: 'complete it first',
  },
  'SHOOT-ROTATION-PENDING': {
    reason: 'credentials do not rotate while pools wait for their in-place update',
    fix: 'finish the updates of the pools first',
  },
  'SHOOT-ROTATION-NOT-PREPARED': {
    reason: 'a rotation is completed after it was prepared',
    fix: 'wait for the phase Prepared in the status',
  },
});

/** The rules about when credentials rotate. */
export const operationContextRules = Object.values(rule);

interface Rotation {
  readonly credentials: readonly RotatedCredentials[];
  /** Pools with a pending in-place update stand in the way. */
  readonly touchesNodes: boolean;
}

const all: Rotation = {
  credentials: ['certificateAuthorities', 'serviceAccountKey', 'etcdEncryptionKey'],
  touchesNodes: true,
};
const certificates: Rotation = { credentials: ['certificateAuthorities'], touchesNodes: true };
const serviceAccounts: Rotation = { credentials: ['serviceAccountKey'], touchesNodes: true };
const encryption: Rotation = { credentials: ['etcdEncryptionKey'], touchesNodes: false };

const starts: ReadonlyMap<string, Rotation> = new Map([
  ['rotate-credentials-start', all],
  ['rotate-credentials-start-without-workers-rollout', all],
  ['rotate-ca-start', certificates],
  ['rotate-ca-start-without-workers-rollout', certificates],
  ['rotate-serviceaccount-key-start', serviceAccounts],
  ['rotate-serviceaccount-key-start-without-workers-rollout', serviceAccounts],
  ['rotate-etcd-encryption-key', encryption],
  ['rotate-etcd-encryption-key-start', encryption],
]);

const completions: ReadonlyMap<string, Rotation> = new Map([
  ['rotate-credentials-complete', all],
  ['rotate-ca-complete', certificates],
  ['rotate-serviceaccount-key-complete', serviceAccounts],
  ['rotate-etcd-encryption-key-complete', encryption],
]);

/** An operation fits the state of the Shoot; `path` is its annotation. */
export function validateOperationContext(
  operation: string,
  shoot: Loose<Shoot>,
  path: FieldPath,
  report: Report,
): void {
  const started = starts.get(operation);
  const completed = completions.get(operation);
  if (started) validateStart(started, shoot, path, report);
  else if (completed) validateCompletion(operation, completed, shoot, path, report);
  else if (namesPools(operation)) validatePoolRollout(operation, shoot, path, report);
}

function validateStart(
  { credentials, touchesNodes }: Rotation,
  { status }: Loose<Shoot>,
  path: FieldPath,
  report: Report,
): void {
  if (!isReadyForRotation(status?.lastOperation)) report.forbidden(rule['SHOOT-ROTATION-NOT-READY'], path);
  for (const name of credentials) {
    const phase = rotationPhase(status, name);
    if (phase === '' || phase === 'Completed') continue;
    const message = `the rotation of ${name} is in phase ${phase} and must be completed first`;
    report.forbidden(rule['SHOOT-ROTATION-RUNNING'], path, { value: phase, message });
  }
  const { auto, manual } = pendingPools(status);
  if (touchesNodes && auto.length + manual.length > 0)
    report.forbidden(rule['SHOOT-ROTATION-PENDING'], path, { value: [...auto, ...manual] });
}

function validateCompletion(
  operation: string,
  { credentials }: Rotation,
  { spec, status }: Loose<Shoot>,
  path: FieldPath,
  report: Report,
): void {
  // from Kubernetes 1.34 on the encryption key is rotated in one step, unless it was asked for by its own name
  const oneStep = operation === 'rotate-credentials-complete' && !isBeforeMinor(versionOf(spec), 34);
  for (const name of credentials) {
    const phase = rotationPhase(status, name);
    if (phase === 'Prepared' || (oneStep && name === 'etcdEncryptionKey')) continue;
    const message = `the rotation of ${name} is ${phase === '' ? 'not started' : `in phase ${phase}`}, it must be Prepared`;
    report.forbidden(rule['SHOOT-ROTATION-NOT-PREPARED'], path, { value: phase, message });
  }
}

const versionOf = (spec: Loose<Shoot>['spec']): ReturnType<typeof kubernetesVersion> =>
  kubernetesVersion(spec?.kubernetes?.version ?? '');
