import { parseIndexes } from '../../../lib/kubernetes/workload/job/indexes';
import { workloadKinds } from '../../../lib/kubernetes/workload/kinds';
import { judged } from '../judged';

const findings = judged(workloadKinds);
const pod = { restartPolicy: 'Never', containers: [{ name: 'main', image: 'a:1' }] };
const template = { metadata: { labels: { app: 'a' } }, spec: pod };
const named =
  (metadata: object) =>
  (spec: object): readonly string[] =>
    findings('Job', { metadata, spec: { template, ...spec } });
const job = named({ name: 'import' });
const indexed = (spec: object): readonly string[] => job({ completionMode: 'Indexed', completions: 5, ...spec });

// verdicts and paths are those of kube-apiserver 1.36.3
describe('a Job', () => {
  test('has pods that come to an end', () => {
    const restart = (restartPolicy?: string): readonly string[] =>
      job({ template: { ...template, spec: { containers: pod.containers, restartPolicy } } });
    const path = 'spec.template.spec.restartPolicy';
    expect(restart('OnFailure')).toEqual([]);
    expect(restart()).toEqual([`JOB-RESTART required ${path}`]);
    // a missing value for the server, as Always is what others have by default
    expect(restart('Always')).toEqual([`JOB-RESTART notSupported ${path}`]);
  });

  test('counts from 0', () => {
    expect(job({ parallelism: -1, backoffLimit: -1, ttlSecondsAfterFinished: -1, activeDeadlineSeconds: -1 })).toEqual([
      'WORKLOAD-COUNT invalid spec.parallelism',
      'WORKLOAD-COUNT invalid spec.activeDeadlineSeconds',
      'WORKLOAD-COUNT invalid spec.backoffLimit',
      'WORKLOAD-COUNT invalid spec.ttlSecondsAfterFinished',
    ]);
  });

  test.each([
    ['example.com/a', []],
    ['a.b/c/d', []],
    ['kueue', ['JOB-MANAGED-BY invalid spec.managedBy']],
    ['/a', ['JOB-MANAGED-BY invalid spec.managedBy']],
    ['A.b/c', ['JOB-MANAGED-BY invalid spec.managedBy']],
    ['', ['JOB-MANAGED-BY required spec.managedBy']],
    [`example.com/${'a'.repeat(52)}`, ['JOB-MANAGED-BY tooLong spec.managedBy']],
  ])('is managed by %j: %j', (managedBy, expected) => {
    expect(job({ managedBy })).toEqual(expected);
  });
});

describe('an indexed Job', () => {
  const retries = { backoffLimitPerIndex: 1 };

  test.each([
    [{ completions: undefined }, []],
    [{ completions: undefined, parallelism: 2 }, ['JOB-COMPLETIONS-MISSING required spec.completions']],
    [{ parallelism: 100_001 }, ['JOB-INDEX-LIMIT invalid spec.parallelism']],
    [{ maxFailedIndexes: 5, ...retries }, []],
    [{ maxFailedIndexes: 6, ...retries }, ['JOB-FAILED-INDEXES-ABOVE invalid spec.maxFailedIndexes']],
    [{ maxFailedIndexes: 2 }, ['JOB-FAILED-INDEXES required spec.backoffLimitPerIndex']],
    [{ completions: 100_001, ...retries }, ['JOB-INDEX-LIMIT required spec.maxFailedIndexes']],
    [
      { completions: 100_001, parallelism: 10_001, maxFailedIndexes: 10_001, ...retries },
      ['JOB-INDEX-LIMIT invalid spec.parallelism', 'JOB-INDEX-LIMIT invalid spec.maxFailedIndexes'],
    ],
    [{ completions: 100_001, parallelism: 10_001 }, []],
  ])('has limits: %j %j', (spec, expected) => {
    expect(indexed(spec)).toEqual(expected);
  });

  test('alone has limits and a success for its indexes', () => {
    expect(job({ ...retries, maxFailedIndexes: 1, successPolicy: { rules: [] } })).toEqual([
      'JOB-INDEXED-ONLY invalid spec.backoffLimitPerIndex',
      'JOB-INDEXED-ONLY invalid spec.maxFailedIndexes',
      'JOB-INDEXED-ONLY invalid spec.successPolicy',
    ]);
  });

  test('has pods whose host names are its name and an index', () => {
    const ofName = (name: string): readonly string[] => named({ name })({ completionMode: 'Indexed', completions: 11 });
    expect(ofName('a'.repeat(60))).toEqual([]);
    expect(ofName('a'.repeat(61))).toEqual(['JOB-HOST-NAME invalid metadata.name']);
    expect(ofName('a.b')).toEqual(['JOB-HOST-NAME invalid metadata.name']);
  });
});

describe('a list of indexes', () => {
  test.each([
    ['', 0],
    ['0', 1],
    ['0,2-4', 4],
    ['+1,003', 2],
    ['3,2', 'the indexes must ascend, 2 comes after 3'],
    ['1-1', 'an interval goes from the lower to the higher index, not "1-1"'],
    ['4-5', 'indexes are below 5, "4-5" is not'],
    ['0,', 'an index is a whole number from 0, not ""'],
    ['0, 1', 'an index is a whole number from 0, not " 1"'],
    ['1-2-3', 'an interval has two ends, not "1-2-3"'],
  ])('%j of 5 completions: %j', (list, expected) => {
    expect(parseIndexes(list, 5)).toBe(expected);
  });
});

