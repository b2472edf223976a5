import { bootstrapEntry, type BootstrapValues } from '../../../lib/flux/config/bootstrap-config';
import { judgeFluxConfig } from '../../../lib/flux/config/judge';
import { deliver } from '../../../lib/flux/delivery/deliver';
import { validateObject } from '../../../lib/api/validate';

const values: BootstrapValues = {
  cluster: 'shoots/dev/crazy-botany',
  delivery: {
    landscape: 'meadow',
    source: { type: 'git', url: 'ssh://git@git.example.org/meadow', ref: { branch: 'main' } },
    flux: '2.9.2',
  },
  credentials: { name: 'meadow-git', targetName: 'git' },
  secrets: [{ name: 'sops-keys' }],
};

describe('the bootstrap of a shoot', () => {
  const { extension, resources } = bootstrapEntry(values);

  it('says everything, so that no default of a later release matters', () => {
    expect(extension).toEqual({
      type: 'shoot-flux',
      providerConfig: {
        apiVersion: 'flux.extensions.gardener.cloud/v1alpha1',
        kind: 'FluxConfig',
        flux: { version: 'v2.9.2', registry: 'ghcr.io/fluxcd', namespace: 'flux-system' },
        source: {
          secretResourceName: 'meadow-git',
          template: {
            apiVersion: 'source.toolkit.fluxcd.io/v1',
            kind: 'GitRepository',
            metadata: { name: 'meadow', namespace: 'flux-system' },
            spec: {
              interval: '1m',
              url: 'ssh://git@git.example.org/meadow',
              ref: { branch: 'main' },
              ignore: '/dist/*/preview/\n/dist/*/reports/\n',
              secretRef: { name: 'git' },
            },
          },
        },
        kustomization: {
          template: {
            apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
            kind: 'Kustomization',
            metadata: { name: 'flux-system', namespace: 'flux-system' },
            spec: {
              interval: '30m',
              retryInterval: '1m',
              path: './dist/meadow/shoots/dev/crazy-botany/flux-system',
              prune: true,
              deletionPolicy: 'Orphan',
              sourceRef: { kind: 'GitRepository', name: 'meadow', namespace: 'flux-system' },
            },
          },
        },
        additionalSecretResources: [{ name: 'sops-keys' }],
      },
    });
    expect(resources).toEqual([
      { name: 'meadow-git', resourceRef: { apiVersion: 'v1', kind: 'Secret', name: 'meadow-git' } },
      { name: 'sops-keys', resourceRef: { apiVersion: 'v1', kind: 'Secret', name: 'sops-keys' } },
    ]);
  });

  it.each(['explicit', 'upstream'] as const)('is accepted by the extension, without a finding (%s)', defaults => {
    const entry = bootstrapEntry({ ...values, defaults });
    const judged = judgeFluxConfig({ providerConfig: entry.extension.providerConfig, resources: entry.resources });
    expect(judged.report.findings).toEqual([]);
    const config = entry.extension.providerConfig as never;
    expect(validateObject(config).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('names the source and the root that the delivery of the shoot holds', () => {
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'default' } };
    const delivered = deliver([{ cluster: values.cluster, folder: 'shop', objects: [object] }], values.delivery);
    const names = delivered.objects
      .get(values.cluster)
      ?.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name ?? ''}`);
    expect(names).toEqual([
      'GitRepository flux-system/meadow',
      'Kustomization flux-system/flux-system',
      'Kustomization flux-system/shoots-dev-crazy-botany-shop',
    ]);
  });
});
