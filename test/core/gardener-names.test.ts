import * as names from '../../lib/core/gardener-names';
import { isDNS1123Label } from '../../lib/core/names';

describe('names that Gardener derives', () => {
  test('the technical id and its short form', () => {
    expect(names.technicalId('dev', 'crazy-botany')).toBe('shoot--dev--crazy-botany');
    expect(names.shortId('shoot--dev--crazy-botany')).toBe('dev--crazy-botany');
    expect(names.shortId('shoot-dev--crazy-botany')).toBe('dev--crazy-botany');
    expect(names.technicalId('a'.repeat(10), 'b'.repeat(11))).toHaveLength(names.nameLimits.technicalId);
  });

  test('namespaces of seeds, Projects, extensions and zones', () => {
    expect(names.seedNamespace('soil')).toBe('seed-soil');
    expect(names.seedOfNamespace('seed-soil')).toBe('soil');
    expect(names.seedOfNamespace('garden')).toBeUndefined();
    expect(isDNS1123Label(names.seedNamespace('s'.repeat(names.nameLimits.seed)))).toBe(true);
    expect(names.generatedProjectNamespace('dev', '')).toBe('garden-dev-e3b0c');
    expect(names.extensionNamespace('provider-openstack-x')).toBe('extension-provider-openstack-x');
    expect(names.zonalNamespace('istio-ingress', 'eu01-1')).toBe('istio-ingress--eu01-1');
    expect(names.zonalNamespace('istio-ingress', 'EU01-1')).toMatch(/^istio-ingress--[0-9a-f]{5}$/);
    expect(names.zonalNamespace('istio-ingress', 'z'.repeat(49))).toMatch(/^istio-ingress--[0-9a-f]{5}$/);
    expect(names.zonalNamespace('istio-ingress', 'z'.repeat(48))).toHaveLength(63);
  });

  // gardener:pkg/utils/kubernetes/object_test.go
  test('names of immutable objects end in a checksum, after one hyphen', () => {
    const data = { foo: 'bar', bar: 'foo' };
    expect(names.uniqueName('some-name', data)).toBe('some-name-ec321de5');
    expect(names.uniqueName('some-name-', data)).toBe('some-name-ec321de5');
  });

  test('references, backups and network policies', () => {
    expect(names.referenceAnnotationKey('configmap', 'gardenlet-configmap-e03f6438')).toBe(
      'reference.resources.gardener.cloud/configmap-570ac501',
    );
    expect(names.backupEntryName('shoot--dev--a', 'u-1')).toBe('shoot--dev--a--u-1');
    expect(names.networkPolicyLabel('kube-apiserver', 443)).toBe(
      'networking.resources.gardener.cloud/to-kube-apiserver-tcp-443',
    );
    const long = names.networkPolicyLabel('s'.repeat(60), 443);
    expect(long).toMatch(/^networking\.resources\.gardener\.cloud\/to-s{54}-[0-9a-f]{5}$/);
  });
});