describe('a successPolicy', () => {
  const success = (...rules: object[]): readonly string[] => indexed({ successPolicy: { rules } });
  const path = 'spec.successPolicy.rules';

  test.each([
    [[], [`JOB-SUCCESS-RULES required ${path}`]],
    [[{}], [`JOB-SUCCESS-RULES required ${path}[0]`]],
    [[{ succeededCount: 5 }], []],
    [[{ succeededCount: 6 }], [`JOB-SUCCESS-COUNT invalid ${path}[0].succeededCount`]],
    [[{ succeededIndexes: '0-2', succeededCount: 3 }], []],
    [[{ succeededIndexes: '0-2', succeededCount: 4 }], [`JOB-SUCCESS-COUNT invalid ${path}[0].succeededCount`]],
    [[{ succeededIndexes: '5' }], [`JOB-SUCCESS-INDEXES invalid ${path}[0].succeededIndexes`]],
  ])('%j: %j', (rules, expected) => {
    expect(success(...rules)).toEqual(expected);
  });

  test('has 20 rules at most', () => {
    expect(success(...Array.from({ length: 21 }, () => ({ succeededCount: 1 })))).toEqual([
      `JOB-SUCCESS-RULES tooMany ${path}`,
    ]);
  });
});

describe('a podFailurePolicy', () => {
  const failure = (rule: object): readonly string[] => job({ podFailurePolicy: { rules: [rule] } });
  const codes = (onExitCodes: object): readonly string[] => failure({ action: 'FailJob', onExitCodes });
  const path = 'spec.podFailurePolicy.rules[0]';

  test('is about exit codes of containers', () => {
    expect(codes({ operator: 'In', containerName: 'main', values: [1, 2] })).toEqual([]);
    expect(codes({ operator: 'NotIn', values: [0] })).toEqual([]);
    expect(codes({ operator: 'In', values: [0, 3, 3, 2], containerName: 'other' })).toEqual([
      `JOB-EXIT-CONTAINER invalid ${path}.onExitCodes.containerName`,
      `JOB-EXIT-CODES invalid ${path}.onExitCodes.values`,
      `JOB-EXIT-ZERO invalid ${path}.onExitCodes.values[0]`,
      `JOB-EXIT-CODES duplicate ${path}.onExitCodes.values[2]`,
    ]);
    expect(codes({ operator: 'Is', values: [] })).toEqual([
      `JOB-EXIT-OPERATOR notSupported ${path}.onExitCodes.operator`,
      `JOB-EXIT-CODES invalid ${path}.onExitCodes.values`,
    ]);
  });

  test('is about conditions of pods', () => {
    expect(failure({ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] })).toEqual([]);
    expect(failure({ action: 'Ignore', onPodConditions: [{ type: 'a b', status: 'true' }] })).toEqual([
      `JOB-FAILURE-CONDITION invalid ${path}.onPodConditions[0].type`,
      `JOB-FAILURE-CONDITION notSupported ${path}.onPodConditions[0].status`,
    ]);
  });

  test('has an action, and one cause', () => {
    expect(failure({ action: 'Fail' })).toEqual([
      `JOB-FAILURE-ACTION notSupported ${path}.action`,
      `JOB-FAILURE-CAUSE invalid ${path}`,
    ]);
    const both = { onExitCodes: { operator: 'In', values: [1] }, onPodConditions: [{ type: 'A' }] };
    expect(failure({ action: 'FailIndex', ...both })).toEqual([
      `JOB-FAILURE-INDEX invalid ${path}.action`,
      `JOB-FAILURE-CAUSE invalid ${path}`,
    ]);
  });

  test('restarts no pod, and replaces what has failed', () => {
    const rules = [{ action: 'Ignore', onPodConditions: [{ type: 'A' }] }];
    const onFailure = { ...template, spec: { ...pod, restartPolicy: 'OnFailure' } };
    expect(
      job({ podFailurePolicy: { rules }, podReplacementPolicy: 'TerminatingOrFailed', template: onFailure }),
    ).toEqual([
      'JOB-REPLACEMENT-FAILURE notSupported spec.podReplacementPolicy',
      'JOB-RESTART-FAILURE invalid spec.template.spec.restartPolicy',
    ]);
    expect(job({ podReplacementPolicy: 'Never' })).toEqual(['JOB-REPLACEMENT notSupported spec.podReplacementPolicy']);
  });
});

