import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import { FluxBootstrap, git, releaseManifests } from '../../lib/flux';
import { OperatorExtension, SecretReference } from '../../lib/gardener';
import { SopsFile } from '../../lib/landscape/sops-file';
import { configMap } from '../synth/tree';
import { delivered, fleet, source, synthesized } from './landscapes';

const cluster = 'shoots/dev/rose/flux-system';

interface Spec {
  readonly extensions: readonly { readonly type: string; readonly providerConfig: Config }[];
  readonly resources?: readonly { readonly name: string }[];
}

interface Config {
  readonly flux: object;
  readonly source: { readonly template: object };
  readonly kustomization: { readonly template: object };
}

function shootOf(outcome: ReturnType<typeof synthesized>): Spec {
  return outcome.object('virtual-garden/shoots/dev', 'Shoot', 'rose')['spec'] as Spec;
}

function configOf(outcome: ReturnType<typeof synthesized>): Config {
  const [extension] = shootOf(outcome).extensions;
  if (extension?.type !== 'shoot-flux') throw new Error('there is no entry of shoot-flux');
  return extension.providerConfig;
}

describe('the bootstrap of a shoot', () => {
  it('is what the delivery holds for the shoot: the same source, and the same first Flux Kustomization', () => {
    const { root, shoot } = fleet();
    new FluxBootstrap(shoot, 'flux');
    configMap(new Chart(shoot.cluster, 'shop'), 'a');
    delivered(root);
    const outcome = synthesized(root);
    const { source: from, kustomization, flux } = configOf(outcome);
    expect(flux).toEqual({
      version: 'v2.9.2',
      registry: 'ghcr.io/fluxcd',
      namespace: 'flux-system',
    });
    expect(from.template).toEqual(outcome.object(cluster, 'GitRepository', 'fleet'));
    const sourceRef = { kind: 'GitRepository', name: 'fleet', namespace: 'flux-system' };
    const root_ = outcome.object(cluster, 'Kustomization', 'flux-system');
    expect(kustomization.template).toEqual({ ...root_, spec: { ...(root_['spec'] as object), sourceRef } });
    expect(outcome.object(cluster, 'Kustomization', 'shoots-dev-rose-shop')).toMatchObject({
      spec: { path: './dist/fleet/shoots/dev/rose/shop' },
    });
    expect(outcome.findings).toEqual([]);
  });

  it('shows what the extension will apply as a prediction', () => {
    const { root, shoot } = fleet();
    new FluxBootstrap(shoot, 'flux');
    delivered(root);
    const text = synthesized(root).text('preview/shoots/dev/rose/shoot.garden-dev.rose.yaml');
    expect(text.match(/^kind: .*$/gm)).toEqual(['kind: Namespace', 'kind: Kustomization', 'kind: GitRepository']);
  });

  it('has a part of dist/ before the shoot has units, with Flux itself where the delivery installs it', () => {
    const { root, shoot } = fleet();
    new FluxBootstrap(shoot, 'flux');
    const components = ['source-controller', 'kustomize-controller'];
    delivered(root, { install: releaseManifests('apps/flux/manifests', { components }) });
    const outcome = synthesized(root);
    expect(outcome.units).toContain(cluster);
    expect(outcome.object(cluster, 'Deployment', 'source-controller')).toBeDefined();
    expect(configOf(outcome).flux).toMatchObject({ components, version: 'v2.9.2' });
  });

  it('may say only what differs from the defaults of today', () => {
    const { root, shoot } = fleet();
    new FluxBootstrap(shoot, 'flux', { defaults: 'upstream' });
    delivered(root);
    expect(configOf(synthesized(root)).flux).toEqual({ version: 'v2.9.2', namespace: 'flux-system' });
  });

  it('takes the credentials along, by reference', () => {
    const { root, shoot } = fleet();
    const credentials = SecretReference.existing(shoot, shoot.namespace, 'fleet-git');
    const keys = SecretReference.existing(shoot, shoot.namespace, 'age-keys');
    new FluxBootstrap(shoot, 'flux', { credentials, secrets: [{ secret: keys, targetName: 'sops-keys' }] });
    delivered(root, { source: git({ url: 'ssh://git@git.example.org/fleet', branch: 'main', secretName: 'git' }) });
    const outcome = synthesized(root);
    expect(configOf(outcome)).toMatchObject({
      source: { secretResourceName: 'fleet-git', template: { spec: { secretRef: { name: 'git' } } } },
      additionalSecretResources: [{ name: 'age-keys', targetName: 'sops-keys' }],
    });
    expect(shootOf(outcome).resources?.map(({ name }) => name)).toEqual(['fleet-git', 'age-keys']);
    expect(outcome.findings).toEqual([]);
  });

  it('refuses a Secret that cannot be copied', () => {
    const { shoot } = fleet();
    const elsewhere = SecretReference.existing(shoot, 'garden', 'git');
    expect(() => new FluxBootstrap(shoot, 'flux', { credentials: elsewhere })).toThrow(
      'Secret garden/git cannot be copied to rose: it must lie in garden-dev',
    );
  });

  it('reports what the extension would only say when it reconciles', () => {
    const { root, shoot } = fleet();
    new FluxBootstrap(shoot, 'flux', {
      source: git({ url: 'git@git.example.org:fleet.git', branch: 'main' }),
      installation: { components: ['source-controller'] },
    });
    expect(synthesized(root).findings.map(({ rule, path: field }) => `${rule} ${field}`)).toEqual(
      expect.arrayContaining([
        'FX-COMP-REQUIRED spec.extensions[0].providerConfig.flux.components',
        'FX-GIT-URL spec.extensions[0].providerConfig.source.template.spec.url',
      ]),
    );
  });

  it('needs a source, from wherever', () => {
    const { root, shoot } = fleet();
    new FluxBootstrap(shoot, 'flux');
    expect(synthesized(root).findings).toMatchObject([{ rule: 'FLUX-NO-SOURCE', severity: 'error' }]);
  });
});

