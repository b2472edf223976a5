import type { KubernetesObject } from '../../../lib/core/object';
import { findingsOf, inFile } from '../tree';

const shootWith = (url: string, kind = 'GitRepository'): KubernetesObject => ({
  apiVersion: 'core.gardener.cloud/v1beta1',
  kind: 'Shoot',
  metadata: {
    name: 'botany',
    namespace: 'garden-dev',
    annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
  },
  spec: {
    resources: [{ name: 'git', resourceRef: { apiVersion: 'v1', kind: 'Secret', name: 'proj-git' } }],
    extensions: [
      {
        type: 'shoot-flux',
        providerConfig: {
          apiVersion: 'flux.extensions.gardener.cloud/v1alpha1',
          kind: 'FluxConfig',
          flux: { version: 'v2.9.2' },
          source: {
            secretResourceName: 'git',
            template: {
              apiVersion: 'source.toolkit.fluxcd.io/v1',
              kind,
              spec: { url, ref: kind === 'GitRepository' ? { branch: 'main' } : { tag: 'main' } },
            },
          },
          kustomization: { template: { spec: { path: 'a', prune: true } } },
        },
      },
    ],
  },
});

const judged = (shoot: KubernetesObject, secret: object): string[] => {
  const object = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'proj-git', namespace: 'garden-dev' },
    ...secret,
  };
  return findingsOf([inFile('shoot.yaml', shoot), inFile('secret.yaml', object)]).map(({ rule, path, message }) =>
    `${rule} ${path.split('.').slice(-2).join('.')} ${rule === 'FX-SECRET-KEYS' ? message : ''}`.trim(),
  );
};

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const ssh = shootWith('ssh://git@git.example.org:2222/fleet');
const https = shootWith('https://git.example.org/fleet.git');
const at = 'source.secretResourceName';

describe('the Secret of a source of a Shoot', () => {
  it.each<[string, string[]]>([
    ['[git.example.org]:2222 ssh-ed25519 AAAA', []],
    ['git.example.org ssh-ed25519 AAAA', [`FX-KNOWN-HOSTS ${at}`]],
    ['[other.example.org]:2222 ssh-ed25519 AAAA', [`FX-KNOWN-HOSTS ${at}`]],
  ])('names the host of the URL in known_hosts: %s', (known_hosts, expected) => {
    expect(judged(ssh, { stringData: { identity: 'key', known_hosts } })).toEqual(expected);
    expect(judged(ssh, { data: { identity: base64('key'), known_hosts: base64(known_hosts) } })).toEqual(expected);
  });

  it('is not read where it is encrypted, but its keys are known', () => {
    expect(judged(ssh, { stringData: { identity: 'ENC[a]', known_hosts: 'ENC[b]' }, sops: {} })).toEqual([]);
    expect(judged(ssh, { stringData: { identity: 'ENC[a]' }, sops: {} })).toEqual([
      `FX-SECRET-KEYS ${at} Secret proj-git needs the key known_hosts for a repository over SSH`,
    ]);
  });

  it.each<[string, object, string[]]>([
    ['a user with a password', { stringData: { username: 'a', password: 'b' } }, []],
    ['a token', { stringData: { bearerToken: 'a' } }, []],
    [
      'a user alone',
      { stringData: { username: 'a' } },
      [`FX-SECRET-KEYS ${at} Secret proj-git needs username and password, or bearerToken`],
    ],
  ])('logs in over HTTPS with %s', (_, secret, expected) => {
    expect(judged(https, secret)).toEqual(expected);
  });

  it('of a registry is one of its own type', () => {
    const oci = shootWith('oci://registry.example.org/fleet', 'OCIRepository');
    expect(judged(oci, { type: 'kubernetes.io/dockerconfigjson', data: {} })).toEqual([]);
    expect(judged(oci, { data: {} })).toEqual([
      `FX-SECRET-KEYS ${at} Secret proj-git needs the type kubernetes.io/dockerconfigjson`,
    ]);
  });
});
