import type { UnitPlace } from '../core/unit-place';

/** Where a file of a dist/ like ours is applied, and the folder of its landscape. */
export interface FilePlace extends UnitPlace {
  /** Folder of the landscape, for example `dist/meadow`; empty when the tree does not tell. */
  readonly landscape: string;
}

const layout = /^(.*?)(?:^|\/)(runtime|virtual-garden|seeds\/[^/]+|shoots\/[^/]+\/[^/]+)\/(.+)\/[^/]+$/;

/** The place of a file in our layout; undefined for files elsewhere. */
export function placeOfFile(file: string): FilePlace | undefined {
  const [, landscape, cluster, unit] = layout.exec(file) ?? [];
  return landscape === undefined || cluster === undefined || unit === undefined
    ? undefined
    : { landscape, cluster, unit };
}