describe('the selector of a Job', () => {
  const labelled = (labels: object): object => ({ template: { ...template, metadata: { labels } } });

  test('is made by the server', () => {
    const selector = { matchLabels: { app: 'a' } };
    expect(job({ selector })).toEqual(['JOB-SELECTOR invalid spec.selector']);
    expect(job({ selector: { matchLabels: { 'job-name': 'import' } } })).toEqual([]);
    expect(job({ selector: {} })).toEqual([]);
    expect(job({ selector, manualSelector: true })).toEqual([]);
    expect(job({ manualSelector: true })).toEqual(['WORKLOAD-SELECTOR-MISSING required spec.selector']);
    expect(job({ selector: { matchLabels: { app: 'b' } }, manualSelector: true })).toEqual([
      'OBJ-SELECTOR invalid spec.template.metadata.labels',
    ]);
  });

  test('needs labels that the template leaves to the server', () => {
    const path = 'spec.template.metadata.labels';
    expect(job(labelled({ 'batch.kubernetes.io/job-name': 'import' }))).toEqual([]);
    expect(job(labelled({ 'job-name': 'other', 'controller-uid': 'x' }))).toEqual([
      `JOB-LABEL invalid ${path}[controller-uid]`,
      `JOB-LABEL invalid ${path}[job-name]`,
    ]);
  });

  test('limits the name of the Job, unless the user writes it', () => {
    const long = named({ name: 'a'.repeat(64) });
    expect(long({})).toEqual(['JOB-NAME-LENGTH invalid spec.template.labels']);
    expect(long({ selector: { matchLabels: { app: 'a' } }, manualSelector: true })).toEqual([]);
    expect(named({ name: 'a'.repeat(63) })({})).toEqual([]);
    expect(named({ generateName: 'a'.repeat(80) })({})).toEqual([]);
  });
});

describe('a changed Job', () => {
  const full = {
    completionMode: 'Indexed',
    completions: 5,
    parallelism: 2,
    template: {
      spec: {
        ...pod,
        containers: [{ ...pod.containers[0], resources: { requests: { cpu: '100m', memory: '1Gi' } } }],
        volumes: [{ name: 'v', configMap: { name: 'c' } }],
      },
    },
  };
  const change = (next: object, old: object = full): readonly string[] =>
    findings('Job', { spec: { ...full, ...next } }, { spec: { ...full, ...old } });
  const changedPod = (spec: object, suspend = false): readonly string[] =>
    change({ template: { spec: { ...full.template.spec, ...spec } } }, { suspend });

  test('keeps its fields', () => {
    expect(change({ completionMode: undefined })).toEqual(['JOB-IMMUTABLE invalid spec.completionMode']);
    expect(change({ backoffLimitPerIndex: 0, managedBy: 'a.b/c', successPolicy: { rules: [] } })).toEqual([
      'JOB-IMMUTABLE invalid spec.backoffLimitPerIndex',
      'JOB-IMMUTABLE invalid spec.managedBy',
      'JOB-IMMUTABLE invalid spec.successPolicy',
    ]);
    expect(change({ suspend: true, backoffLimit: 1, activeDeadlineSeconds: 1, parallelism: 3 })).toEqual([]);
  });

  test('has other completions only with as many pods at a time', () => {
    expect(change({ completions: 6 })).toEqual(['JOB-COMPLETIONS-CHANGE invalid spec.completions']);
    expect(change({ completions: 6, parallelism: 6 })).toEqual([]);
    const plain = { completionMode: undefined, parallelism: undefined };
    expect(change({ ...plain, completions: 1 }, { ...plain, completions: undefined })).toEqual([]);
    expect(change({ ...plain, completions: 2 }, { ...plain, completions: undefined })).toEqual([
      'JOB-IMMUTABLE invalid spec.completions',
    ]);
  });

  test('keeps its pods', () => {
    expect(changedPod({ containers: [{ name: 'main', image: 'a:2' }] })).toEqual([
      'JOB-TEMPLATE-IMMUTABLE invalid spec.template',
    ]);
    expect(changedPod({ nodeSelector: { a: 'b' } })).toEqual(['JOB-TEMPLATE-IMMUTABLE invalid spec.template']);
  });

  test('may have other resources and places while it is suspended', () => {
    const places = { nodeSelector: { a: 'b' }, tolerations: [{ operator: 'Exists' }], affinity: { nodeAffinity: {} } };
    expect(changedPod({ ...places, containers: pod.containers }, true)).toEqual([]);
    expect(changedPod({ priorityClassName: 'high' }, true)).toEqual([
      'JOB-TEMPLATE-IMMUTABLE invalid spec.template.spec',
    ]);
  });

  test('is the same with what the API server fills in', () => {
    const [container] = full.template.spec.containers;
    const written = {
      ...container,
      imagePullPolicy: 'IfNotPresent',
      terminationMessagePath: '/dev/termination-log',
      resources: { requests: { cpu: '0.1', memory: '1024Mi' } },
    };
    expect(
      changedPod({
        containers: [written],
        dnsPolicy: 'ClusterFirst',
        schedulerName: 'default-scheduler',
        terminationGracePeriodSeconds: 30,
        hostNetwork: false,
        securityContext: {},
        volumes: [{ name: 'v', configMap: { name: 'c', defaultMode: 0o644 } }],
      }),
    ).toEqual([]);
    // templates have no default for it
    expect(changedPod({ enableServiceLinks: true })).toEqual(['JOB-TEMPLATE-IMMUTABLE invalid spec.template']);
  });
});
