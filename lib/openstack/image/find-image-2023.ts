import { defaultArchitecture } from '../pool/capabilities';
import type { ImageQuery, ImageResult, LookupStep } from './query';
import type { ProviderImageVersion } from './provider-image';

/**
 * The lookup of v1.39 (November 2023): the first region entry with the pool's architecture, else, for amd64 only, the global name of the version.
 * It knows no capability flavors, and takes a status image without architecture for any.
 * `provider-openstack:pkg/apis/openstack/helper/helper.go` (FindImageFromCloudProfile, FindMachineImage) v1.39.
 */
export function findImageOf2023(query: ImageQuery): ImageResult {
  const steps: LookupStep[] = [];
  const { name, version } = query;
  for (const [index, image] of query.images.entries()) {
    if (image.name !== name) continue;
    for (const [position, entry] of (image.versions ?? []).entries()) {
      if (entry.version !== version) continue;
      const path = `machineImages[${index}].versions[${position}]`;
      const found = inVersion(entry, query);
      if (found) return { ...found, steps: [...steps, { path, outcome: `chosen by ${found.via}` }] };
      steps.push({ path, outcome: `has neither region ${query.region} nor a name for that architecture` });
    }
  }
  return inStatus(query, steps);
}

function inVersion(
  entry: ProviderImageVersion,
  { name, version, region, architecture = defaultArchitecture }: ImageQuery,
): Omit<Extract<ImageResult, { via: string }>, 'steps'> | undefined {
  const hit = (entry.regions ?? []).find(
    mapping => mapping.name === region && (mapping.architecture ?? defaultArchitecture) === architecture,
  );
  if (hit) return { image: { name, version, id: hit.id ?? '', architecture }, via: 'region' };
  const image = entry.image ?? '';
  if (image === '' || architecture !== defaultArchitecture) return undefined;
  return { image: { name, version, image, architecture }, via: 'name' };
}

function inStatus(query: ImageQuery, steps: readonly LookupStep[]): ImageResult {
  const { name, version, architecture = defaultArchitecture, status = [] } = query;
  const index = status.findIndex(
    image => image.name === name && image.version === version && (image.architecture ?? architecture) === architecture,
  );
  const image = status[index];
  if (image === undefined) {
    const error = `could not find machine image for ${name}/${version} neither in cloud profile nor in worker status`;
    return { error, reason: 'not-found', steps };
  }
  const step = { path: `status.machineImages[${index}]`, outcome: 'chosen' };
  return { image: { ...image, architecture }, via: 'status', steps: [...steps, step] };
}
