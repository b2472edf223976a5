import { networkingKinds } from '../../../lib/kubernetes/networking/kinds';
import { judged } from '../judged';

const findings = judged(networkingKinds);
const metadata = { name: 'a' };
const service = { service: { name: '1web', port: { number: 80 } } };

const ingress = (spec: object, annotations: object = {}): readonly string[] =>
  findings('Ingress', { metadata: { ...metadata, annotations }, spec });
const path = (fields: object): readonly string[] =>
  ingress({ rules: [{ http: { paths: [{ backend: service, ...fields }] } }] });
const backend = (defaultBackend: object): readonly string[] => ingress({ defaultBackend });

const paths = 'spec.rules[0].http.paths';

// verdicts and paths are those of kube-apiserver 1.36.3
describe('an Ingress', () => {
  test('has rules or a default backend', () => {
    expect(ingress({ rules: [{ host: 'a.b' }] })).toEqual([]);
    expect(ingress({ defaultBackend: service })).toEqual([]);
    expect(ingress({})).toEqual(['INGRESS-EMPTY invalid spec']);
    expect(ingress({ rules: [{ http: {} }] })).toEqual([`INGRESS-PATHS required ${paths}`]);
  });

  test('has hosts that are DNS names', () => {
    const host = (text: string): readonly string[] => ingress({ rules: [{ host: text }] });
    expect(host('*.a.b')).toEqual([]);
    for (const text of ['A.b', '*', '*a.b', 'a.*.b', '10.0.0.1', 'a.b:80'])
      expect(host(text)).toEqual(['INGRESS-HOST invalid spec.rules[0].host']);
    expect(ingress({ defaultBackend: service, tls: [{ hosts: ['a.b', '*.*.b'], secretName: 'A' }] })).toEqual([
      'INGRESS-HOST invalid spec.tls[0].hosts[1]',
      'INGRESS-SECRET invalid spec.tls[0].secretName',
    ]);
  });

  test('compares paths in their shortest form, unless the controller knows how', () => {
    expect(path({ pathType: 'ImplementationSpecific' })).toEqual([]);
    expect(path({ pathType: 'ImplementationSpecific', path: '/a//..' })).toEqual([]);
    for (const text of ['', 'a', '/a//b', '/./a', '/a%2Fb', '/a/..', '/a/.'])
      expect(path({ pathType: 'Prefix', path: text })).toEqual([`INGRESS-PATH invalid ${paths}[0].path`]);
    expect(path({ pathType: 'Regex', path: 'a' })).toEqual([`INGRESS-PATH-TYPE notSupported ${paths}[0].pathType`]);
    expect(path({})).toEqual([`INGRESS-PATH-TYPE required ${paths}[0].pathType`]);
  });

  test('sends requests to the port of a Service, or to a resource', () => {
    expect(backend({ resource: { kind: 'Bucket', name: 'a' } })).toEqual([]);
    expect(backend({ ...service, resource: { kind: 'Bucket', name: 'a' } })).toEqual([
      'INGRESS-BACKEND invalid spec.defaultBackend',
    ]);
    expect(backend({})).toEqual(['INGRESS-BACKEND invalid spec.defaultBackend']);
    expect(backend({ resource: { apiGroup: 'A', name: 'a/b' } })).toEqual([
      'INGRESS-REFERENCE invalid spec.defaultBackend.resource.apiGroup',
      'INGRESS-REFERENCE required spec.defaultBackend.resource.kind',
      'INGRESS-REFERENCE invalid spec.defaultBackend.resource.name',
    ]);
    expect(backend({ service: { name: 'a.b', port: {} } })).toEqual([
      'INGRESS-SERVICE invalid spec.defaultBackend.service.name',
      'INGRESS-SERVICE-PORT required spec.defaultBackend',
    ]);
    expect(backend({ service: { name: 'a', port: { name: 'http', number: 80 } } })).toEqual([
      'INGRESS-SERVICE-PORT invalid spec.defaultBackend',
    ]);
    expect(backend({ service: { name: 'a', port: { number: 70_000 } } })).toEqual([
      'INGRESS-SERVICE-PORT invalid spec.defaultBackend.service.port.number',
    ]);
  });

  test('names its class once', () => {
    const annotation = { 'kubernetes.io/ingress.class': 'nginx' };
    const at = 'metadata.annotations[kubernetes.io/ingress.class]';
    expect(ingress({ defaultBackend: service, ingressClassName: 'nginx' }, annotation)).toEqual([]);
    expect(ingress({ defaultBackend: service }, annotation)).toEqual([`INGRESS-CLASS-ANNOTATION warning ${at}`]);
    expect(ingress({ defaultBackend: service, ingressClassName: 'N' }, annotation)).toEqual([
      'INGRESS-CLASS invalid spec.ingressClassName',
      `INGRESS-CLASS-TWICE invalid ${at}`,
    ]);
  });
});

describe('an IngressClass', () => {
  const ingressClass = (spec: object): readonly string[] => findings('IngressClass', { metadata, spec });
  const parameters = (fields: object): readonly string[] =>
    ingressClass({ controller: 'a.b/c', parameters: { kind: 'ConfigMap', name: 'a', ...fields } });

  test('names a controller, and never another', () => {
    expect(ingressClass({ controller: 'a.b/c/d' })).toEqual([]);
    expect(ingressClass({})).toEqual(['INGRESS-CLASS-CONTROLLER required spec.controller']);
    expect(ingressClass({ controller: 'nginx' })).toEqual(['INGRESS-CLASS-CONTROLLER invalid spec.controller']);
    expect(ingressClass({ controller: `a/${'b'.repeat(249)}` })).toEqual([
      'INGRESS-CLASS-CONTROLLER tooLong spec.controller',
    ]);
    expect(findings('IngressClass', { spec: { controller: 'a/c' } }, { spec: { controller: 'a/b' } })).toEqual([
      'INGRESS-CLASS-IMMUTABLE invalid spec.controller',
    ]);
  });

  test('has parameters in the cluster or in a namespace', () => {
    expect(parameters({})).toEqual([]);
    expect(parameters({ scope: 'Namespace', namespace: 'b' })).toEqual([]);
    expect(parameters({ namespace: 'b' })).toEqual(['INGRESS-CLASS-SCOPE forbidden spec.parameters.namespace']);
    expect(parameters({ scope: 'Namespace' })).toEqual(['INGRESS-CLASS-SCOPE required spec.parameters.namespace']);
    expect(parameters({ scope: 'Namespace', namespace: 'B' })).toEqual([
      'INGRESS-CLASS-SCOPE invalid spec.parameters.namespace',
    ]);
    expect(parameters({ scope: 'Namespaced' })).toEqual(['INGRESS-CLASS-SCOPE notSupported spec.parameters.scope']);
  });
});
