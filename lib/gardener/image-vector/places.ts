import { FieldPath } from '../../core/field-path';
import type { KubernetesObject } from '../../core/object';
import { isMap } from '../../core/plain-map';

/** What a field holds that overwrites images. */
export type VectorKind = 'images' | 'components' | 'charts';

/** A field of an object that holds an image vector. */
export interface VectorPlace {
  readonly kind: VectorKind;
  readonly value: unknown;
  readonly path: FieldPath;
  /** The chart is one of Gardener itself, which is known to want a text. */
  readonly isOwnChart: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields of Helm values, and of a Gardenlet, by their names. */
const fieldNames: Readonly<Record<string, VectorKind>> = {
  imageVectorOverwrite: 'images',
  componentImageVectorOverwrite: 'components',
  componentImageVectorOverwrites: 'components',
  chartsImageVectorOverwrite: 'charts',
};

/** The keys of a ConfigMap, as the charts of Gardener and of its extensions name them. */
const keys: Readonly<Record<string, VectorKind>> = {
  'images_overwrite.yaml': 'images',
  'components.yaml': 'components',
};

const valuesOf: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'operator.gardener.cloud/Extension': [
    ['spec', 'deployment', 'extension', 'values'],
    ['spec', 'deployment', 'extension', 'runtimeClusterValues'],
    ['spec', 'deployment', 'admission', 'values'],
  ],
  'core.gardener.cloud/ControllerDeployment': [
    ['helm', 'values'],
    ['providerConfig', 'values'],
  ],
  'seedmanagement.gardener.cloud/Gardenlet': [['spec', 'deployment']],
  'helm.toolkit.fluxcd.io/HelmRelease': [['spec', 'values']],
};

/** The kinds that may hold image vectors, as `<group>/<Kind>`. */
export const vectorKinds: readonly string[] = [...Object.keys(valuesOf), '/ConfigMap'];

/** The image vectors of an object; `kind` is one of {@link vectorKinds}. */
export function vectorPlaces(kind: string, object: KubernetesObject): readonly VectorPlace[] {
  if (kind === '/ConfigMap') return inConfigMap(object);
  return (valuesOf[kind] ?? []).flatMap(segments => {
    const values = valueAt(object, segments);
    const path = FieldPath.of(...segments);
    return Object.entries(fieldNames).flatMap(([name, vector]): VectorPlace[] => {
      const value = values?.[name];
      if (value === undefined || value === null) return [];
      return [{ kind: vector, value, path: path.child(name), isOwnChart: isOwnChart(object) }];
    });
  });
}

function inConfigMap({ data, metadata }: KubernetesObject): readonly VectorPlace[] {
  if (!isMap(data) || metadata.name?.includes('imagevector-overwrite') !== true) return [];
  return Object.entries(keys).flatMap(([key, kind]): VectorPlace[] => {
    const value = data[key];
    return value === undefined ? [] : [{ kind, value, path: FieldPath.of('data').key(key), isOwnChart: true }];
  });
}

/** Other charts than those of Gardener may take the vector as they like. */
function isOwnChart({ kind, metadata, ...object }: KubernetesObject): boolean {
  if (kind === 'Gardenlet') return true;
  const chart = valueAt(object, ['spec', 'chart', 'spec'])?.['chart'];
  const chartRef = valueAt(object, ['spec', 'chartRef'])?.['name'];
  return [chart, chartRef, metadata.name].some(
    name => typeof name === 'string' && /(?:^|[/-])(?:gardenlet|gardener[/-]operator)$/.test(name),
  );
}

function valueAt(object: object, segments: readonly string[]): Fields | undefined {
  let value: unknown = object;
  for (const segment of segments) {
    if (!isMap(value)) return undefined;
    value = value[segment];
  }
  return isMap(value) ? value : undefined;
}
