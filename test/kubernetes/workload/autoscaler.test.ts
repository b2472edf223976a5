import { workloadKinds } from '../../../lib/kubernetes/workload/kinds';
import { judged } from '../judged';

const findings = judged(workloadKinds);
const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const autoscaler = (spec: object): readonly string[] =>
  findings('HorizontalPodAutoscaler', { metadata: { name: 'web' }, spec: { scaleTargetRef, maxReplicas: 5, ...spec } });

// verdicts and paths are those of kube-apiserver 1.36.3
describe('an autoscaler', () => {
  test('keeps between two numbers of pods', () => {
    expect(autoscaler({})).toEqual([]);
    expect(autoscaler({ minReplicas: 5 })).toEqual([]);
    expect(autoscaler({ minReplicas: 6 })).toEqual(['HPA-REPLICAS invalid spec.maxReplicas']);
    expect(autoscaler({ minReplicas: -1 })).toEqual(['HPA-REPLICAS invalid spec.minReplicas']);
    expect(autoscaler({ maxReplicas: -1 })).toEqual(['HPA-REPLICAS invalid spec.maxReplicas']);
    expect(autoscaler({ maxReplicas: undefined })).toEqual(['HPA-REPLICAS required spec.maxReplicas']);
  });

  test('never takes all pods away', () => {
    expect(autoscaler({ minReplicas: 0 })).toEqual([
      'HPA-REPLICAS invalid spec.minReplicas',
      'HPA-ZERO-METRICS forbidden spec.metrics',
    ]);
    const external = { type: 'External', external: { metric: { name: 'a' }, target: { type: 'Value', value: 1 } } };
    expect(autoscaler({ minReplicas: 0, metrics: [external] })).toEqual(['HPA-REPLICAS invalid spec.minReplicas']);
  });

  test.each([
    [{ ...scaleTargetRef, apiVersion: 'v1' }, ['HPA-REFERENCE-VERSION invalid spec.scaleTargetRef.apiVersion']],
    [{ ...scaleTargetRef, apiVersion: 'a/b/c' }, ['HPA-REFERENCE-VERSION invalid spec.scaleTargetRef.apiVersion']],
    [{ ...scaleTargetRef, apiVersion: '/v1' }, ['HPA-REFERENCE-VERSION invalid spec.scaleTargetRef.apiVersion']],
    [{ ...scaleTargetRef, apiVersion: 'apps/' }, []],
    [{ kind: 'ReplicationController', name: 'web' }, []],
    [
      { ...scaleTargetRef, kind: 'a/b', name: '..' },
      ['HPA-REFERENCE invalid spec.scaleTargetRef.kind', 'HPA-REFERENCE invalid spec.scaleTargetRef.name'],
    ],
    [{ ...scaleTargetRef, name: '' }, ['HPA-REFERENCE required spec.scaleTargetRef.name']],
    // the server names the three fields below
    [undefined, ['HPA-TARGET-MISSING required spec.scaleTargetRef']],
  ])('scales %j: %j', (reference, expected) => {
    expect(autoscaler({ scaleTargetRef: reference })).toEqual(expected);
  });

  test('of the first version keeps to a utilization of 1 percent or more', () => {
    expect(autoscaler({ targetCPUUtilizationPercentage: 1 })).toEqual([]);
    // the server names the metric that it makes of it
    expect(autoscaler({ targetCPUUtilizationPercentage: 0 })).toEqual([
      'HPA-UTILIZATION invalid spec.targetCPUUtilizationPercentage',
    ]);
  });
});

