import { judgeFluxConfig } from '../../../lib/flux/config/judge';
import type { ShootResource } from '../../../lib/flux/config/flux-config';

const head = { apiVersion: 'flux.extensions.gardener.cloud/v1alpha1', kind: 'FluxConfig' };
const git = (spec: object = {}, metadata?: object): object => ({
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'GitRepository',
  ...(metadata && { metadata }),
  spec: { url: 'https://git.example.org/fleet.git', ref: { branch: 'main' }, ...spec },
});
const kustomization = { template: { spec: { path: 'clusters/a', prune: true } } };
const secret = (name: string): ShootResource => ({ name, resourceRef: { kind: 'Secret', name: `proj-${name}` } });

function rulesOf(config: object, resources: readonly ShootResource[] = []): string[] {
  return judgeFluxConfig({ providerConfig: { ...head, ...config }, resources }).report.findings.map(
    ({ rule, path }) => `${rule} ${path}`,
  );
}

describe('a FluxConfig as the extension takes it', () => {
  it('writes durations in the form of Go and drops unknown fields of the template', () => {
    const { defaulted } = judgeFluxConfig({
      providerConfig: {
        ...head,
        source: { template: git({ interval: '90s', timeout: '1h', colour: 'red' }) },
        kustomization,
      },
      resources: [],
    });
    expect(defaulted?.source?.template).toEqual({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'flux-system', namespace: 'flux-system' },
      spec: { url: 'https://git.example.org/fleet.git', ref: { branch: 'main' }, interval: '1m30s', timeout: '1h0m0s' },
    });
  });

  it('leaves a template alone when nothing in it changes', () => {
    const template = git({ interval: '60s', colour: 'red' }, { name: 'fleet', namespace: 'apps' });
    const { defaulted } = judgeFluxConfig({
      providerConfig: { ...head, source: { template }, kustomization },
      resources: [],
    });
    expect(defaulted?.source?.template).toEqual(template);
  });

  it('is clean when everything is said', () => {
    const config = {
      flux: { version: 'v2.9.2', namespace: 'flux-system' },
      source: { template: git({ url: 'ssh://git@git.example.org/x' }), secretResourceName: 'git' },
      kustomization,
    };
    expect(rulesOf(config, [secret('git')])).toEqual([]);
  });

  it.each([
    [{ flux: { version: '2.9.2' } }, ['FX-VERSION-FORMAT flux.version']],
    [{ flux: { namespace: '' } }, ['FX-NS-EMPTY flux.namespace']],
    [{ flux: { registry: 'reg.example.org/flux/' } }, ['FX-REGISTRY-SLASH flux.registry', 'FX-AIRGAP flux.registry']],
    [
      { flux: { components: ['source-controller', 'kustomize-controller', 'source-controller'] } },
      ['FX-COMP-DUPLICATE flux.components[2]'],
    ],
    [{ flux: { componentsExtra: ['source-controller'] } }, ['FX-COMP-DUPLICATE flux.componentsExtra[0]']],
    [{ flux: { namespace: `A${'a'.repeat(64)}` } }, ['FX-NAMESPACE flux.namespace', 'FX-NAMESPACE flux.namespace']],
    [{ source: { template: git({ interval: '1x' }) }, kustomization }, ['FX-TEMPLATE source.template']],
    [{ flux: { namespace: 5 } }, ['FX-DECODE flux.namespace']],
    [
      { kustomization: {}, source: { template: git() } },
      ['FX-KS-PATH kustomization.template.spec.path', 'FX-PRUNE-IMPLICIT kustomization.template.spec.prune'],
    ],
    [
      { source: { template: git({ timeout: '2h' }) }, kustomization },
      ['FX-DURATION-UNIT source.template.spec.timeout'],
    ],
    [
      { source: { template: git({ ref: { tag: 'v1', branch: 'main' } }) }, kustomization },
      ['FX-GIT-REF-PRECEDENCE source.template.spec.ref'],
    ],
    [
      { source: { template: git({}, { namespace: 'apps' }) }, kustomization },
      ['FX-CROSS-NS kustomization.template.spec.sourceRef.namespace'],
    ],
    [
      { source: { template: git() }, kustomization: { template: { spec: { path: 'a', prune: true, wait: true } } } },
      ['FX-KS-TIMEOUT kustomization.template.spec.timeout'],
    ],
  ])('judges %j', (config, rules) => {
    expect(rulesOf(config)).toEqual(rules);
  });

  it('finds two resources that are copied to one Secret', () => {
    const config = {
      source: { template: git({ secretRef: { name: 'shared' } }), secretResourceName: 'git' },
      kustomization,
      additionalSecretResources: [{ name: 'extra', targetName: 'shared' }],
    };
    expect(rulesOf(config, [secret('git'), secret('extra')])).toEqual([
      'FX-SECRET-COLLISION source.secretResourceName',
    ]);
  });
});
