import { FieldPath } from '../core/field-path';
import type { KubernetesObject } from '../core/object';
import type * as documentReader from '../yaml/reader/documents';
import type { KindInfo, Registry } from './registry';

/** A configuration that is text, or that a chart completes. */
export interface CarriedConfig {
  readonly config: object;
  readonly path: FieldPath;
  readonly info: KindInfo;
  /** A chart lays it over its own values: nothing in it is required. */
  readonly isPartial: boolean;
}

/** Component configurations in the data of a ConfigMap: texts with the apiVersion and kind of a configuration that is known. */
export function configsInConfigMap({ data }: KubernetesObject, registry: Registry): CarriedConfig[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, text]) => {
    const config = typeof text === 'string' ? parseConfig(text) : undefined;
    const info = config && registry.find(config.apiVersion, config.kind);
    if (config === undefined || info?.scope !== 'Config') return [];
    return [{ config, info, path: FieldPath.of('data').key(key), isPartial: false }];
  });
}

/** Cheap tests first: most data of ConfigMaps is no configuration. Unreadable text is judged by whoever reads it. */
function parseConfig(text: string): { readonly apiVersion: string; readonly kind: string } | undefined {
  if (!/^apiVersion: *\S/m.test(text) || !/^kind: *\S/m.test(text)) return undefined;
  // loaded only when a ConfigMap holds such a text
  const { readDocuments } = require('../yaml/reader/documents') as typeof documentReader;
  const [document, ...more] = readDocuments(text).documents;
  if (document === undefined || more.length > 0) return undefined;
  const config = document.value as { readonly apiVersion?: unknown; readonly kind?: unknown } | null;
  const { apiVersion, kind } = config ?? {};
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  return { ...config, apiVersion, kind };
}

const gardenletConfiguration = ['gardenlet.config.gardener.cloud/v1alpha1', 'GardenletConfiguration'] as const;

/**
 * The values of a HelmRelease of the gardenlet chart: `config` is a gardenlet configuration without apiVersion and kind, whose
 * bootstrap kubeconfig the chart turns into a Secret (`gardener:charts/gardener/gardenlet/templates/helpers.tpl v1.150`).
 */
export function configInGardenletRelease(release: KubernetesObject, registry: Registry): CarriedConfig[] {
  const spec = release['spec'] as ReleaseSpec | undefined;
  const config = spec?.values?.['config'];
  const info = registry.find(...gardenletConfiguration);
  if (typeof config !== 'object' || config === null || info === undefined || !isGardenlet(release, spec)) return [];
  const [apiVersion, kind] = gardenletConfiguration;
  const complete = { apiVersion, kind, ...withoutChartValues(config) };
  return [{ config: complete, info, path: FieldPath.of('spec', 'values', 'config'), isPartial: true }];
}

interface ReleaseSpec {
  readonly values?: Readonly<Record<string, unknown>>;
  readonly chart?: { readonly spec?: { readonly chart?: unknown } };
  readonly chartRef?: { readonly name?: unknown };
  readonly releaseName?: unknown;
}

function isGardenlet({ metadata }: KubernetesObject, spec: ReleaseSpec | undefined): boolean {
  const names = [spec?.chart?.spec?.chart, spec?.chartRef?.name, spec?.releaseName, metadata.name];
  return names.some(name => typeof name === 'string' && /(?:^|[/-])gardenlet$/.test(name));
}

function withoutChartValues(config: object): object {
  const { gardenClientConnection: connection, ...rest } = config as { gardenClientConnection?: Connection };
  if (typeof connection?.bootstrapKubeconfig !== 'object') return config;
  const { kubeconfig: _, secretRef, ...bootstrapKubeconfig } = connection.bootstrapKubeconfig;
  return {
    ...rest,
    gardenClientConnection: { ...connection, bootstrapKubeconfig: { ...bootstrapKubeconfig, ...secretRef } },
  };
}

interface Connection {
  readonly bootstrapKubeconfig?: { readonly kubeconfig?: unknown; readonly secretRef?: object };
}
