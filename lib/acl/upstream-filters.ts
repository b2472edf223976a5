import { shortId } from '../core/gardener-names';
import {
  everybody,
  httpPatch,
  networkPatch,
  statPrefix,
  type ConfigPatch,
  type EnvoyFilter,
  type Permission,
  type Principal,
  type RbacRules,
} from './envoy-filter';
import type { Gateway } from './gateway';

import { legacyPort, unifiedPort, type TunnelPort } from './release';

/** What the extension's renderer is given. */
export interface UpstreamValues {
  /** Technical ID of the shoot. */
  readonly id: string;
  /** As written in the rule. */
  readonly action: string;
  readonly principals: readonly Principal[];
  readonly gateway: Gateway;
  /** First advertised host: its chain is the one that gets protected. */
  readonly host: string;
  /** Present when the seed has the shared nginx Gateway and an ingress domain. */
  readonly ingress?: { readonly domain: string; readonly selector: Readonly<Record<string, string>> };
}

/** Labels of the extension's embedded chart. Source: gardener-extension-acl:charts/seed. */
const chartLabels = {
  'helm.sh/chart': 'acl-seed-0.1.0',
  'app.kubernetes.io/name': 'acl-seed',
  'app.kubernetes.io/instance': 'seed',
  'app.kubernetes.io/version': '1.0',
  'app.kubernetes.io/managed-by': 'Helm',
} as const;

/** Namespace of `acl-ingress`, whatever the seed's gateway is. */
const ingressNamespace = 'istio-ingress';

/**
 * The objects of the extension, equal to what its controller renders, its defects included.
 * Source: gardener-extension-acl:pkg/envoyfilters/envoyfilters.go, charts/seed/templates/envoyfilter (after v1.18.0).
 */
export function renderUpstream(values: UpstreamValues): EnvoyFilter[] {
  const { id, gateway, ingress } = values;
  const objects = [
    envoyFilter(`acl-api-${id}`, gateway, apiPatch(values)),
    envoyFilter(`acl-http-proxy-${id}`, gateway, tunnelPatch(values, unifiedPort, 'acl-http-proxy')),
    envoyFilter(
      `acl-vpn-${id}`,
      gateway,
      tunnelPatch(values, { ...legacyPort, header: 'reversed-vpn' }, 'acl-tls-tunnel'),
    ),
  ];
  if (ingress === undefined) return objects;
  const shared = { namespace: ingressNamespace, labels: ingress.selector };
  return [...objects, envoyFilter(`acl-ingress-${id}`, shared, ingressPatch(values, ingress.domain))];
}

function envoyFilter(name: string, { namespace, labels }: Gateway, patch: ConfigPatch): EnvoyFilter {
  return {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name, namespace, labels: chartLabels },
    spec: { workloadSelector: { labels }, configPatches: [patch] },
  };
}

function apiPatch({ host, action, principals }: UpstreamValues): ConfigPatch {
  const rules: RbacRules = {
    action: action.toUpperCase() as RbacRules['action'],
    policies: { 'acl-api': { permissions: [{ any: true }], principals } },
  };
  return networkPatch(host, 'acl-api', { rules });
}

function tunnelPatch(
  values: UpstreamValues,
  { port, header }: Pick<TunnelPort, 'port'> & { readonly header: string },
  name: string,
): ConfigPatch {
  const match: Permission = { header: { name: header, string_match: { contains: `.${values.id}.` } } };
  const rules = sharedRules(values, match);
  // the HTTP filter has no stat_prefix; Istio drops it, upstream writes it
  return httpPatch({ name: `0.0.0.0_${port}` }, name, { rules, stat_prefix: statPrefix });
}

function ingressPatch(values: UpstreamValues, domain: string): ConfigPatch {
  const match: Permission = { requested_server_name: { suffix: `-${shortId(values.id)}.${domain}` } };
  return networkPatch(`*.${domain}`, 'acl-ingress', { rules: sharedRules(values, match) });
}

/** One filter per shoot on a chain that serves many: a policy of its own, and one that lets the traffic of the others through. */
function sharedRules({ id, principals }: UpstreamValues, match: Permission): RbacRules {
  const own = shortId(id);
  return {
    action: 'ALLOW',
    policies: {
      [`${own}-inverse`]: { permissions: [{ not_rule: match }], principals: everybody },
      [own]: { permissions: [match], principals },
    },
  };
}
