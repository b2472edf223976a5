/** Where objects go: a folder below the landscape's folder in dist/. */
export interface UnitPlace {
  /** Cluster, for example `virtual-garden` or `seeds/soil`; empty when a tree does not tell. */
  readonly cluster: string;
  /** Folder below the cluster, for example `shoots/dev`. */
  readonly unit: string;
}
