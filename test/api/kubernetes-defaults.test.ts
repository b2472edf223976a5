// What kube-apiserver 1.36.3 answers to empty and absent fields.
import { validateObject } from '../../lib/api/validate';
import type { KubernetesObject } from '../../lib/core/object';

const found = (object: object): readonly string[] =>
  validateObject({ metadata: { name: 'a', namespace: 'test' }, ...object } as KubernetesObject).map(
    ({ rule, path }) => `${rule} ${path}`,
  );
const container = { name: 'main', image: 'example.org/main:1' };
const podWith = (spec: object): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  spec: { containers: [container], ...spec },
});
const template = (spec: object): object => ({
  metadata: { labels: { app: 'a' } },
  spec: { containers: [container], ...spec },
});
const selector = { matchLabels: { app: 'a' } };

describe('an empty text in a closed set of values', () => {
  it('is an absent one where Go keeps it as text', () => {
    const service = { ports: [{ port: 80, protocol: '' }], type: '', sessionAffinity: '', externalTrafficPolicy: '' };
    expect(found({ apiVersion: 'v1', kind: 'Service', spec: service })).toEqual([]);
    expect(found(podWith({ dnsPolicy: '', restartPolicy: '', tolerations: [{ operator: '', effect: '' }] }))).toEqual(
      [],
    );
    const probe = { httpGet: { port: 80, scheme: '' } };
    const named = { ...container, imagePullPolicy: '', terminationMessagePolicy: '', livenessProbe: probe };
    expect(found(podWith({ containers: [{ ...named, ports: [{ containerPort: 80, protocol: '' }] }] }))).toEqual([]);
    const spec = { selector, template: template({ restartPolicy: '' }), strategy: { type: '' } };
    expect(found({ apiVersion: 'apps/v1', kind: 'Deployment', spec })).toEqual([]);
  });

  it('is a value, and refused, behind a pointer', () => {
    expect(found(podWith({ preemptionPolicy: '' }))).toEqual(['SCHEMA-VALUE spec.preemptionPolicy']);
    const volumeMounts = [{ name: 'v', mountPath: '/v', mountPropagation: '' }];
    const mounting = { containers: [{ ...container, volumeMounts }], volumes: [{ name: 'v', emptyDir: {} }] };
    expect(found(podWith(mounting))).toEqual(['SCHEMA-VALUE spec.containers[0].volumeMounts[0].mountPropagation']);
  });

  it('is missed in the pods of a Job, which have no default', () => {
    const spec = { template: template({ restartPolicy: '' }) };
    expect(found({ apiVersion: 'batch/v1', kind: 'Job', spec })).toEqual([
      'SCHEMA-VALUE spec.template.spec.restartPolicy',
    ]);
  });
});

describe('a field that Go always writes', () => {
  it('may be missing where nothing asks for it', () => {
    expect(found({ apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: 'a' } })).toEqual([]);
    expect(found(podWith({ securityContext: { sysctls: [{ name: 'kernel.shm_rmid_forced' }] } }))).toEqual([]);
    const iscsi = { targetPortal: '192.0.2.1:3260', iqn: 'iqn.2001-04.org.example:a' };
    expect(found(podWith({ volumes: [{ name: 'v', iscsi }] }))).toEqual([]);
  });
});

describe('numbers below zero', () => {
  it('are taken where the API server reads them in its own way', () => {
    expect(found(podWith({ terminationGracePeriodSeconds: -1 }))).toEqual([]);
    const spec = { selector, serviceName: 'a', template: template({}), revisionHistoryLimit: -1 };
    expect(found({ apiVersion: 'apps/v1', kind: 'StatefulSet', spec })).toEqual([]);
    expect(found({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { ...spec, serviceName: undefined } })).toEqual([
      'SCHEMA-INVALID spec.revisionHistoryLimit',
    ]);
  });
});

test('endpoints of every address family are known', () => {
  const slice = (addressType: string): object => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    addressType,
    endpoints: [],
  });
  expect(['FQDN', 'IPv4', 'IPv6'].flatMap(family => found(slice(family)))).toEqual([]);
  expect(found(slice('ipv4'))).toEqual(['SCHEMA-VALUE addressType']);
});
