import type { KubernetesObject } from '../../core/object';
import { pathOf, sourceObject, rootKustomization } from '../delivery/sources';
import { completeDelivery, type DeliveryOptions } from '../delivery/options';
import { fluxFolder } from '../delivery/unit';
import { mapAt } from '../plain';
import { defaultFluxConfig } from './defaults';
import { extensionType, fluxConfigApiVersion, type FluxConfig, type FluxInstallation } from './flux-config';

/** A Secret of the project namespace that the extension copies to the shoot. */
export interface BootstrapSecret {
  /** Name of the Secret in the project namespace. */
  readonly name: string;
  /** Name of the copy. @default the same */
  readonly targetName?: string;
}

/** What decides how a shoot gets its Flux. */
export interface BootstrapValues {
  /** The delivery whose objects the shoot will reconcile: source, namespace and intervals are taken from it. */
  readonly delivery: DeliveryOptions;
  /** `shoots/<project>/<shoot>`. */
  readonly cluster: string;
  /** Folder in the source that the first Flux Kustomization applies. @default the unit of Flux in the folder of the cluster */
  readonly path?: string;
  /** Secret with the credentials of the source. @default none: the source is public */
  readonly credentials?: BootstrapSecret;
  /** More Secrets, for example the keys that decrypt SOPS files. @default none */
  readonly secrets?: readonly BootstrapSecret[];
  readonly installation?: Omit<FluxInstallation, 'version' | 'namespace'>;
  /**
   * `explicit`: everything is said, so that no default of a later release changes a shoot. `upstream`: only what differs from today's
   * defaults of the extension.
   *
   * @default explicit
   */
  readonly defaults?: 'explicit' | 'upstream';
}

/** What a Shoot needs for its Flux. */
export interface BootstrapEntry {
  /** Entry of `spec.extensions`. */
  readonly extension: { readonly type: string; readonly providerConfig: object };
  /** Entries of `spec.resources`. */
  readonly resources: readonly {
    readonly name: string;
    readonly resourceRef: Readonly<Record<'apiVersion' | 'kind' | 'name', string>>;
  }[];
}

/**
 * The configuration that bootstraps a shoot with the same source and the same root Flux Kustomization that its delivery holds, so that Flux manages
 * itself from then on: the extension never touches them again.
 */
export function bootstrapEntry(values: BootstrapValues): BootstrapEntry {
  const config = configOf(values);
  const complete = values.defaults === 'upstream' ? config : defaultFluxConfig(config);
  const secrets = [...(values.credentials === undefined ? [] : [values.credentials]), ...(values.secrets ?? [])];
  return {
    extension: {
      type: extensionType,
      providerConfig: { apiVersion: fluxConfigApiVersion, kind: 'FluxConfig', ...complete },
    },
    resources: secrets.map(({ name }) => ({ name, resourceRef: { apiVersion: 'v1', kind: 'Secret', name } })),
  };
}

function configOf({ delivery, cluster, path, credentials, secrets = [], installation }: BootstrapValues): FluxConfig {
  const options = completeDelivery(delivery);
  const version = delivery.flux.startsWith('v') ? delivery.flux : `v${delivery.flux}`;
  const root = rootKustomization(cluster, options);
  return {
    flux: { version, namespace: options.namespace, ...installation },
    source: {
      template: withCredentials(sourceObject(options), credentials),
      ...(credentials && { secretResourceName: credentials.name }),
    },
    kustomization: {
      template: {
        ...root,
        spec: { ...mapAt(root, 'spec'), path: path ?? pathOf({ cluster, folder: fluxFolder }, options) },
      },
    },
    ...(secrets.length > 0 && {
      additionalSecretResources: secrets.map(({ name, targetName }) => ({
        name,
        ...(targetName !== undefined && { targetName }),
      })),
    }),
  };
}

/** The copy has the name that the source refers to. */
function withCredentials(source: KubernetesObject, credentials: BootstrapSecret | undefined): KubernetesObject {
  const { secretRef: given, ...spec } = mapAt(source, 'spec');
  if (credentials === undefined) return { ...source, spec };
  return { ...source, spec: { ...spec, secretRef: given ?? { name: credentials.targetName ?? credentials.name } } };
}
