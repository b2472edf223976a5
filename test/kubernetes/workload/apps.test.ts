import { workloadKinds } from '../../../lib/kubernetes/workload/kinds';
import { judged } from '../judged';

const findings = judged(workloadKinds);
const metadata = { name: 'web' };
const selector = { matchLabels: { app: 'web' } };
const template = {
  metadata: { labels: { app: 'web', tier: 'front' } },
  spec: { containers: [{ name: 'web', image: 'web:1' }] },
};
const sound = { selector, template };

// verdicts and paths are those of kube-apiserver 1.36.3, where no other reason is given
const ofKind = (kind: string) => (spec: object) => findings(kind, { metadata, spec: { ...sound, ...spec } });

describe('a Deployment', () => {
  const deployment = ofKind('Deployment');
  const rolling = (rollingUpdate: object): readonly string[] => deployment({ strategy: { rollingUpdate } });
  const rollingPath = 'spec.strategy.rollingUpdate';

  test('is fine with a selector and a template that it matches', () => {
    expect(deployment({})).toEqual([]);
    expect(deployment({ strategy: { type: 'Recreate' }, replicas: 0 })).toEqual([]);
  });

  test('replaces pods in one of two ways', () => {
    // the server names spec.strategy
    expect(deployment({ strategy: { type: 'OnDelete' } })).toEqual([
      'WORKLOAD-STRATEGY notSupported spec.strategy.type',
    ]);
    expect(deployment({ strategy: { type: 'Recreate', rollingUpdate: {} } })).toEqual([
      `WORKLOAD-STRATEGY-UNUSED forbidden ${rollingPath}`,
    ]);
  });

  test.each([
    [{ maxSurge: 0 }, []],
    [{ maxSurge: '300%' }, []],
    [{ maxSurge: 0, maxUnavailable: '0%' }, [`WORKLOAD-ROLLOUT-STUCK invalid ${rollingPath}.maxUnavailable`]],
    [{ maxUnavailable: '101%' }, [`WORKLOAD-AMOUNT-ALL invalid ${rollingPath}.maxUnavailable`]],
    [{ maxUnavailable: '5' }, [`WORKLOAD-AMOUNT invalid ${rollingPath}.maxUnavailable`]],
    [{ maxSurge: -1 }, [`WORKLOAD-AMOUNT invalid ${rollingPath}.maxSurge`]],
    [{ maxSurge: '1.5%' }, [`WORKLOAD-AMOUNT invalid ${rollingPath}.maxSurge`]],
  ])('rolls out with %j: %j', (rollingUpdate, expected) => {
    expect(rolling(rollingUpdate)).toEqual(expected);
  });

  test('gives a rollout more time than a pod needs, 10 minutes unless it is said', () => {
    expect(deployment({ minReadySeconds: 599 })).toEqual([]);
    expect(deployment({ minReadySeconds: 600 })).toEqual([
      'WORKLOAD-PROGRESS-DEADLINE invalid spec.progressDeadlineSeconds',
    ]);
  });

  test('counts from 0', () => {
    expect(deployment({ replicas: -1, minReadySeconds: -1, revisionHistoryLimit: -1 })).toEqual([
      'WORKLOAD-COUNT invalid spec.replicas',
      'WORKLOAD-COUNT invalid spec.minReadySeconds',
      'WORKLOAD-COUNT invalid spec.revisionHistoryLimit',
    ]);
  });

  test('has pods that run for good', () => {
    const pod = { ...template.spec, restartPolicy: 'OnFailure', activeDeadlineSeconds: 5 };
    expect(deployment({ template: { ...template, spec: pod } })).toEqual([
      'WORKLOAD-RESTART notSupported spec.template.spec.restartPolicy',
      'WORKLOAD-DEADLINE forbidden spec.template.spec.activeDeadlineSeconds',
    ]);
  });

  test('keeps its selector', () => {
    const [old, next] = [{ spec: sound }, { spec: { ...sound, selector: { matchLabels: { tier: 'front' } } } }];
    expect(findings('Deployment', next, old)).toEqual(['WORKLOAD-SELECTOR-IMMUTABLE invalid spec.selector']);
    expect(findings('Deployment', { spec: { ...sound, replicas: 3 } }, old)).toEqual([]);
  });
});

