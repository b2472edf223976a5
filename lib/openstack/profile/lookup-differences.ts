import { findImage } from '../image/find-image';
import type { StatusImage } from '../image/status-image';
import { defaultArchitecture } from '../pool/capabilities';
import type { ProfileConfig, ProfileSpec } from '../objects';
import { definitionsOf } from './read';

/** A machine type in a region that boots another image of a version than before. */
export interface LookupDifference {
  readonly image: string;
  readonly version: string;
  readonly region: string;
  readonly machineType: string;
  /** Id or global name; absent: there is no image. */
  readonly before?: string;
  readonly after?: string;
}

type Place = Pick<LookupDifference, 'image' | 'version' | 'region' | 'machineType'>;

/** Compares what the controller finds in two profiles, for every version, region and machine type of the first. */
export function lookupDifferences(before: ProfileSpec, after: ProfileSpec): LookupDifference[] {
  return placesOf(before).flatMap(place => {
    const [old, next] = [lookUp(before, place), lookUp(after, place)];
    if (old === next) return [];
    return [{ ...place, ...(old !== undefined && { before: old }), ...(next !== undefined && { after: next }) }];
  });
}

function placesOf({ machineImages = [], regions = [], machineTypes = [] }: ProfileSpec): Place[] {
  const corners = regions.flatMap(({ name: region = '' }) =>
    machineTypes.map(({ name: machineType = '' }) => ({ region, machineType })),
  );
  return machineImages.flatMap(({ name: image = '', versions = [] }) =>
    versions.flatMap(({ version = '' }) => corners.map(corner => ({ image, version, ...corner }))),
  );
}

function lookUp(spec: ProfileSpec, { image, version, region, machineType }: Place): string | undefined {
  const type = spec.machineTypes?.find(({ name }) => name === machineType);
  const result = findImage(
    {
      images: (spec.providerConfig as ProfileConfig | undefined)?.machineImages ?? [],
      name: image,
      version,
      region,
      architecture: type?.architecture ?? defaultArchitecture,
      machine: type?.capabilities,
      definitions: definitionsOf(spec),
    },
    'upstream-2026',
  );
  return result.image === undefined ? undefined : textOf(result.image);
}

const textOf = ({ id, image }: StatusImage): string | undefined => id ?? image;
