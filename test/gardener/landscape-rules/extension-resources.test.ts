import { extensionResourceCheck } from '../../../lib/gardener/landscape-rules/extension-resources';
import { findingsOf, shoot, treeOf } from './tree';

const config = (group: string, fields: object): object => ({
  providerConfig: { apiVersion: `${group}.gardener.cloud/v1alpha1`, ...fields },
});
const resource = (kind: string, name: string): object => ({ name, resourceRef: { apiVersion: 'v1', kind, name } });
const resources = [resource('Secret', 'auditing-mtls-compute'), resource('ConfigMap', 'rules')];
const path = 'spec.extensions[0].providerConfig';

function judged(extension: object): readonly string[] {
  const tree = treeOf([shoot('web', { extensions: [extension], resources })]);
  return findingsOf(extensionResourceCheck, tree).map(line => line.slice(0, line.indexOf(':')));
}

describe('the configuration of an extension names entries of spec.resources', () => {
  const auditing = (secretReferenceName: string): object =>
    config('auditing.extensions', {
      backends: [{ http: { url: 'https://audit.example.org', tls: { secretReferenceName } } }],
    });

  test('that are there, by their names', () => {
    expect(judged(auditing('auditing-mtls-compute'))).toEqual([]);
    expect(judged(auditing('auditing-mtls'))).toEqual([
      `XR-EXTENSION-NAME web ${path}.backends[0].http.tls.secretReferenceName`,
    ]);
    expect(judged({ ...auditing('auditing-mtls'), disabled: true })).toEqual([]);
  });

  test('of the kind that it reads', () => {
    const falco = config('falco.extensions', {
      destinations: [{ name: 'custom', resourceSecretName: 'rules' }],
      rules: {
        custom: [{ resourceName: 'rules' }, { resourceName: 'auditing-mtls-compute' }, { shootConfigMap: 'own' }],
      },
    });
    expect(judged(falco)).toEqual([
      `XR-EXTENSION-KIND web ${path}.destinations[0].resourceSecretName`,
      `XR-EXTENSION-KIND web ${path}.rules.custom[1].resourceName`,
    ]);
  });

  test('but not where it is switched off, or completed from the Shoot', () => {
    const splunk = (enabled: boolean): object =>
      config('audit.metal.extensions', { backends: { splunk: { enabled, secretResourceName: 'splunk' } } });
    expect(judged(splunk(false))).toEqual([]);
    expect(judged(splunk(true))).toEqual([`XR-EXTENSION-NAME web ${path}.backends.splunk.secretResourceName`]);
    const dns = (syncProvidersFromShootSpecDNS: boolean): object =>
      config('service.dns.extensions', {
        syncProvidersFromShootSpecDNS,
        providers: [{ type: 'aws-route53', secretName: 'dns' }],
      });
    expect(judged(dns(true))).toEqual([]);
    expect(judged(dns(false))).toEqual([`XR-EXTENSION-NAME web ${path}.providers[0].secretName`]);
  });
});
