import { areCompatible, bestFlavor, describeCapabilities } from '../pool/capabilities';
import { normalizeDefinitions, normalizeMachineCapabilities } from './normalize';
import { flavorsOfVersion, type PlacedFlavor, type ProviderImage } from './provider-image';
import type { ImageQuery, LookupStep } from './query';

/** A flavor that can be used in the region of the query. */
export interface UsableFlavor extends PlacedFlavor {
  /** Id of the image in that region; empty when only a global name is known. */
  readonly id: string;
}

/**
 * The flavor of the profile that a pool boots, with the entries that were tried added to the steps. An error in one entry ends the search.
 * `provider-openstack:pkg/apis/openstack/helper/helper.go` (FindImageInCloudProfile) v1.58.
 */
export function findFlavor(
  query: ImageQuery,
  steps: LookupStep[],
): { readonly flavor: UsableFlavor } | { readonly reason: 'not-found' | 'ambiguous' } {
  const definitions = normalizeDefinitions(query.definitions);
  const machine = normalizeMachineCapabilities(query.machine, query.architecture, definitions);
  for (const [index, image] of query.images.entries()) {
    if (image.name !== query.name) continue;
    const flavors = flavorsOf(image, `machineImages[${index}]`, query.version);
    if (flavors === undefined) {
      steps.push({ path: `machineImages[${index}]`, outcome: `has no version ${query.version}` });
      continue;
    }
    const usable = flavors.flatMap(flavor => inRegion(flavor, query.region, steps));
    if (usable.length === 0) continue;
    const best = bestFlavor(usable, machine, definitions);
    if ('flavor' in best) {
      for (const flavor of usable) {
        if (flavor === best.flavor) continue;
        const fits = areCompatible(flavor.capabilities, machine, definitions);
        const verdict = fits ? 'fits, but another is preferred' : 'does not fit';
        steps.push({ path: flavor.path, outcome: `${describeCapabilities(flavor.capabilities)} ${verdict}` });
      }
      steps.push({ path: best.flavor.path, outcome: `chosen for ${describeCapabilities(machine)}` });
      return best;
    }
    const outcome =
      best.problem === 'none' ? `does not fit ${describeCapabilities(machine)}` : 'fits as well as another flavor';
    for (const { path } of best.problem === 'none' ? usable : best.remaining) steps.push({ path, outcome });
    return { reason: best.problem === 'none' ? 'not-found' : 'ambiguous' };
  }
  return { reason: 'not-found' };
}

/** All flavors of the entries with that version; undefined when there is none (a version may be listed twice). */
function flavorsOf(image: ProviderImage, path: string, version: string): PlacedFlavor[] | undefined {
  const matching = [...(image.versions ?? []).entries()].filter(([, entry]) => entry.version === version);
  if (matching.length === 0) return undefined;
  return matching.flatMap(([index, entry]) => flavorsOfVersion(entry, `${path}.versions[${index}]`));
}

/** The flavor for one region: its id there (the last entry of a region counts), else its global name, else nothing. */
function inRegion(flavor: PlacedFlavor, region: string, steps: LookupStep[]): UsableFlavor[] {
  const hit = flavor.regions.findLast(({ name }) => name === region);
  if (hit === undefined && flavor.image === '') {
    steps.push({
      path: flavor.path,
      outcome: `${describeCapabilities(flavor.capabilities)} is not mapped in region ${region}`,
    });
    return [];
  }
  return [{ ...flavor, id: hit?.id ?? '' }];
}
