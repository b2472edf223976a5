import type { KubernetesObject } from '../../core/object';

/** A folder of dist/ that becomes one Flux Kustomization. */
export interface DeliveredUnit {
  /** `runtime`, `virtual-garden`, `seeds/<seed>`, `shoots/<project>/<shoot>`. */
  readonly cluster: string;
  /** Folder below the cluster, for example `projects/dev`. */
  readonly folder: string;
  readonly objects: readonly KubernetesObject[];
  /** A file below the folder is encrypted with SOPS. @default false */
  readonly encrypted?: boolean;
  /** Keys of units that this one comes after although no field of an object says so. @default none */
  readonly after?: readonly string[];
  /** Values that Flux puts into the objects. @default nothing is substituted */
  readonly substitution?: Substitution;
}

/** Where Flux takes the values of variables from. */
export interface Substitution {
  /** Values by name. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Objects in the namespace of the Flux Kustomization whose keys are names of variables; later ones win. @default none */
  readonly from?: readonly {
    readonly kind: 'ConfigMap' | 'Secret';
    readonly name: string;
    /** It may be absent. @default false */
    readonly optional?: boolean;
  }[];
}

/** What names a unit among all. */
export function unitKey({ cluster, folder }: Pick<DeliveredUnit, 'cluster' | 'folder'>): string {
  return folder === '' ? cluster : `${cluster}/${folder}`;
}

/** Unit that holds what Flux itself needs in a cluster; the delivery writes it and does not deliver it. */
export const fluxFolder = 'flux-system';

/** The project that a unit belongs to: `projects/<project>` and `shoots/<project>`. */
export function projectOfUnit({ folder }: Pick<DeliveredUnit, 'folder'>): string | undefined {
  return /^(?:projects|shoots)\/([^/]+)/.exec(folder)?.[1];
}
