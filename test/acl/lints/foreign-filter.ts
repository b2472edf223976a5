import { rbacType } from '../../../lib/acl/envoy-filter';
import { judge, tree } from '../tree';

/** What is said about an EnvoyFilter of one patch or several, as `RULE path`. */
export function findings(
  patch: object,
  spec: object = { workloadSelector: { labels: { app: 'gw' } } },
  namespace = 'istio-ingress',
): string[] {
  const object = {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: 'foreign', namespace },
    spec: { ...spec, configPatches: [patch].flat() },
  };
  return judge(tree([{ cluster: 'seeds/soil', object }])).map(text => text.replace(' EnvoyFilter/foreign', ''));
}

/** A patch with an RBAC filter. */
export const rbac = (
  principals: unknown,
  flavor: 'network' | 'http' = 'network',
  config: object = { stat_prefix: 'x' },
): object => ({
  applyTo: flavor === 'network' ? 'NETWORK_FILTER' : 'HTTP_FILTER',
  match: { context: 'GATEWAY', listener: { filterChain: { sni: 'api.foo' } } },
  patch: {
    operation: 'INSERT_FIRST',
    value: {
      name: 'x',
      typed_config: {
        '@type': rbacType[flavor],
        ...config,
        rules: { action: 'ALLOW', policies: { p: { permissions: [{ any: true }], principals } } },
      },
    },
  },
});

/** Path of the filter's configuration. */
export const at = 'spec.configPatches[0].patch.value.typed_config';

/** Name of Envoy's connection manager. */
export const manager = 'envoy.filters.network.http_connection_manager';

/** An allow-list with policies of its own. */
export const allowing = (flavor: 'network' | 'http', policies: object): object => {
  const { patch, ...rest } = rbac([], flavor, flavor === 'network' ? { stat_prefix: 'x' } : {}) as {
    readonly patch: { readonly value: { readonly typed_config: object } };
  };
  const { typed_config: config } = patch.value;
  const value = { ...patch.value, typed_config: { ...config, rules: { action: 'ALLOW', policies } } };
  return { ...rest, patch: { ...patch, value } };
};

/** A patch with another place or operation. */
export const moved = (patch: object, changes: object): object => ({ ...patch, ...changes });
/** The first patch. */
export const at0 = 'spec.configPatches[0]';