describe('a shoot with a source of its own', () => {
  it('delivers itself, and is no part of the delivery of the landscape', () => {
    const { root, shoot } = fleet();
    const own = git({ url: 'https://git.example.org/rose.git', branch: 'main' });
    new FluxBootstrap(shoot, 'flux', { source: own });
    configMap(new Chart(shoot.cluster, 'shop'), 'a');
    delivered(root);
    const outcome = synthesized(root);
    expect(outcome.object(cluster, 'GitRepository', 'fleet')).toMatchObject({ spec: { url: own.url } });
    expect(outcome.object(cluster, 'Kustomization', 'shoots-dev-rose-shop')).toBeDefined();
    expect(outcome.object('runtime/flux-system', 'GitRepository', 'fleet')).toMatchObject({
      spec: { url: source.url },
    });
    expect(outcome.findings).toEqual([]);
  });

  it('needs no delivery of the landscape', () => {
    const { root, shoot } = fleet();
    new FluxBootstrap(shoot, 'flux', { source });
    const outcome = synthesized(root);
    expect(configOf(outcome)).toMatchObject({ flux: { version: 'v2.9.2' } });
    expect(outcome.units).toContain(cluster);
    expect(outcome.units).not.toContain('runtime/flux-system');
  });

  it('may point to a folder that somebody else keeps: dist/ then holds nothing of it', () => {
    const { root, shoot } = fleet();
    new FluxBootstrap(shoot, 'flux', { source, path: './clusters/rose' });
    const outcome = synthesized(root);
    expect(configOf(outcome)).toMatchObject({ kustomization: { template: { spec: { path: './clusters/rose' } } } });
    expect(outcome.units).not.toContain(cluster);
    expect(outcome.findings).toEqual([]);
  });

  it('then nobody delivers what lies here for it, which is said', () => {
    const { root, shoot } = fleet();
    new FluxBootstrap(shoot, 'flux', { path: './clusters/rose' });
    configMap(new Chart(shoot.cluster, 'shop'), 'a');
    delivered(root);
    expect(synthesized(root).findings).toMatchObject([
      { rule: 'FLUX-UNDELIVERED', severity: 'warning', value: ['shop'], origin: { construct: 'rose/flux' } },
    ]);
  });
});

describe('the Secret that a construct brings', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk8s-gardener-sops-'));
  const sops = (known: string): string => {
    const file = path.join(folder, 'git.sops.yaml');
    fs.writeFileSync(
      file,
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: fleet-git\n  namespace: garden-dev\nstringData:\n  identity: ENC[AES256_GCM,data:x]\n${known}sops:\n  version: 3.9.0\n`,
    );
    return file;
  };
  afterAll(() => {
    fs.rmSync(folder, { recursive: true });
  });
  const ssh = git({ url: 'ssh://git@git.example.org/fleet', branch: 'main', secretName: 'fleet-git' });

  it('may be an encrypted file, whose keys are looked at', () => {
    const { root, shoot, project } = fleet();
    const file = new SopsFile(root.virtualGarden.unit('secrets/dev'), 'git', { path: sops('') });
    new FluxBootstrap(shoot, 'flux', { credentials: SecretReference.of(file) });
    delivered(root, { source: ssh });
    const { findings, object } = synthesized(root);
    expect(findings.map(({ rule, message }) => [rule, message])).toContainEqual([
      'FX-SECRET-KEYS',
      'Secret fleet-git needs the key known_hosts for a repository over SSH',
    ]);
    expect(object('runtime/flux-system', 'Kustomization', 'virtual-garden-shoots-dev')).toMatchObject({
      spec: { dependsOn: [{ name: 'virtual-garden-profiles' }, { name: 'virtual-garden-secrets-dev' }] },
    });
    expect(project.namespace).toBe('garden-dev');
  });

  it('may be the target of an ExternalSecret, or one in the tree; several are none', () => {
    const { root } = fleet();
    const chart = new Chart(root.virtualGarden, 'secrets', { namespace: 'garden-dev' });
    const external = new ApiObject(chart, 'external', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'a' },
      spec: { target: { name: 'fleet-git' } },
    });
    expect(SecretReference.of(external)).toMatchObject({ namespace: 'garden-dev', name: 'fleet-git' });
    const plain = new ApiObject(chart, 'plain', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } });
    expect(SecretReference.of(plain).reference).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      namespace: 'garden-dev',
      name: 'b',
    });
    expect(() => SecretReference.of(chart)).toThrow('secrets brings 2 Secrets: one is wanted');
  });
});

describe('the extension itself', () => {
  it('is missed where nothing registers it', () => {
    const { root, shoot } = fleet();
    new OperatorExtension(root, 'acl', {
      deployment: { extension: { helm: { ociRepository: { ref: 'registry.example.org/acl:v1' } } } },
      resources: [{ kind: 'Extension', type: 'acl' }],
    });
    new FluxBootstrap(shoot, 'flux');
    delivered(root);
    const findings = root.render().findings.filter(({ path: field }) => field === 'spec.extensions[0].type');
    expect(findings).toHaveLength(1);
  });
});
