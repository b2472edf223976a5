import type { KubernetesObject } from '../../core/object';

/** What `flux bootstrap` commits beside the installation. */
export interface SyncOptions {
  readonly url: string;
  /** @default main */
  readonly branch?: string;
  /** Folder of the cluster in the repository. */
  readonly path: string;
  /** Name and namespace of both objects. @default flux-system */
  readonly namespace?: string;
  /** @default flux-system */
  readonly secretName?: string;
  /** How often the repository is looked at. @default 1m0s */
  readonly interval?: string;
  /** @default false */
  readonly recurseSubmodules?: boolean;
  /** Folders to check out. @default all */
  readonly sparseCheckout?: readonly string[];
}

/** The content of `gotk-sync.yaml`. Source: flux2:pkg/manifestgen/sync v2.9.2 */
export function syncObjects(options: SyncOptions): readonly KubernetesObject[] {
  const { url, branch = 'main', path, namespace = 'flux-system', secretName = 'flux-system' } = options;
  const metadata = { name: namespace, namespace };
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata,
      spec: {
        interval: options.interval ?? '1m0s',
        ref: { branch },
        secretRef: { name: secretName },
        url,
        ...(options.recurseSubmodules === true && { recurseSubmodules: true }),
        ...(options.sparseCheckout && { sparseCheckout: options.sparseCheckout }),
      },
    },
    {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata,
      spec: {
        interval: '10m0s',
        path: `./${path.replace(/^\.?\/+/, '')}`,
        prune: true,
        sourceRef: { kind: 'GitRepository', name: namespace },
      },
    },
  ];
}
