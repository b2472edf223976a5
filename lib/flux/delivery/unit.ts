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
