import fc from 'fast-check';
import { acl } from '../../lib/acl/topic';
import { facts, gardenlet, judge, operator, shoot, tree } from './tree';

const anything = fc.jsonValue({ maxDepth: 3 });

/** Keys that the code looks for, so that random values get far enough. */
const shaped = (keys: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    anything,
    fc.dictionary(fc.constantFrom(...keys), fc.oneof(anything, fc.dictionary(fc.constantFrom(...keys), anything)), {
      maxKeys: 4,
    }),
  );

const infrastructureKeys = [
  'networks',
  'zones',
  'cloudNAT',
  'natIPNames',
  'natGateway',
  'ipAddresses',
  'firewall',
  'egressRules',
  'router',
  'id',
  'ips',
  'ipv6',
  'nodeCIDR',
  'workersSubnetID',
  'elasticIPAllocationID',
];
const filterKeys = [
  'configPatches',
  'match',
  'listener',
  'filterChain',
  'patch',
  'value',
  'typed_config',
  'rules',
  'policies',
  'workloadSelector',
  'labels',
];

describe('whatever free-form fields hold', () => {
  it('never makes the topic throw', () => {
    const inputs = fc.record({
      providerConfig: shaped(['rule', 'Rule', 'action', 'cidrs', 'type']),
      infrastructureConfig: shaped(infrastructureKeys),
      type: fc.constantFrom('openstack', 'aws', 'gcp', 'azure', 'alicloud', 'metal', 'local', 'x'),
      values: shaped(['additionalAllowedCidrs']),
      fact: anything,
      spec: shaped(filterKeys),
      typed: shaped(filterKeys),
    });
    fc.assert(
      fc.property(inputs, ({ providerConfig, infrastructureConfig, type, values, fact, spec, typed }) => {
        const filter = (name: string, content: unknown) => ({
          cluster: 'seeds/soil',
          object: {
            apiVersion: 'networking.istio.io/v1alpha3',
            kind: 'EnvoyFilter',
            metadata: { name, namespace: 'istio-ingress' },
            spec: content,
          },
        });
        const patch = {
          applyTo: 'NETWORK_FILTER',
          match: { context: 'GATEWAY' },
          patch: { operation: 'INSERT_FIRST', value: { name: 'x', typed_config: typed } },
        };
        const provider = { type, workers: [{ name: 'w', zones: ['a'] }], infrastructureConfig };
        const objects = [
          gardenlet(),
          operator(values as object),
          shoot({ extensions: [{ type: 'acl', providerConfig }], provider }),
          filter('acl-x-gateway-0', spec),
          filter('foreign', { configPatches: [patch] }),
        ];
        const known = facts({
          'seed/soil': { shootInfo: fact, natAddresses: fact },
          'shoot/bar/foo': { egressCIDRs: fact, egressAddresses: fact },
        });
        const view = tree(objects, { facts: known });
        judge(view);
        expect([...(acl.predict?.(view) ?? []), ...(acl.compare?.(view, view) ?? [])].length).toBeLessThan(5);
      }),
      { numRuns: 400 },
    );
  });
});
