import type { BuildValues, FlavorValues, ImageValues, ImageVersionValues } from '../profile/values';
import type { ImportedMachineType } from './flavors';
import type { ImportedImage } from './images';

/** Images of one or more regions, put together, and what could not be decided. */
export interface CollectedImages {
  readonly images: readonly ImageValues[];
  /** Several images of one name, version, architecture and region: the first id was taken. */
  readonly conflicts: readonly { readonly image: string; readonly region: string; readonly ids: readonly string[] }[];
}

/** Puts imported images of several regions together: one build for each architecture of a version, with its ids by region. */
export function collectImages(imported: readonly ImportedImage[]): CollectedImages {
  const images = new Map<string, Map<string, Map<string, Map<string, string[]>>>>();
  for (const { name, version, architecture, region, id } of imported) {
    const versions = entry(images, name, () => new Map<string, Map<string, Map<string, string[]>>>());
    const builds = entry(versions, version, () => new Map<string, Map<string, string[]>>());
    entry(
      entry(builds, architecture, () => new Map<string, string[]>()),
      region,
      () => [],
    ).push(id);
  }
  const conflicts: CollectedImages['conflicts'][number][] = [];
  const values = [...images].map(([name, versions]): ImageValues => ({
    name,
    versions: [...versions].map(([version, builds]): ImageVersionValues => ({
      version,
      builds: [...builds].map(([architecture, regions]): BuildValues => {
        const ids: Record<string, string> = {};
        for (const [region, [first = '', ...others]] of regions) {
          ids[region] = first;
          if (others.length > 0)
            conflicts.push({ image: `${name} ${version} ${architecture}`, region, ids: [first, ...others] });
        }
        return { architecture, ids };
      }),
    })),
  }));
  return { images: values, conflicts };
}

function entry<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const value = make();
  map.set(key, value);
  return value;
}

/**
 * The text of a TypeScript module with imported values, for a landscape repository; the same for the same values.
 *
 * @param from module that exports the types
 */
export function typedSource(
  { flavors, images }: { readonly flavors?: readonly ImportedMachineType[]; readonly images?: readonly ImageValues[] },
  from = 'cdk8s-gardener/openstack',
): string {
  const flavorValues: readonly FlavorValues[] | undefined = flavors;
  const parts = [
    flavorValues && `export const flavors: readonly FlavorValues[] = ${literal(flavorValues)};\n`,
    images && `export const images: readonly ImageValues[] = ${literal(images)};\n`,
  ].filter((part): part is string => part !== undefined);
  const types = [flavors && 'FlavorValues', images && 'ImageValues'].filter(name => name !== undefined);
  return [`import type { ${types.join(', ')} } from '${from}';\n`, ...parts].join('\n');
}

const literal = (value: unknown): string =>
  JSON.stringify(value, undefined, 2).replaceAll(/^(\s*)"([A-Za-z]\w*)":/gm, '$1$2:');
