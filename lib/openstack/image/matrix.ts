import { architectures, architecturesOfImageVersion, defaultArchitecture } from '../pool/capabilities';
import { expiryOf } from '../pool/expiry';
import type { ProfileConfig, ProfileSpec } from '../objects';
import { definitionsOf } from '../profile/read';
import { findImage } from './find-image';

/** Which images a profile has, for each version, region and architecture. */
export interface ImageMatrix {
  readonly regions: readonly string[];
  readonly rows: readonly ImageRow[];
}

/** One version of an image. */
export interface ImageRow {
  readonly image: string;
  readonly version: string;
  /** When the version expires; absent when it does not. */
  readonly expires?: string;
  /** Regions, and within each the architectures in byte order. */
  readonly cells: readonly ImageCell[];
}

/** One region and architecture of a version. */
export interface ImageCell {
  readonly region: string;
  readonly architecture: string;
  /** What machines there boot: the id, the global name, or nothing. */
  readonly image?: { readonly id: string } | { readonly name: string };
  /** The profile says that the version has the architecture. */
  readonly promised: boolean;
}

/** A profile, as the API server stores it. */
interface Profile {
  readonly spec: ProfileSpec;
  readonly config: ProfileConfig;
}

/** The images of a profile by region and architecture, as the strict lookup finds them. Flavors that differ otherwise share a cell. */
export function imageMatrix({ spec, config }: Profile): ImageMatrix {
  const regions = (spec.regions ?? []).map(({ name = '' }) => name);
  const definitions = definitionsOf(spec);
  const rows = (spec.machineImages ?? []).flatMap(image =>
    (image.versions ?? []).map((version): ImageRow => {
      const promised = architecturesOfImageVersion(version, definitions);
      const place = { image: image.name ?? '', version: version.version ?? '' };
      const expires = expiryOf(version);
      const cells = regions.flatMap(region =>
        architectures.map(architecture => cellOf({ ...place, region, architecture }, { spec, config }, promised)),
      );
      return { ...place, ...(expires !== undefined && { expires }), cells };
    }),
  );
  return { regions, rows };
}

/** A region and architecture of an image version. */
export interface CellPlace {
  readonly image: string;
  readonly version: string;
  readonly region: string;
  readonly architecture: string;
}

function cellOf(place: CellPlace, { spec, config }: Profile, promised: readonly string[]): ImageCell {
  const { region, architecture } = place;
  const found = imageAt(place, { spec, config });
  return {
    region,
    architecture,
    ...(found?.id && { image: { id: found.id } }),
    ...(!found?.id && found?.image && { image: { name: found.image } }),
    promised: promised.includes(architecture),
  };
}

/** Any flavor of that architecture will do: the matrix is about regions. */
function imageAt(
  { image, version, region, architecture }: CellPlace,
  { spec, config }: Profile,
): { readonly id?: string | undefined; readonly image?: string | undefined } | undefined {
  const definitions = definitionsOf(spec);
  for (const type of [undefined, ...(spec.machineTypes ?? [])]) {
    if (type !== undefined && (type.architecture ?? defaultArchitecture) !== architecture) continue;
    const result = findImage({
      images: config.machineImages ?? [],
      name: image,
      version,
      region,
      architecture,
      machine: type?.capabilities === undefined ? { architecture: [architecture] } : type.capabilities,
      definitions,
    });
    if (result.image !== undefined) return result.image;
  }
  return undefined;
}

/** A pool that uses an image somewhere. */
export interface ImageUse extends CellPlace {
  /** `<project>/<shoot>/<pool>`. */
  readonly pool: string;
}

/** A cell without an image that pools use: their machines cannot be created. */
export interface ImageHole extends CellPlace {
  readonly pools: readonly string[];
}

/** The pools that use each cell, by {@link cellKey}. */
export function usersOf(uses: Iterable<ImageUse>): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const use of uses) {
    const known = users.get(cellKey(use));
    if (known === undefined) users.set(cellKey(use), [use.pool]);
    else known.push(use.pool);
  }
  return users;
}

/** Names a cell, in a map and in a list. */
export function cellKey({ image, version, region, architecture }: CellPlace): string {
  return [image, version, region, architecture].join(' ');
}

/** The holes of a matrix that pools fall into. The checks report each of these pools by itself. */
export function holesOf({ rows }: ImageMatrix, uses: Iterable<ImageUse>): ImageHole[] {
  const users = usersOf(uses);
  return rows.flatMap(({ image, version, cells }) =>
    cells.flatMap(({ region, architecture, image: known }): ImageHole[] => {
      const pools = users.get(cellKey({ image, version, region, architecture })) ?? [];
      return known === undefined && pools.length > 0 ? [{ image, version, region, architecture, pools }] : [];
    }),
  );
}
