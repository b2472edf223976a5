import type { KubernetesObject } from '../../lib/core/object';
import { validateObject } from '../../lib/api/validate';

const found = (object: object): readonly string[] =>
  validateObject(object as KubernetesObject).map(({ rule, path }) => `${rule} ${path}`);

const metadata = { name: 'a', namespace: 'test' };
const container = { name: 'main', image: 'example.org/main:1' };
const deployment = (pod: object, spec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata,
  spec: {
    selector: { matchLabels: { app: 'a' } },
    template: { metadata: { labels: { app: 'a' } }, spec: { containers: [container], ...pod } },
    ...spec,
  },
});
const withContainer = (fields: object): object => deployment({ containers: [{ ...container, ...fields }] });
const inPod = 'spec.template.spec';
const inContainer = `${inPod}.containers[0]`;

describe('what Kubernetes refuses beyond types', () => {
  it('in containers', () => {
    expect(found(withContainer({}))).toEqual([]);
    expect(found(deployment({ containers: [] }))).toEqual([`SCHEMA-REQUIRED ${inPod}.containers`]);
    expect(found(deployment({ containers: [{ name: 'main' }] }))).toEqual([`SCHEMA-REQUIRED ${inContainer}.image`]);
    expect(found(withContainer({ name: 'Main' }))).toEqual([`SCHEMA-INVALID ${inContainer}.name`]);
    expect(found(withContainer({ env: [{ name: 'A=B', value: 'c' }] }))).toEqual([
      `SCHEMA-INVALID ${inContainer}.env[0].name`,
    ]);
    expect(found(withContainer({ env: [{ name: 'my.variable-1', value: '' }] }))).toEqual([]);
  });

  it('in ports, by number and by name', () => {
    const port = (fields: object): readonly string[] => found(withContainer({ ports: [fields] }));
    const at = `SCHEMA-INVALID ${inContainer}.ports[0]`;
    expect(port({ name: 'http-2', containerPort: 65535 })).toEqual([]);
    expect(port({ containerPort: 0 })).toEqual([`${at}.containerPort`]);
    expect(port({ containerPort: 65536 })).toEqual([`${at}.containerPort`]);
    expect(port({ name: 'HTTP', containerPort: 80 })).toEqual([`${at}.name`]);
    expect(port({ name: 'a-very-long-name', containerPort: 80 })).toEqual([`${at}.name`]);
    expect(port({ name: '8080', containerPort: 80 })).toEqual([`${at}.name`]);
  });

  it('in probes: a number in quotes is no port name', () => {
    const probe = (fields: object): readonly string[] => found(withContainer({ livenessProbe: fields }));
    expect(probe({ httpGet: { path: '/', port: 'http' } })).toEqual([]);
    expect(probe({ httpGet: { path: '/', port: 8080 } })).toEqual([]);
    expect(probe({ httpGet: { path: '/', port: '8080' } })).toEqual([
      `SCHEMA-INVALID ${inContainer}.livenessProbe.httpGet.port`,
    ]);
    expect(probe({ tcpSocket: { port: 80 }, periodSeconds: -1 })).toEqual([
      `SCHEMA-INVALID ${inContainer}.livenessProbe.periodSeconds`,
    ]);
  });

  it('in volumes: a mode that was meant in octal', () => {
    const volume = (fields: object): readonly string[] => found(deployment({ volumes: [{ name: 'v', ...fields }] }));
    const at = `SCHEMA-INVALID ${inPod}.volumes[0]`;
    expect(volume({ secret: { secretName: 's', defaultMode: 0o644 } })).toEqual([]);
    expect(volume({ secret: { secretName: 's', defaultMode: 644 } })).toEqual([`${at}.secret.defaultMode`]);
    expect(volume({})).toEqual([]);
  });

  it('in workloads: each restarts its pods in its own way', () => {
    const job = (pod: object): object => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata,
      spec: { template: { spec: { containers: [container], ...pod } } },
    });
    expect(found(deployment({ restartPolicy: 'Never' }))).toEqual([`SCHEMA-VALUE ${inPod}.restartPolicy`]);
    expect(found(job({}))).toEqual([`SCHEMA-REQUIRED ${inPod}.restartPolicy`]);
    expect(found(job({ restartPolicy: 'Always' }))).toEqual([`SCHEMA-VALUE ${inPod}.restartPolicy`]);
    expect(found(job({ restartPolicy: 'Never' }))).toEqual([]);
    expect(found(deployment({}, { replicas: -1 }))).toEqual(['SCHEMA-INVALID spec.replicas']);
    expect(found(deployment({}, { strategy: { rollingUpdate: { maxUnavailable: '120%' } } }))).toEqual([
      'SCHEMA-INVALID spec.strategy.rollingUpdate.maxUnavailable',
    ]);
  });

  it('in selectors, rules of access and of networks, budgets and schedules', () => {
    const kind = (apiVersion: string, name: string, rest: object): readonly string[] =>
      found({ apiVersion, kind: name, metadata, ...rest });
    expect(
      kind('policy/v1', 'PodDisruptionBudget', {
        spec: {
          minAvailable: '110%',
          selector: { matchExpressions: [{ key: 'a', operator: 'Equals', values: ['b'] }] },
        },
      }),
    ).toEqual(['SCHEMA-INVALID spec.minAvailable', 'SCHEMA-VALUE spec.selector.matchExpressions[0].operator']);
    expect(
      kind('rbac.authorization.k8s.io/v1', 'RoleBinding', {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Rule', name: 'a' },
        subjects: [{ kind: 'Users', name: 'a' }],
      }),
    ).toEqual(['SCHEMA-VALUE roleRef.kind', 'SCHEMA-VALUE subjects[0].kind']);
    expect(
      kind('networking.k8s.io/v1', 'NetworkPolicy', {
        spec: { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0' } }] }] },
      }),
    ).toEqual(['SCHEMA-INVALID spec.ingress[0].from[0].ipBlock.cidr']);
    const jobTemplate = { spec: { template: { spec: { restartPolicy: 'Never', containers: [container] } } } };
    const cron = (schedule: string): readonly string[] =>
      kind('batch/v1', 'CronJob', { spec: { schedule, jobTemplate } });
    for (const schedule of ['@daily', '@every 1h30m', '*/5 0-6 * JAN 1,2', ' 0 0 * * ? '])
      expect([schedule, cron(schedule)]).toEqual([schedule, []]);
    for (const schedule of ['* * * *', '@dayly', '0 0 * * * *'])
      expect([schedule, cron(schedule)]).toEqual([schedule, ['SCHEMA-INVALID spec.schedule']]);
  });

  it('in no other kind that holds the same structures', () => {
    const template = {
      apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
      kind: 'Gardenlet',
      metadata: { name: 'a', namespace: 'garden' },
      spec: {
        deployment: {
          helm: { ociRepository: { ref: 'example.org/gardenlet:v1.150.0' } },
          additionalVolumes: [{ name: 'V', emptyDir: {} }],
        },
      },
    };
    expect(found(template)).toEqual([]);
  });
});
