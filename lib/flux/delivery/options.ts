import type { CommitStatus } from './alerts';

/** Where the files of dist/ are fetched from. */
export type DeliverySource = GitSource | OciSource;

/** A repository that holds dist/. */
export interface GitSource {
  readonly type: 'git';
  /** `https://...` or `ssh://...`. */
  readonly url: string;
  /** Exactly one of them. */
  readonly ref:
    { readonly branch: string } | { readonly tag: string } | { readonly semver: string } | { readonly commit: string };
  /** Secret in the namespace of Flux. @default none */
  readonly secretName?: string;
}

/** An artifact that holds dist/, as `package` writes it. */
export interface OciSource {
  readonly type: 'oci';
  /** `oci://...` */
  readonly url: string;
  readonly ref: { readonly tag: string } | { readonly semver: string } | { readonly digest: string };
  /** Secret of type kubernetes.io/dockerconfigjson in the namespace of Flux. @default none */
  readonly secretName?: string;
}

/** How Flux reaches a cluster that it does not run in: a Secret with a kubeconfig. */
export interface ClusterAccess {
  /** Cluster whose Flux applies the units. @default runtime */
  readonly from?: string;
  readonly secretName: string;
  /** Namespace of the Secret, and so of the Flux Kustomizations that use it. @default the namespace of Flux */
  readonly namespace?: string;
  /** @default kubeconfig */
  readonly key?: string;
}

/** What decides how a landscape is delivered. */
export interface DeliveryOptions {
  readonly landscape: string;
  /** Folder of the landscape in the source. @default dist/<landscape> */
  readonly path?: string;
  readonly source: DeliverySource;
  /** Release of Flux in the clusters, for example `2.9.2`; decides which fields exist. */
  readonly flux: string;
  /** @default flux-system */
  readonly namespace?: string;
  /** Clusters without a Flux of their own, by path. @default each cluster runs its own; the virtual garden needs an entry */
  readonly access?: Readonly<Record<string, ClusterAccess>>;
  /** How often everything is compared anew. @default 30m */
  readonly interval?: string;
  /** How long after a failure Flux tries again. @default 1m */
  readonly retryInterval?: string;
  /** How often the source is looked at. @default 1m */
  readonly sourceInterval?: string;
  /** Secret with the keys that decrypt SOPS files. @default sops-keys */
  readonly decryptionSecret?: string;
  /** Units of a project are applied with the rights of a service account `flux-<project>`. @default false */
  readonly tenancy?: boolean;
  /** Names of shards of the controllers. @default none */
  readonly shards?: readonly string[];
  /**
   * One artifact per unit, so that a commit concerns only the units that it changes; for all clusters or by cluster, because it needs source-watcher
   * there. Since Flux 2.7. @default false
   */
  readonly artifactPerUnit?: boolean | ((cluster: string) => boolean);
  /**
   * Leaves out Kubernetes versions that maintenance raises. Only for Shoots that never had them in Git: a version that leaves Git lets Gardener choose
   * another one. @default false: they stay, with a warning
   */
  readonly omitVersions?: boolean;
  /** Where the state of a commit is reported; needs notification-controller. @default nowhere */
  readonly alerts?: CommitStatus;
}

/** Options with every default filled in. */
export type CompleteDelivery = Required<Omit<DeliveryOptions, 'alerts'>> & Pick<DeliveryOptions, 'alerts'>;

export function completeDelivery(options: DeliveryOptions): CompleteDelivery {
  return {
    path: `dist/${options.landscape}`,
    namespace: 'flux-system',
    access: {},
    interval: '30m',
    retryInterval: '1m',
    sourceInterval: '1m',
    decryptionSecret: 'sops-keys',
    tenancy: false,
    shards: [],
    artifactPerUnit: false,
    omitVersions: false,
    ...options,
  };
}

/** Namespace of the Flux Kustomizations of a cluster's units: Flux looks for a kubeconfig in their own namespace only. */
export function namespaceOf(cluster: string, { access, namespace }: CompleteDelivery): string {
  return access[cluster]?.namespace ?? namespace;
}

/** Whether the source is cut into one artifact per unit for a cluster that runs Flux. */
export function isSplit(host: string, { artifactPerUnit }: CompleteDelivery): boolean {
  return typeof artifactPerUnit === 'function' ? artifactPerUnit(host) : artifactPerUnit;
}

/** The cluster whose Flux applies the units of a cluster. */
export function hostOf(cluster: string, { access }: CompleteDelivery): string {
  const entry = access[cluster];
  return entry === undefined ? cluster : (entry.from ?? 'runtime');
}
