import type { KubernetesObject } from '../core/object';

/** A range as Envoy's `CidrRange` writes it; an omitted length is 0, which is everybody of that family. */
export interface AddressRange {
  readonly address_prefix: string;
  readonly prefix_len: number;
}

/** Which address of a connection a principal looks at. */
export type AddressKind = 'remote_ip' | 'source_ip' | 'direct_remote_ip';

/** The principals that access rules are made of. */
export type Principal =
  | { readonly [Kind in AddressKind]?: AddressRange }
  | { readonly any: true }
  | { readonly not_id: Principal }
  | { readonly or_ids: { readonly ids: readonly Principal[] } }
  | { readonly and_ids: { readonly ids: readonly Principal[] } };

/** A text matcher of Envoy, as far as ACLs use it. */
export type StringMatch =
  | { readonly exact: string; readonly ignore_case?: boolean }
  | { readonly prefix: string; readonly ignore_case?: boolean }
  | { readonly suffix: string; readonly ignore_case?: boolean }
  | { readonly contains: string; readonly ignore_case?: boolean }
  | { readonly safe_regex: { readonly regex: string } };

/** What a policy is about. */
export type Permission =
  | { readonly any: true }
  | { readonly header: { readonly name: string; readonly string_match: StringMatch } }
  | { readonly requested_server_name: StringMatch }
  | { readonly not_rule: Permission }
  | { readonly or_rules: { readonly rules: readonly Permission[] } }
  | { readonly and_rules: { readonly rules: readonly Permission[] } };

/** Matches when any permission and any principal match. */
export interface Policy {
  readonly permissions: readonly Permission[];
  readonly principals: readonly Principal[];
}

/** ALLOW passes when a policy matches, DENY when none does. */
export interface RbacRules {
  readonly action: 'ALLOW' | 'DENY';
  readonly policies: Readonly<Record<string, Policy>>;
}

/** The configuration of Envoy's RBAC filter, network or HTTP. */
export interface RbacConfig {
  readonly '@type': string;
  readonly rules?: RbacRules;
  readonly shadow_rules?: RbacRules;
  readonly [field: string]: unknown;
}

/** Where a patch goes. */
export interface ListenerMatch {
  readonly name?: string;
  readonly portNumber?: number;
  readonly filterChain?: {
    readonly sni?: string;
    readonly filter?: { readonly name?: string; readonly subFilter?: { readonly name?: string } };
  };
}

/** One entry of `configPatches`. */
export interface ConfigPatch {
  readonly applyTo: string;
  readonly match: { readonly context: string; readonly listener: ListenerMatch };
  readonly patch: {
    readonly operation: string;
    readonly value: { readonly name: string; readonly typed_config: RbacConfig };
  };
}

/** An Istio EnvoyFilter that holds RBAC filters. */
export interface EnvoyFilter extends KubernetesObject {
  readonly apiVersion: 'networking.istio.io/v1alpha3';
  readonly kind: 'EnvoyFilter';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly workloadSelector: { readonly labels: Readonly<Record<string, string>> };
    readonly configPatches: readonly ConfigPatch[];
  };
}

/** Full type names of the two RBAC filters. */
export const rbacType = {
  network: 'type.googleapis.com/envoy.extensions.filters.network.rbac.v3.RBAC',
  http: 'type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC',
} as const;

/** The prefix of the filter's counters; the network filter must have one. */
export const statPrefix = 'envoyrbac';

/** Everybody of both address families. */
export const everybody: readonly Principal[] = [
  { remote_ip: { address_prefix: '0.0.0.0', prefix_len: 0 } },
  { remote_ip: { address_prefix: '::', prefix_len: 0 } },
];

/** A filter in front of all others of the chain that serves `sni`, exactly that entry of its server names. */
export function networkPatch(sni: string, name: string, config: Omit<RbacConfig, '@type'>): ConfigPatch {
  return {
    applyTo: 'NETWORK_FILTER',
    match: { context: 'GATEWAY', listener: { filterChain: { sni } } },
    patch: {
      operation: 'INSERT_FIRST',
      value: { name, typed_config: { '@type': rbacType.network, stat_prefix: statPrefix, ...config } },
    },
  };
}

/** A filter in front of all HTTP filters of a listener. */
export function httpPatch(listener: ListenerMatch, name: string, config: Omit<RbacConfig, '@type'>): ConfigPatch {
  return {
    applyTo: 'HTTP_FILTER',
    match: { context: 'GATEWAY', listener },
    patch: { operation: 'INSERT_FIRST', value: { name, typed_config: { '@type': rbacType.http, ...config } } },
  };
}
