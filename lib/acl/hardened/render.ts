import { shortId } from '../../core/gardener-names';
import type { AccessLists } from '../access-lists';
import {
  httpPatch,
  networkPatch,
  type ConfigPatch,
  type EnvoyFilter,
  type Policy,
  type RbacConfig,
} from '../envoy-filter';
import type { Gateway } from '../gateway';
import { advertisedHosts } from '../hosts';
import { technicalID } from '../identity';
import type { Situation } from '../situation';
import { anything, ingressMatch, tunnelMatch } from './matches';
import { placesOf, type Place } from './places';
import { refusedPrincipals } from './principals';

/** How the filters of the hardened profile behave beside denying. */
export interface HardenedOptions {
  /** Count and log what would be denied, deny nothing: for a dry run. @default false */
  readonly shadow?: boolean;
  /** How long a denied connection is held before it is closed, for example `0.5s`: slows scanners down. @default not at all */
  readonly delayDeny?: string;
  /**
   * `complement`: only what the objects of the extension leave open, for seeds where the extension stays. Filters add up, so that the
   * extra ones can only tighten. @default complete
   */
  readonly coverage?: 'complete' | 'complement';
}

/** One shoot with the lists that its filters enforce. */
export interface ProtectedShoot {
  readonly situation: Situation;
  readonly lists: AccessLists;
}

/** A chain that serves many shoots: a tunnel port, or all hosts of a domain. */
export type SharedChain = { readonly port: number } | { readonly sni: string };

/** The policy of one shoot on such a chain. */
export interface SharedPolicy {
  readonly chain: SharedChain;
  readonly policy: Policy;
}

/** What one shoot needs on one gateway. */
export interface PlacePatches {
  readonly gateway: Gateway;
  /** Name of the shoot's policies. */
  readonly name: string;
  /** Filters of chains that serve this shoot only. */
  readonly own: readonly ConfigPatch[];
  readonly shared: readonly SharedPolicy[];
}

/** Prefix of all objects of this profile; the extension's own are `acl-api-` and the like. */
export const hardenedPrefix = 'acl-x-';

/**
 * The filters of one shoot: every entry path, always by `remote_ip`, only DENY, so that no filter says anything about other shoots.
 * One object per gateway on which the shoot can be reached. Empty when the lists refuse nobody.
 */
export function renderHardened(shoot: ProtectedShoot, options: HardenedOptions = {}): EnvoyFilter[] {
  return placePatches(shoot, options).map(({ gateway, name, own, shared }) => {
    const patches = shared.map(({ chain, policy }) => sharedPatch(chain, { [name]: policy }, options));
    return hardenedObject(`${hardenedPrefix}${technicalID(shoot.situation)}`, gateway, [...own, ...patches]);
  });
}

/** What one shoot needs, gateway by gateway. */
export function placePatches({ situation, lists }: ProtectedShoot, options: HardenedOptions): PlacePatches[] {
  const principals = refusedPrincipals(lists);
  if (principals === undefined) return [];
  const id = technicalID(situation);
  const name = shortId(id);
  const protectedHost = options.coverage === 'complement' ? advertisedHosts(situation)[0] : undefined;
  const rules = { [name]: { permissions: [anything], principals } };
  const filter = (host: string, filterName: string): ConfigPatch =>
    networkPatch(host, filterName, rbac('network', rules, options));
  return placesOf(situation).map(place => ({
    gateway: place.gateway,
    name,
    own: [
      ...place.apiHosts.filter(host => host !== protectedHost).map(host => filter(host, 'acl-api')),
      ...place.observabilityHosts.map(host => filter(host, 'acl-observability')),
    ],
    shared: sharedPolicies(place, id).map(({ chain, match }) => ({
      chain,
      policy: { permissions: [match], principals },
    })),
  }));
}

/** The filter of a chain that serves many shoots, with one policy per shoot. */
export function sharedPatch(
  chain: SharedChain,
  policies: Readonly<Record<string, Policy>>,
  options: HardenedOptions,
): ConfigPatch {
  if ('sni' in chain) return networkPatch(chain.sni, 'acl-ingress', rbac('network', policies, options));
  const config = rbac('http', policies, options);
  return httpPatch({ portNumber: chain.port }, 'acl-tunnel', { ...config, track_per_rule_stats: true });
}

/** An object of this profile. */
export function hardenedObject(
  name: string,
  { namespace, labels }: Gateway,
  configPatches: ConfigPatch[],
): EnvoyFilter {
  return {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/part-of': 'acl' } },
    spec: { workloadSelector: { labels }, configPatches },
  };
}

function sharedPolicies(
  { sharedDomain, tunnelPorts }: Place,
  id: string,
): { readonly chain: SharedChain; readonly match: Policy['permissions'][number] }[] {
  const tunnels = tunnelPorts.map(port => ({ chain: { port }, match: tunnelMatch(id) }));
  if (sharedDomain === undefined) return tunnels;
  return [{ chain: { sni: `*.${sharedDomain}` }, match: ingressMatch(shortId(id), sharedDomain) }, ...tunnels];
}

/** The configuration of an RBAC filter that denies what its policies match. */
export function rbac(
  flavor: 'network' | 'http',
  policies: Readonly<Record<string, Policy>>,
  { shadow = false, delayDeny }: HardenedOptions,
): Omit<RbacConfig, '@type'> {
  const rules = { action: 'DENY', policies } as const;
  if (shadow) return { shadow_rules: rules, shadow_rules_stat_prefix: 'acl_shadow_' };
  return { rules, ...(flavor === 'network' && delayDeny !== undefined && { delay_deny: delayDeny }) };
}
