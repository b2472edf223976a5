import type { KubernetesObject } from '../../core/object';
import { shardLabel } from '../delivery/shards';
import type { InstallOptions } from './options';

/** An installation that Flux Operator carries out: the recommended one for garden and seeds. */
export interface FluxInstanceOptions {
  /** Release or range of releases, for example `2.9.x`. */
  readonly version: string;
  /** @default ghcr.io/fluxcd */
  readonly registry?: string;
  /** @default source-, kustomize-, helm- and notification-controller */
  readonly components?: InstallOptions['components'];
  /** @default flux-system */
  readonly namespace?: string;
  /** @default none: pulled without credentials */
  readonly imagePullSecret?: string;
  /** Artifact with the manifests, for clusters without access to the internet. @default the one of the operator's image */
  readonly artifact?: string;
  /** @default medium */
  readonly size?: 'small' | 'medium' | 'large';
  /** @default cluster.local */
  readonly domain?: string;
  /** Patches of the installation, as kustomize takes them. @default none */
  readonly patches?: readonly { readonly patch: string; readonly target?: Readonly<Record<string, string>> }[];
  /** Shards of the controllers. @default none */
  readonly shards?: readonly string[];
  /** What Flux applies once it runs. @default nothing */
  readonly sync?: {
    readonly kind: 'GitRepository' | 'OCIRepository';
    readonly url: string;
    /** For example `refs/heads/main`, or a tag of an artifact. */
    readonly ref: string;
    readonly path: string;
    readonly pullSecret?: string;
    readonly interval?: string;
  };
}

/** The FluxInstance of a cluster; there is one, with that name. Source: flux-operator:api/v1/fluxinstance_types.go */
export function fluxInstance(options: FluxInstanceOptions): KubernetesObject {
  const {
    version,
    registry = 'ghcr.io/fluxcd',
    imagePullSecret,
    artifact,
    components,
    sync,
    patches,
    shards = [],
  } = options;
  return {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: options.namespace ?? 'flux-system' },
    spec: {
      distribution: {
        version,
        registry,
        ...(imagePullSecret !== undefined && { imagePullSecret }),
        ...(artifact !== undefined && { artifact }),
      },
      ...(components && { components }),
      cluster: {
        type: 'kubernetes',
        size: options.size ?? 'medium',
        domain: options.domain ?? 'cluster.local',
        networkPolicy: true,
      },
      ...(shards.length > 0 && { sharding: { key: shardLabel, shards } }),
      ...(patches && patches.length > 0 && { kustomize: { patches } }),
      ...(sync && { sync: { interval: '1m', ...sync } }),
    },
  };
}