describe('a selector', () => {
  const mismatch = ['OBJ-SELECTOR invalid spec.template.metadata.labels'];
  const expression = (key: string, operator: string, ...values: string[]): object => ({
    matchExpressions: [{ key, operator, values }],
  });

  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])('must be there, and not empty: %s', kind => {
    const { selector: _, ...without } = sound;
    expect(findings(kind, { metadata, spec: without })).toEqual(['WORKLOAD-SELECTOR-MISSING required spec.selector']);
    expect(ofKind(kind)({ selector: { matchLabels: {} } })).toEqual(['WORKLOAD-SELECTOR-EMPTY invalid spec.selector']);
  });

  test.each([
    [{ matchLabels: { app: 'web', tier: 'front' } }, []],
    [{ matchLabels: { app: 'shop' } }, mismatch],
    [expression('tier', 'In', 'front', 'back'), []],
    [expression('tier', 'In', 'back'), mismatch],
    [expression('tier', 'NotIn', 'front'), mismatch],
    [expression('zone', 'NotIn', 'a'), []],
    [expression('zone', 'Exists'), mismatch],
    [expression('tier', 'DoesNotExist'), mismatch],
    [expression('zone', 'DoesNotExist'), []],
  ])('matches the labels of the template or does not: %j', (asked, expected) => {
    expect(ofKind('ReplicaSet')({ selector: asked })).toEqual(expected);
  });

  test('that is wrong in itself is not compared', () => {
    // the server says the same about the selector as a whole once more
    expect(ofKind('ReplicaSet')({ selector: { matchLabels: { app: '-' } } })).toEqual([
      'LABEL-VALUE invalid spec.selector.matchLabels',
    ]);
  });
});

describe('a DaemonSet', () => {
  const rolling = (rollingUpdate: object): readonly string[] =>
    ofKind('DaemonSet')({ updateStrategy: { rollingUpdate } });
  const path = 'spec.updateStrategy.rollingUpdate';

  test.each([
    [{}, []],
    [{ maxSurge: 1, maxUnavailable: 0 }, []],
    [{ maxSurge: '10%' }, [`WORKLOAD-ROLLOUT-BOTH invalid ${path}.maxSurge`]],
    [{ maxUnavailable: 0 }, [`WORKLOAD-ROLLOUT-STUCK required ${path}.maxUnavailable`]],
    [{ maxSurge: '101%', maxUnavailable: 0 }, [`WORKLOAD-AMOUNT-ALL invalid ${path}.maxSurge`]],
  ])('rolls out with %j: %j', (rollingUpdate, expected) => {
    expect(rolling(rollingUpdate)).toEqual(expected);
  });

  test('does not read the settings of a strategy that it does not have', () => {
    expect(ofKind('DaemonSet')({ updateStrategy: { type: 'OnDelete', rollingUpdate: { maxSurge: 'x' } } })).toEqual([]);
  });
});