describe('a metric', () => {
  const metric = (entry: object): readonly string[] => autoscaler({ metrics: [entry] });
  const target = { type: 'AverageValue', averageValue: '100m' };
  const path = 'spec.metrics[0]';

  test('has the source of its type', () => {
    const resource = { name: 'cpu', target };
    expect(metric({ type: 'Resource', resource })).toEqual([]);
    expect(metric({ type: 'Resource' })).toEqual([`HPA-METRIC-SOURCE required ${path}.resource`]);
    expect(metric({ type: 'CPU', resource })).toEqual([`HPA-METRIC-TYPE notSupported ${path}.type`]);
    expect(metric({ type: 'Pods', resource })).toEqual([`HPA-METRIC-SOURCE required ${path}.pods`]);
    expect(metric({ type: 'Resource', resource, pods: { metric: { name: 'a' }, target } })).toEqual([
      `HPA-METRIC-SOURCE forbidden ${path}.pods`,
    ]);
  });

  test('is judged in its first source only', () => {
    const pods = { metric: { name: '' }, target: { type: 'Value' } };
    expect(metric({ type: 'Resource', pods, resource: { name: '', target: { type: 'x' } } })).toEqual([
      `HPA-METRIC-NAME required ${path}.pods.metric.name`,
      `HPA-TARGET-NONE required ${path}.pods.target.averageValue`,
      `HPA-METRIC-SOURCE forbidden ${path}.pods`,
    ]);
  });

  test.each([
    ['Resource', { type: 'Utilization', averageUtilization: 0 }, ['HPA-TARGET-VALUE invalid averageUtilization']],
    ['Resource', { type: 'Value', value: '1' }, ['HPA-TARGET-NONE required averageUtilization']],
    ['Resource', { ...target, averageUtilization: 5 }, ['HPA-TARGET-BOTH forbidden averageValue']],
    ['Pods', { type: 'Value', value: '1' }, ['HPA-TARGET-NONE required averageValue']],
    ['Pods', { ...target, averageValue: '0' }, ['HPA-TARGET-VALUE invalid averageValue']],
    ['Object', { type: 'Value' }, ['HPA-TARGET-NONE required averageValue']],
    ['Object', { ...target, value: 1 }, []],
    ['External', { ...target, value: 1 }, ['HPA-TARGET-BOTH forbidden value']],
    ['External', { ...target, type: 'Average' }, ['HPA-TARGET-TYPE notSupported type']],
  ])('of type %s keeps to %j: %j', (type, kept, expected) => {
    const source = type.toLowerCase();
    const fields = type === 'Resource' ? { name: 'cpu' } : { metric: { name: 'm' } };
    const object = type === 'Object' && { describedObject: { apiVersion: 'v1', kind: 'Service', name: 's' } };
    const at = (finding: string): string => finding.replace(/ (\w+)$/, ` ${path}.${source}.target.$1`);
    expect(metric({ type, [source]: { ...fields, ...object, target: kept } })).toEqual(expected.map(at));
  });
});

describe('the behavior of an autoscaler', () => {
  const down = (scaleDown: object): readonly string[] => autoscaler({ behavior: { scaleDown } });
  const path = 'spec.behavior.scaleDown';

  test.each([
    [{}, []],
    [{ stabilizationWindowSeconds: 3600, selectPolicy: 'Disabled', tolerance: '0.1' }, []],
    [{ stabilizationWindowSeconds: 3601 }, [`HPA-WINDOW invalid ${path}.stabilizationWindowSeconds`]],
    [{ selectPolicy: 'None' }, [`HPA-SELECT notSupported ${path}.selectPolicy`]],
    [{ tolerance: '-0.1' }, [`HPA-TOLERANCE invalid ${path}.tolerance`]],
    [{ policies: [] }, [`HPA-POLICIES required ${path}.policies`]],
    [{ policies: [{ type: 'Percent', value: 10, periodSeconds: 1800 }] }, []],
    [
      { policies: [{ type: 'All', value: 0, periodSeconds: 1801 }] },
      [
        `HPA-POLICY notSupported ${path}.policies[0].type`,
        `HPA-POLICY invalid ${path}.policies[0].value`,
        `HPA-POLICY invalid ${path}.policies[0].periodSeconds`,
      ],
    ],
  ])('%j: %j', (rules, expected) => {
    expect(down(rules)).toEqual(expected);
  });
});
