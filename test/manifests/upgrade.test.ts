import type { Finding } from '../../lib/core/finding';
import { readTree } from '../../lib/manifests/read-tree';
import { judgeUpgrade, type Upgrade } from '../../lib/manifests/upgrade';
import { objects } from '../../lib/rules/objects/topic';
import { topics } from '../../lib/topics';
import { inFolder, type Files } from './tree';

function upgrade(files: Files, from: string, to: string): readonly Finding[] {
  const versions: Upgrade = { from: `${from}.0`, to: `${to}.0` };
  return inFolder(files, () => judgeUpgrade(readTree(['.']), { topics: [objects, ...topics] }, versions).findings);
}

const seed = (fields: string): Files => ({
  'seed.yaml': `apiVersion: core.gardener.cloud/v1beta1
kind: Seed
metadata: { name: soil }
spec:
  provider: { type: openstack, region: eu01 }
  networks: { nodes: 10.240.0.0/16, pods: 10.241.128.0/17, services: 10.243.0.0/17 }
  ingress: { domain: ingress.soil.example.org, controller: { kind: nginx } }
${fields}`,
});
const internal =
  '    internal: { type: designate, domain: internal.example.org, credentialsRef: { apiVersion: v1, kind: Secret, name: dns, namespace: garden } }\n';
const provider = (field: string): string => `  dns:\n    provider: { type: designate, ${field} }\n`;
const old = 'secretRef: { name: dns, namespace: garden }';
const object = { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Seed', name: 'soil' };

describe('an upgrade of Gardener', () => {
  it('names a field that goes, with its successor, which is there already', () => {
    expect(upgrade(seed(provider(old) + internal), '1.138', '1.139')).toEqual([
      {
        rule: 'VERSION-FIELD-REMOVED',
        severity: 'error',
        type: 'unknownField',
        object,
        path: 'spec.dns.provider.secretRef',
        message: 'was removed in Gardener 1.139, this is 1.139',
        fix: 'use credentialsRef instead',
        effect: 'Gardener 1.138.0 has the new field as well: change it before the upgrade',
        source: 'imports/history.json',
        origin: { file: 'seed.yaml', line: 9, column: 34 },
      },
    ]);
  });

  it('names a field that becomes required, and only with the version that has it', () => {
    expect(upgrade(seed(provider(old)), '1.126', '1.127')).toEqual([
      {
        rule: 'SEED-DNS-INTERNAL',
        severity: 'error',
        type: 'required',
        object,
        path: 'spec.dns.internal',
        message: 'a seed needs the internal domain, below which it publishes the API servers of its shoots',
        fix: 'set dns.internal with type, domain and credentialsRef',
        effect: 'from Gardener 1.127.0 on',
        source: 'gardener:pkg/api/core/validation/seed.go v1.150',
        origin: { file: 'seed.yaml', line: 8, column: 3 },
      },
    ]);
  });

  it('names a version of Kubernetes that is dropped', () => {
    const shoot =
      'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata: { name: api, namespace: garden-dev }\nspec:\n  cloudProfile: { kind: CloudProfile, name: eu01 }\n  region: eu01\n  kubernetes: { version: 1.31.4 }\n  maintenance: { autoUpdate: { kubernetesVersion: false } }\n  provider: { type: openstack }\n';
    expect(upgrade({ 'shoot.yaml': shoot }, '1.141', '1.142')).toMatchObject([
      {
        rule: 'VS-06',
        severity: 'error',
        path: 'spec.kubernetes.version',
        value: '1.31.4',
        allowed: ['1.32', '1.33', '1.34', '1.35'],
        effect: 'from Gardener 1.142.0 on',
        origin: { file: 'shoot.yaml', line: 7 },
      },
    ]);
    expect(upgrade({ 'shoot.yaml': shoot }, '1.140', '1.141')).toEqual([]);
  });

  it('names a kind that goes', () => {
    const preset =
      'apiVersion: settings.gardener.cloud/v1alpha1\nkind: ClusterOpenIDConnectPreset\nmetadata: { name: a }\nspec:\n  weight: 1\n  projectSelector: {}\n  shootSelector: {}\n  server: { clientID: a, issuerURL: "https://id.example.org" }\n';
    expect(
      upgrade({ 'preset.yaml': preset }, '1.141', '1.142').map(({ rule, severity, message }) => [
        rule,
        severity,
        message,
      ]),
    ).toEqual([['VERSION-KIND', 'error', 'ClusterOpenIDConnectPreset was removed in Gardener 1.142, this is 1.142']]);
  });

  it('says what must wait for the new version', () => {
    const text = `${provider('credentialsRef: { apiVersion: v1, kind: Secret, name: dns, namespace: garden }')}${internal}`;
    expect(
      upgrade(seed(text), '1.134', '1.135').map(({ rule, severity, path, message }) => [rule, severity, path, message]),
    ).toContainEqual([
      'UPGRADE-COMES',
      'notice',
      'spec.dns.provider.credentialsRef',
      'exists since Gardener 1.135, this is 1.134 (VERSION-FIELD-NEW): valid with Gardener 1.135.0',
    ]);
  });

  it('counts what has nothing to do with it', () => {
    const text = `${provider('credentialsRef: { apiVersion: v1, kind: Secret, name: dns, namespace: garden }')}${internal}  surprise: 1\n`;
    expect(upgrade(seed(text), '1.139', '1.140')).toMatchObject([
      { rule: 'UPGRADE-STAYS', severity: 'notice', value: 1 },
    ]);
  });

  it('lists the steps of a larger one, refuses to go back, and does not know the future', () => {
    const sound = seed(
      `${provider('credentialsRef: { apiVersion: v1, kind: Secret, name: dns, namespace: garden }')}${internal}`,
    );
    expect(upgrade(sound, '1.139', '1.142')).toMatchObject([
      {
        rule: 'UPGRADE-STEPS',
        severity: 'warning',
        fix: 'upgrade to 1.140, then 1.141, then 1.142, and check each step',
      },
    ]);
    expect(upgrade(sound, '1.142', '1.139')).toMatchObject([
      {
        rule: 'UPGRADE-DOWNGRADE',
        severity: 'error',
        message: 'Gardener does not go back to an earlier minor: 1.142.0 -> 1.139.0',
      },
    ]);
    expect(upgrade(sound, '1.150', '1.151')).toMatchObject([
      {
        rule: 'UPGRADE-UNKNOWN',
        severity: 'warning',
        message: 'nothing is known about Gardener 1.151: judged like 1.150',
      },
    ]);
  });
});
