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
