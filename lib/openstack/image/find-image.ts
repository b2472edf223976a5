import { architectureCapability, defaultArchitecture } from '../pool/capabilities';
import { findFlavor, type UsableFlavor } from './find-flavor';
import { findImageOf2023 } from './find-image-2023';
import { findImageInStatus } from './find-in-status';
import { notFoundMessage, type ImageQuery, type ImageResult, type LookupMode, type LookupStep } from './query';

/**
 * Finds the image that machines of a pool boot from, with every entry that was tried on the way.
 * `provider-openstack:pkg/controller/worker/machine_images.go` (selectMachineImageForWorkerPool) v1.58.
 */
export function findImage(query: ImageQuery, mode: LookupMode = 'strict'): ImageResult {
  if (mode === 'upstream-2023') return findImageOf2023(query);
  const steps: LookupStep[] = [];
  const found = findFlavor(query, steps);
  if ('flavor' in found) return fromFlavor(query, { flavor: found.flavor, steps, strict: mode === 'strict' });
  if (query.status === undefined) return { error: notFoundMessage(query), reason: found.reason, steps };
  return findImageInStatus(query, { steps, strict: mode === 'strict', reason: found.reason });
}

function fromFlavor(
  query: ImageQuery,
  found: { readonly flavor: UsableFlavor; readonly steps: LookupStep[]; readonly strict: boolean },
): ImageResult {
  const { flavor, steps, strict } = found;
  const { name, version } = query;
  const { capabilities, id, image } = flavor;
  if (id !== '') return { image: { name, version, id, capabilities }, via: 'region', steps };
  const architecture = capabilities[architectureCapability]?.[0] ?? defaultArchitecture;
  if (strict && flavor.inheritsName && architecture !== defaultArchitecture) {
    steps.push({ path: flavor.path, outcome: `refused: the image name "${image}" says nothing about ${architecture}` });
    const error = `image ${name}/${version} is mapped for ${architecture} in other regions only; in ${query.region} the global name "${image}" would boot`;
    return { error, reason: 'refused', steps };
  }
  return { image: { name, version, ...(image !== '' && { image }), capabilities }, via: 'name', steps };
}