describe('a StatefulSet', () => {
  const statefulSet = ofKind('StatefulSet');
  const claim = {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
  };

  test('has names of hosts', () => {
    expect(findings('StatefulSet', { metadata: { name: 'a.b' }, spec: sound })).toEqual([
      'META-NAME invalid metadata.name',
    ]);
    expect(statefulSet({ serviceName: 'a.b' })).toEqual(['STATEFULSET-SERVICE-NAME invalid spec.serviceName']);
    expect(statefulSet({ serviceName: '' })).toEqual([]);
  });

  test('starts, replaces and numbers its pods', () => {
    expect(
      statefulSet({
        podManagementPolicy: 'Any',
        ordinals: { start: -1 },
        updateStrategy: { rollingUpdate: { partition: -1 } },
      }),
    ).toEqual([
      'STATEFULSET-POD-MANAGEMENT notSupported spec.podManagementPolicy',
      'WORKLOAD-COUNT invalid spec.ordinals.start',
      'WORKLOAD-COUNT invalid spec.updateStrategy.rollingUpdate.partition',
    ]);
    expect(statefulSet({ updateStrategy: { type: 'OnDelete', rollingUpdate: {} } })).toEqual([
      'WORKLOAD-STRATEGY-UNUSED invalid spec.updateStrategy.rollingUpdate',
    ]);
  });

  test('drops maxUnavailable, whose feature gate is off, and keeps every revision with a negative limit', () => {
    expect(statefulSet({ updateStrategy: { rollingUpdate: { maxUnavailable: 'x' } } })).toEqual([]);
    expect(statefulSet({ revisionHistoryLimit: -1 })).toEqual([
      'STATEFULSET-HISTORY warning spec.revisionHistoryLimit',
    ]);
  });

  test('has claims with the names of volumes', () => {
    expect(statefulSet({ volumeClaimTemplates: [claim, claim] })).toEqual([]);
    // the server names the volume that it makes of the claim
    expect(
      statefulSet({ volumeClaimTemplates: [{ ...claim, metadata: { name: 'a.b' } }, { spec: claim.spec }] }),
    ).toEqual([
      'STATEFULSET-CLAIM-NAME invalid spec.volumeClaimTemplates[0].metadata.name',
      'STATEFULSET-CLAIM-NAME required spec.volumeClaimTemplates[1].metadata.name',
    ]);
    expect(statefulSet({ persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Keep', whenScaled: '' } })).toEqual([
      'STATEFULSET-CLAIM-RETENTION notSupported spec.persistentVolumeClaimRetentionPolicy.whenDeleted',
    ]);
  });

  test('gives its pods their host names itself', () => {
    const named = { ...template, spec: { ...template.spec, hostname: 'A_b', subdomain: 'A_b' } };
    expect(statefulSet({ template: named })).toEqual([]);
  });

  const old = { ...sound, serviceName: 'web', volumeClaimTemplates: [claim] };
  const change = (spec: object): readonly string[] =>
    findings('StatefulSet', { spec: { ...old, ...spec } }, { spec: old });

  test('changes in a few fields only', () => {
    const refused = ['STATEFULSET-IMMUTABLE forbidden spec'];
    expect(change({ serviceName: 'other' })).toEqual(refused);
    expect(change({ podManagementPolicy: 'Parallel' })).toEqual(refused);
    expect(change({ volumeClaimTemplates: [] })).toEqual(refused);
    expect(change({ replicas: 3, minReadySeconds: 3, ordinals: { start: 1 }, revisionHistoryLimit: 1 })).toEqual([]);
  });

  test('does not change by what the API server fills in anyway', () => {
    const requests = { storage: '1024Mi' };
    const written = { ...claim, spec: { ...claim.spec, volumeMode: 'Filesystem', resources: { requests } } };
    expect(change({ podManagementPolicy: 'OrderedReady', volumeClaimTemplates: [written] })).toEqual([]);
  });
});

describe('a ReplicationController', () => {
  const controller = (spec: object): readonly string[] => findings('ReplicationController', { metadata, spec });

  test('takes the labels of its template for a selector', () => {
    expect(controller({ template })).toEqual([]);
    expect(controller({ template, selector: { app: 'shop' } })).toEqual([
      'OBJ-SELECTOR invalid spec.template.metadata.labels',
    ]);
    expect(controller({})).toEqual([
      'WORKLOAD-SELECTOR-MISSING required spec.selector',
      'WORKLOAD-TEMPLATE-MISSING required spec.template',
    ]);
  });
});
