import fc from 'fast-check';
import { clientsAnnotation } from '../../../lib/acl/control/client-set';
import { acl } from '../../../lib/acl/topic';
import { facts, gardenlet, operator, shoot, tree, type TreeObject } from '../tree';
import { hardened } from './changes';

const keys = [
  ...[
    'rule',
    'action',
    'cidrs',
    'type',
    'networks',
    'zones',
    'natGateway',
    'enabled',
    'ipAddresses',
    'elasticIPAllocationID',
  ],
  ...[
    'configPatches',
    'match',
    'listener',
    'filterChain',
    'sni',
    'patch',
    'value',
    'typed_config',
    'rules',
    'policies',
  ],
  ...['workloadSelector', 'labels', 'shadow_rules', 'permissions', 'principals'],
];
const anything = fc.jsonValue({ maxDepth: 3 });
const shaped = fc.oneof(
  anything,
  fc.dictionary(fc.constantFrom(...keys), fc.oneof(anything, fc.dictionary(fc.constantFrom(...keys), anything)), {
    maxKeys: 4,
  }),
);

const filter = (name: string, spec: unknown, annotation: unknown = 'x'): TreeObject => ({
  cluster: 'seeds/soil',
  object: {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name, namespace: 'istio-ingress', annotations: { [clientsAnnotation]: String(annotation) } },
    spec,
  },
});

const patchOf = (typed_config: unknown): object => ({
  applyTo: 'NETWORK_FILTER',
  match: { context: 'GATEWAY' },
  patch: { operation: 'INSERT_FIRST', value: { name: 'x', typed_config } },
});

/** A tree whose free-form fields hold anything; half of the time the shoot has a control that works. */
const trees = fc
  .record({
    providerConfig: shaped,
    infrastructureConfig: shaped,
    type: fc.constantFrom('openstack', 'aws', 'gcp', 'azure', 'x'),
    values: shaped,
    fact: anything,
    spec: shaped,
    typed: shaped,
    text: fc.string(),
    guarded: fc.boolean(),
    seeded: fc.boolean(),
  })
  .map(({ providerConfig, infrastructureConfig, type, values, fact, spec, typed, text, guarded, seeded }) => {
    const provider = { type, workers: [{ name: 'w', zones: ['a'] }], infrastructureConfig };
    const garden = {
      apiVersion: 'operator.gardener.cloud/v1alpha1',
      kind: 'Garden',
      metadata: { name: 'garden' },
      spec: { virtualCluster: { dns: { domains: [{ name: 'g.example.org' }] } } },
    };
    const objects = [
      ...(seeded ? [gardenlet()] : []),
      operator(values as object),
      shoot({ extensions: guarded ? [] : [{ type: 'acl', providerConfig }], provider }),
      ...(guarded ? hardened({ allow: ['185.1.1.0/24'] }) : []),
      filter('acl-x-gateway-0', spec, text),
      filter('acl-x-shoot--bar--gone', { configPatches: [patchOf(typed)] }, `${text} until 2027-01-31: `),
      { object: garden },
    ];
    return tree(objects, {
      facts: facts({
        'seed/soil': { shootInfo: fact, natAddresses: fact, expectedClients: fact },
        'shoot/bar/foo': { egressCIDRs: fact, egressAddresses: fact, kubeApiserverGateway: fact },
      }),
    });
  });

it('whatever free-form fields hold, a comparison of two trees never throws', () => {
  fc.assert(
    fc.property(trees, trees, (before, after) => {
      for (const finding of acl.compare?.(before, after) ?? [])
        expect(finding.message).not.toMatch(/undefined|\[object/);
    }),
    { numRuns: 400 },
  );
});
