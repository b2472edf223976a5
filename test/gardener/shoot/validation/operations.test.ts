import { errorsOf, errorsOfUpdate, shootWith } from '../shoots';

const now = 'gardener.cloud/operation';
const later = 'maintenance.gardener.cloud/operation';
const atNow = `metadata.annotations[${now}]`;
const atLater = `metadata.annotations[${later}]`;

const succeeded = { lastOperation: { type: 'Reconcile', state: 'Succeeded' } };
const phases = (phase: string): object => ({
  ...succeeded,
  credentials: {
    rotation: { certificateAuthorities: { phase }, serviceAccountKey: { phase }, etcdEncryptionKey: { phase } },
  },
});

/** Errors of a Shoot with annotations and a status. */
function judge(annotations: Record<string, string>, status: object = succeeded, spec: object = {}): string[] {
  const shoot = shootWith({ ...spec }, { annotations }, { ...status });
  return errorsOf(shoot);
}

describe('an operation', () => {
  test('must be known, alone where it runs alone, and in one annotation', () => {
    expect(judge({ [now]: 'dance' })).toEqual([`notSupported ${atNow}`]);
    expect(judge({ [now]: 'maintain;reconcile' })).toEqual([`forbidden ${atNow}`]);
    expect(judge({ [now]: 'reconcile', [later]: 'reconcile' })).toEqual(['forbidden metadata.annotations']);
    expect(judge({ [now]: ' reconcile ; rotate-ssh-keypair' })).toEqual([]);
  });

  test('starts no rotation on a new Shoot', () => {
    expect(judge({ [now]: 'rotate-ca-start' }, {})).toEqual([`forbidden ${atNow}`]);
  });

  test('starts no rotation while one runs, for each of its credentials', () => {
    expect(judge({ [later]: 'rotate-credentials-start' }, phases('Preparing'))).toEqual(
      Array(3).fill(`forbidden ${atLater}`),
    );
    expect(judge({ [later]: 'rotate-credentials-start' }, phases('Completed'))).toEqual([]);
  });

  test('completes what is prepared, and needs no encryption key from Kubernetes 1.34 on', () => {
    const prepared = phases('Prepared');
    expect(judge({ [now]: 'rotate-ca-complete' }, prepared)).toEqual([]);
    expect(judge({ [now]: 'rotate-ca-complete' })).toEqual([`forbidden ${atNow}`]);
    expect(judge({ [now]: 'rotate-credentials-complete' })).toEqual(Array(2).fill(`forbidden ${atNow}`));
    expect(judge({ [now]: 'rotate-credentials-complete' }, succeeded, { kubernetes: { version: '1.33.1' } })).toEqual(
      Array(3).fill(`forbidden ${atNow}`),
    );
  });

  test('excludes its opposite, and what the other annotation includes', () => {
    expect(judge({ [now]: 'rotate-ca-start;rotate-ca-start-without-workers-rollout' })).toEqual([`forbidden ${atNow}`]);
    expect(judge({ [now]: 'rotate-ca-start', [later]: 'rotate-credentials-start' })).toEqual([`forbidden ${atNow}`]);
  });

  test('names pools that exist, once each', () => {
    expect(judge({ [now]: 'rollout-workers=pool' })).toEqual([]);
    expect(judge({ [now]: 'rollout-workers=*' })).toEqual([]);
    expect(judge({ [now]: 'rollout-workers=pool,pool,nope' })).toEqual([`duplicate ${atNow}`, `invalid ${atNow}`]);
    expect(judge({ [now]: 'rollout-workers=' })).toEqual([`required ${atNow}`, `invalid ${atNow}`]);
    expect(judge({ [now]: 'rotate-rollout-workers=pool' }, phases('WaitingForWorkersRollout'))).toEqual([]);
    expect(judge({ [now]: 'rotate-rollout-workers=pool' })).toEqual([`forbidden ${atNow}`]);
  });

  test('that the API server carries out by itself is gone before it is judged', () => {
    const old = shootWith({}, {}, succeeded);
    const failed = { lastOperation: { type: 'Reconcile', state: 'Failed' } };
    const withAnnotation = (value: string, status: Record<string, unknown>) =>
      shootWith({}, { annotations: { [now]: value } }, status);
    expect(errorsOfUpdate(old, withAnnotation('reconcile', succeeded))).toEqual([]);
    // a retry next to another operation is refused
    expect(errorsOfUpdate(old, withAnnotation('retry;reconcile', failed))).toEqual([`forbidden ${atNow}`]);
    expect(errorsOfUpdate(old, withAnnotation('retry', failed))).toEqual([]);
    // the encryption key is part of all credentials, so that its own operation goes
    expect(errorsOfUpdate(old, withAnnotation('rotate-credentials-start;rotate-ca-start', succeeded))).toEqual([]);
  });

  test('forces a deletion only of what is being deleted and fails', () => {
    const key = 'confirmation.gardener.cloud/force-deletion';
    const at = `forbidden metadata.annotations[${key}]`;
    expect(judge({ [key]: 'true' })).toEqual([at, at]);
    expect(judge({ [key]: 'false' })).toEqual([]);
    const lastErrors = [{ description: '', codes: ['ERR_INFRA_DEPENDENCIES'] }];
    expect(judge({ [key]: 'true' }, { lastErrors })).toEqual([at]);
  });
});
