import { workloadKinds } from '../../../lib/kubernetes/workload/kinds';
import { judged } from '../judged';

const findings = judged(workloadKinds);
const metadata = { name: 'web' };

// verdicts and paths are those of kube-apiserver 1.36.3
describe('a PodDisruptionBudget', () => {
  const budget = (spec: object): readonly string[] => findings('PodDisruptionBudget', { metadata, spec });

  test.each([
    [{ minAvailable: 1 }, []],
    [{ maxUnavailable: '100%' }, []],
    [{ minAvailable: 0, maxUnavailable: 0 }, ['PDB-BOTH invalid spec']],
    [{ minAvailable: '101%' }, ['WORKLOAD-AMOUNT-ALL invalid spec.minAvailable']],
    [{ maxUnavailable: 'some' }, ['WORKLOAD-AMOUNT invalid spec.maxUnavailable']],
    [{ unhealthyPodEvictionPolicy: 'Never' }, ['PDB-UNHEALTHY-PODS notSupported spec.unhealthyPodEvictionPolicy']],
    [
      { selector: { matchExpressions: [{ key: 'a', operator: 'In' }] } },
      ['SELECTOR-VALUES-MISSING required spec.selector.matchExpressions[0].values'],
    ],
  ])('%j: %j', (spec, expected) => {
    expect(budget(spec)).toEqual(expected);
  });

  test('has any name: the server does not look at it', () => {
    expect(findings('PodDisruptionBudget', { metadata: { name: 'A_b', labels: { a: '$' } } })).toEqual([]);
  });
});

describe('a PriorityClass', () => {
  const priority = (name: string, fields: object): readonly string[] =>
    findings('PriorityClass', { metadata: { name }, ...fields });

  test('has a value of users, unless it is one of the two of the system', () => {
    expect(priority('web', { value: 1_000_000_000 })).toEqual([]);
    expect(priority('web', { value: 1_000_000_001 })).toEqual(['PRIORITYCLASS-VALUE forbidden value']);
    expect(priority('system-web', { value: 1 })).toEqual(['PRIORITYCLASS-NAME forbidden metadata.name']);
    expect(priority('system-node-critical', { value: 2_000_001_000 })).toEqual([]);
    expect(priority('system-node-critical', { value: 2_000_000_000 })).toEqual([
      'PRIORITYCLASS-NAME forbidden metadata.name',
    ]);
    expect(priority('web', { preemptionPolicy: 'Always' })).toEqual([
      'PRIORITYCLASS-PREEMPTION notSupported preemptionPolicy',
    ]);
  });

  test('keeps value and preemption', () => {
    const change = (next: object, old: object): readonly string[] => findings('PriorityClass', next, old);
    expect(change({ value: 2 }, { value: 1 })).toEqual(['PRIORITYCLASS-IMMUTABLE forbidden value']);
    expect(change({ preemptionPolicy: 'Never' }, {})).toEqual(['PRIORITYCLASS-IMMUTABLE invalid preemptionPolicy']);
    expect(change({ preemptionPolicy: 'PreemptLowerPriority', globalDefault: true }, {})).toEqual([]);
  });
});

describe('a RuntimeClass', () => {
  const runtime = (fields: object): readonly string[] =>
    findings('RuntimeClass', { metadata, handler: 'runc', ...fields });

  test('has a handler for good', () => {
    expect(runtime({})).toEqual([]);
    expect(runtime({ handler: 'a.b' })).toEqual(['RUNTIMECLASS-HANDLER invalid handler']);
    expect(runtime({ handler: '' })).toEqual(['RUNTIMECLASS-HANDLER required handler']);
    expect(findings('RuntimeClass', { handler: 'runsc' }, { handler: 'runc' })).toEqual([
      'RUNTIMECLASS-IMMUTABLE invalid handler',
    ]);
  });

  test('has each toleration once, whatever its seconds', () => {
    const toleration = { key: 'a', operator: 'Exists', effect: 'NoExecute' };
    expect(runtime({ scheduling: { tolerations: [toleration, { ...toleration, tolerationSeconds: 5 }] } })).toEqual([
      'RUNTIMECLASS-TOLERATION-DUPLICATE duplicate scheduling.tolerations[1]',
    ]);
    expect(runtime({ scheduling: { nodeSelector: { a: '-' } } })).toEqual([
      'LABEL-VALUE invalid scheduling.nodeSelector',
    ]);
  });
});

describe('a Lease', () => {
  const lease = (spec: object): readonly string[] => findings('Lease', { metadata, spec });

  test('is held for a second or more', () => {
    expect(lease({ leaseDurationSeconds: 1, leaseTransitions: 0 })).toEqual([]);
    expect(lease({ leaseDurationSeconds: 0, leaseTransitions: -1 })).toEqual([
      'LEASE-DURATION invalid spec.leaseDurationSeconds',
      'LEASE-TRANSITIONS invalid spec.leaseTransitions',
    ]);
  });

  test('loses a strategy of coordinated elections, whose feature gate is off', () => {
    expect(lease({ strategy: 'a/b/c', preferredHolder: 'x' })).toEqual([]);
  });
});
