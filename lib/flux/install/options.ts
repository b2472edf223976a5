import { defaultComponents } from '../config/applied-objects';
import { upstreamDefaults } from '../config/flux-config';

/** What can be said about an installation of Flux: the options of `flux install`. Source: flux2:pkg/manifestgen/install/options.go v2.9.2 */
export interface InstallOptions {
  /** Release that the manifests belong to; becomes a label of every object. @default the release that this package knows */
  readonly version?: string;
  /** @default flux-system */
  readonly namespace?: string;
  /** @default source-, kustomize-, helm- and notification-controller */
  readonly components?: readonly string[];
  /** Components beside the others. @default none */
  readonly componentsExtra?: readonly string[];
  /** Images are pulled as `<registry>/<component>`. @default ghcr.io/fluxcd */
  readonly registry?: string;
  /** Name of a Secret in the namespace. @default none */
  readonly imagePullSecret?: string;
  /** Otherwise the controllers watch their own namespace only. @default true */
  readonly watchAllNamespaces?: boolean;
  /** Whether network policies restrict who reaches the controllers. @default true */
  readonly networkPolicy?: boolean;
  /** @default info */
  readonly logLevel?: 'debug' | 'info' | 'error';
  /** @default cluster.local */
  readonly clusterDomain?: string;
  /** Taints, by key, that the controllers tolerate. @default none */
  readonly tolerationKeys?: readonly string[];
}

/** Options with every default filled in; extra components stand among the others. */
export type CompleteOptions = Required<Omit<InstallOptions, 'componentsExtra' | 'imagePullSecret'>> &
  Pick<InstallOptions, 'imagePullSecret'>;

export function completeOptions(options: InstallOptions): CompleteOptions {
  const { components, componentsExtra = [], imagePullSecret, ...rest } = options;
  return {
    version: upstreamDefaults.version,
    namespace: upstreamDefaults.namespace,
    registry: upstreamDefaults.registry,
    watchAllNamespaces: true,
    networkPolicy: true,
    logLevel: 'info',
    clusterDomain: 'cluster.local',
    tolerationKeys: [],
    ...rest,
    components: [...(components ?? defaultComponents), ...componentsExtra],
    ...(imagePullSecret !== undefined && imagePullSecret !== '' && { imagePullSecret }),
  };
}
