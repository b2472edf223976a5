import { groupOf, type KubernetesObject } from '../core/object';
import type { ManifestTree } from './read-tree';

/** The newest Gardener that the schemas and rules know. */
export const newestGardener = '1.150.0';

/**
 * The Gardener version that a tree itself names: that of its rendered landscapes, else of the gardenlet charts that it deploys; of several the
 * lowest. Undefined when it names none.
 */
export function gardenerOf({ objects, landscapes }: Pick<ManifestTree, 'objects' | 'landscapes'>): string | undefined {
  const rendered = [...(landscapes?.values() ?? [])].map(({ gardener }) => gardener);
  const charts = objects.map(({ object }) => chartVersion(object)).filter(version => version !== undefined);
  return (rendered.length > 0 ? rendered : charts).sort((a, b) => minor(a) - minor(b))[0];
}

interface Chart {
  readonly deployment?: {
    readonly helm?: { readonly ociRepository?: { readonly ref?: unknown; readonly tag?: unknown } };
  };
}

function chartVersion({ apiVersion, kind, ...object }: KubernetesObject): string | undefined {
  if (kind !== 'Gardenlet' || groupOf(apiVersion) !== 'seedmanagement.gardener.cloud') return undefined;
  const { ref, tag } = (object['spec'] as Chart | undefined)?.deployment?.helm?.ociRepository ?? {};
  const text = typeof tag === 'string' ? tag : typeof ref === 'string' ? ref : '';
  return /(?:^|[:v])(\d+\.\d+\.\d+)$/.exec(text)?.[1];
}

function minor(version: string): number {
  return Number(version.split('.')[1]);
}
