import { referenceCheck } from '../../../lib/gardener/landscape-rules/reference-check';
import { referenceFields } from '../../../lib/gardener/landscape-rules/references';
import { builtinRegistry } from '../../../lib/api/registry';
import { findingsOf, holder, shoot, treeOf, type TreeObject } from './tree';

const core = 'core.gardener.cloud/v1beta1';
const resources = [{ name: 'a', resourceRef: { apiVersion: 'v1', kind: 'Secret', name: 'token' } }];
const withToken = shoot('fern', { resources });
const at = 'fern spec.resources[0].resourceRef.name';

describe('a reference', () => {
  test('to an object beside it is fine', () => {
    expect(findingsOf(referenceCheck, treeOf([withToken, holder('Secret', 'garden-dev', 'token')]))).toEqual([]);
  });

  test('to an absent object is an error in a complete landscape', () => {
    expect(findingsOf(referenceCheck, treeOf([withToken], { complete: true }))).toEqual([
      `XR-SHOOT-RESOURCE ${at}: Secret garden-dev/token does not exist: a resource that extensions of a Shoot read must exist`,
    ]);
  });

  test('is an error in part of a landscape only where others of that kind lie in that cluster and namespace', () => {
    const unchecked = [`XR-UNCHECKED ${at}: not checked: Secret garden-dev/token is not in this tree`];
    const other = holder('Secret', 'garden-prod', 'other');
    expect(findingsOf(referenceCheck, treeOf([withToken]))).toEqual(unchecked);
    expect(findingsOf(referenceCheck, treeOf([withToken, other]))).toEqual(unchecked);
    const inSeed = { ...holder('Secret', 'garden-dev', 'token'), cluster: 'seeds/soil' };
    expect(findingsOf(referenceCheck, treeOf([withToken, inSeed]))).toEqual(unchecked);
    const neighbor = holder('Secret', 'garden-dev', 'neighbor');
    expect(findingsOf(referenceCheck, treeOf([withToken, neighbor]))).toHaveLength(1);
    expect(findingsOf(referenceCheck, treeOf([withToken, neighbor]))[0]).toContain('XR-SHOOT-RESOURCE');
  });

  test('may lead to what is kept elsewhere, or is made from an object of the tree', () => {
    const externals = [{ apiVersion: 'v1', kind: 'Secret', namespace: 'garden-dev', name: 'token' }];
    expect(findingsOf(referenceCheck, treeOf([withToken], { complete: true, externals }))).toEqual([]);
    const made = (apiVersion: string, kind: string, name: string, spec: object): TreeObject => ({
      apiVersion,
      kind,
      metadata: { name, namespace: 'garden-dev' },
      spec,
    });
    for (const maker of [
      made('external-secrets.io/v1', 'ExternalSecret', 'token', {}),
      made('external-secrets.io/v1', 'ExternalSecret', 'other', { target: { name: 'token' } }),
      made('bitnami.com/v1alpha1', 'SealedSecret', 'token', {}),
      made('cert-manager.io/v1', 'Certificate', 'other', { secretName: 'token' }),
    ])
      expect(findingsOf(referenceCheck, treeOf([withToken, maker], { complete: true }))).toEqual([]);
  });

  test('needs its key in a ConfigMap that has data', () => {
    const configMapName = 'authentication';
    const user = shoot('fern', { kubernetes: { kubeAPIServer: { structuredAuthentication: { configMapName } } } });
    const path = 'spec.kubernetes.kubeAPIServer.structuredAuthentication.configMapName';
    const findings = (...keys: string[]): string[] =>
      findingsOf(referenceCheck, treeOf([user, holder('ConfigMap', 'garden-dev', configMapName, ...keys)]));
    expect(findings('config.yaml')).toEqual([]);
    expect(findings('config.yml')).toEqual([
      `XR-SHOOT-AUTHENTICATION fern ${path}: ConfigMap garden-dev/authentication has no key config.yaml`,
    ]);
  });

  test('takes kind and namespace from the field where it tells them', () => {
    const binding: TreeObject = {
      apiVersion: 'security.gardener.cloud/v1alpha1',
      kind: 'CredentialsBinding',
      metadata: { name: 'b', namespace: 'garden-dev' },
      credentialsRef: {
        apiVersion: 'security.gardener.cloud/v1alpha1',
        kind: 'WorkloadIdentity',
        namespace: 'garden',
        name: 'id',
      },
      quotas: [{ name: 'trial', namespace: 'garden' }],
    };
    expect(findingsOf(referenceCheck, treeOf([binding], { complete: true }))).toEqual([
      'XR-CREDENTIALSBINDING-CREDENTIALS b credentialsRef.name: WorkloadIdentity garden/id does not exist: the credentials of a binding must exist',
      'XR-CREDENTIALSBINDING-QUOTA b quotas[0].name: Quota garden/trial does not exist: a quota of a binding must exist',
    ]);
  });

  test('of a cluster-scoped kind has no namespace', () => {
    const child: TreeObject = {
      apiVersion: core,
      kind: 'NamespacedCloudProfile',
      metadata: { name: 'child', namespace: 'garden-dev' },
      spec: { parent: { kind: 'CloudProfile', name: 'eu01' } },
    };
    const parent: TreeObject = { apiVersion: core, kind: 'CloudProfile', metadata: { name: 'eu01' } };
    expect(findingsOf(referenceCheck, treeOf([child, parent], { complete: true }))).toEqual([]);
    expect(findingsOf(referenceCheck, treeOf([child], { complete: true }))).toEqual([
      'XR-NAMESPACEDCLOUDPROFILE-PARENT child spec.parent.name: CloudProfile eu01 does not exist: the parent of a NamespacedCloudProfile must exist',
    ]);
  });

  test('below a gardenlet is that of its seed', () => {
    const credentialsRef = { apiVersion: 'v1', kind: 'Secret', name: 'dns', namespace: 'garden' };
    const seedConfig = { spec: { dns: { internal: { credentialsRef } } } };
    const gardenlet: TreeObject = {
      apiVersion: 'seedmanagement.gardener.cloud/v1alpha1',
      kind: 'Gardenlet',
      metadata: { name: 'soil', namespace: 'garden' },
      spec: { config: { seedConfig } },
    };
    const path = 'spec.config.seedConfig.spec.dns.internal.credentialsRef.name';
    expect(findingsOf(referenceCheck, treeOf([gardenlet], { complete: true }))).toEqual([
      `XR-SEED-DNS soil ${path}: Secret garden/dns does not exist: the credentials of the DNS of a Seed must exist`,
    ]);
  });
});

test('every kind that refers to others has a schema', () => {
  const known = new Set([...builtinRegistry().all()].map(({ group, kind }) => `${group}/${kind}`));
  expect(Object.keys(referenceFields).filter(kind => !known.has(kind))).toEqual([]);
});
