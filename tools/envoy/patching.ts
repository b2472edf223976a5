import type { Chain } from '../../lib/acl/evaluate/connection';
import type { KubernetesObject } from '../../lib/core/object';

/** One filter of Envoy, as a bootstrap holds it. */
export interface EnvoyConfigFilter {
  readonly name: string;
  readonly typed_config: Readonly<Record<string, unknown>>;
}

interface Patch {
  readonly applyTo: string;
  readonly match: { readonly context?: string; readonly listener?: ListenerMatch };
  readonly patch: { readonly operation: string; readonly value: EnvoyConfigFilter };
}

interface ListenerMatch {
  readonly name?: string;
  readonly portNumber?: number;
  readonly filterChain?: { readonly sni?: string };
}

/**
 * The filters that Istio would put in front of a chain, on purpose told apart from the evaluator's own look-up. Only what our objects
 * and the extension's use is known; anything else is an error, because a filter that is silently left out looks like an open door.
 */
export function insertedFilters(objects: readonly KubernetesObject[], chain: Chain): EnvoyConfigFilter[] {
  const filters: EnvoyConfigFilter[] = [];
  for (const object of objects) {
    if (object.metadata.namespace !== chain.gateway.namespace || !selected(object, chain)) continue;
    for (const patch of (object['spec'] as { configPatches: readonly Patch[] }).configPatches) {
      if (!matches(patch.match.listener ?? {}, chain)) continue;
      const wanted = chain.entry === 'sni' ? 'NETWORK_FILTER' : 'HTTP_FILTER';
      if (patch.applyTo !== wanted) continue;
      if (patch.patch.operation !== 'INSERT_FIRST' || patch.match.context !== 'GATEWAY') {
        throw new Error(`${object.metadata.name ?? ''}: this patch is not known here: ${JSON.stringify(patch.match)}`);
      }
      filters.unshift(forEnvoy(patch.patch.value, chain));
    }
  }
  return filters;
}

function selected(object: KubernetesObject, { gateway }: Chain): boolean {
  const { workloadSelector } = object['spec'] as { workloadSelector: { labels: Readonly<Record<string, string>> } };
  return Object.entries(workloadSelector.labels).every(([key, value]) => gateway.labels[key] === value);
}

function matches({ name, portNumber, filterChain }: ListenerMatch, { listener, serverNames }: Chain): boolean {
  const sni = filterChain?.sni;
  return (
    (name === undefined || name === listener) &&
    (portNumber === undefined || listener.endsWith(`_${portNumber}`)) &&
    (sni === undefined || serverNames.includes(sni))
  );
}

/** The HTTP filter has no `stat_prefix`: Istio drops it, Envoy itself refuses it. */
function forEnvoy({ name, typed_config }: EnvoyConfigFilter, { entry }: Chain): EnvoyConfigFilter {
  if (entry === 'sni') return { name, typed_config };
  const { stat_prefix: _, ...config } = typed_config;
  return { name, typed_config: config };
}
