import type { Garden } from '../../../imports/operator.gardener.cloud/v1alpha1';
import type { Loose } from '../../core/loose';
import { listsOf, type AccessLists, type LabeledRange } from '../access-lists';
import { networkPatch, type EnvoyFilter } from '../envoy-filter';
import type { Gateway } from '../gateway';
import { anything } from '../hardened/matches';
import { refusedPrincipals } from '../hardened/principals';
import { hardenedObject, rbac, type HardenedOptions } from '../hardened/render';

/** The API server of the virtual garden, and who may reach it. */
export interface GardenAccess {
  readonly garden: Loose<Garden>;
  /** Normalized ranges; a garden has no other way to say who gets in. */
  readonly allow: readonly LabeledRange[];
  /** @default nobody */
  readonly deny?: readonly LabeledRange[];
  /** Egress addresses of all seeds: their gardenlets connect from there. */
  readonly seedEgress: readonly LabeledRange[];
}

/** The gateway of the virtual garden. Source: gardener:pkg/operator/controller/garden/garden/components.go (newIstio) v1.150. */
export const gardenGateway: Gateway = {
  namespace: 'virtual-garden-istio-ingress',
  labels: { istio: 'ingressgateway', 'istio-role': 'garden' },
};

/** Name of the filter of the virtual garden. */
export const gardenFilterName = 'acl-x-virtual-garden';

/** The lists of a garden: ranges of the runtime cluster and of the seeds are always allowed. */
export function gardenLists({ garden, allow, deny = [], seedEgress }: GardenAccess): AccessLists {
  const networking = garden.spec?.runtimeCluster?.networking;
  return listsOf({ allow, deny }, [
    ...label(networking?.nodes, 'garden.spec.runtimeCluster.networking.nodes'),
    ...label(networking?.pods, 'garden.spec.runtimeCluster.networking.pods'),
    ...seedEgress,
  ]);
}

/**
 * The hosts of the virtual garden by filter chain: `api.` and `gardener.` of every domain share one, those with a certificate of their own
 * another. Source: gardener:pkg/operator/controller/garden/garden/components.go (newSNI) v1.150.
 */
export function gardenChains(garden: Loose<Garden>): string[][] {
  const domains = garden.spec?.virtualCluster?.dns?.domains ?? [];
  const hosts = domains.flatMap(({ name }) => (name === undefined ? [] : [`api.${name}`, `gardener.${name}`]));
  const patterns = garden.spec?.virtualCluster?.kubernetes?.kubeAPIServer?.sni?.domainPatterns ?? [];
  const separate = new Set(hosts.filter(host => patterns.some(pattern => matchesPattern(host, pattern))));
  const chains = [hosts.filter(host => !separate.has(host)), hosts.filter(host => separate.has(host))];
  return chains.filter(chain => chain.length > 0);
}

/**
 * The filter of the virtual garden's API server, in the hardened profile: only port 443 serves it, there is neither tunnel nor HTTP proxy.
 * Each chain gets a patch by its first host; where TLS is passed through all hosts share a chain and both patches meet in it.
 */
export function renderGarden(access: GardenAccess, options: HardenedOptions = {}): EnvoyFilter[] {
  const principals = refusedPrincipals(gardenLists(access));
  const hosts = gardenChains(access.garden).flatMap(([host]) => host ?? []);
  if (principals === undefined || hosts.length === 0) return [];
  const policies = { 'virtual-garden': { permissions: [anything], principals } };
  const patches = hosts.map(host => networkPatch(host, 'acl-api', rbac('network', policies, options)));
  return [hardenedObject(gardenFilterName, gardenGateway, patches)];
}

/** A wildcard stands for exactly one label. */
function matchesPattern(host: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return host === pattern;
  const suffix = pattern.slice(1);
  const label = host.endsWith(suffix) ? host.slice(0, -suffix.length) : '';
  return label !== '' && !label.includes('.');
}

function label(cidrs: readonly string[] | undefined, origin: string): LabeledRange[] {
  return (cidrs ?? []).map(cidr => ({ cidr, origin }));
}
