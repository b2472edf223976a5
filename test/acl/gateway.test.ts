import { findGateway, wildcardGateway } from '../../lib/acl/gateway';
import { situation, type Changes } from './situations';

const zones = (...names: string[]): NonNullable<Changes['seed']> => ({
  provider: { type: 'openstack', region: 'r1', zones: names },
});

function found(changes: Changes): unknown {
  const search = findGateway(situation(changes));
  return search.kind === 'found' ? search.gateway : search;
}

const handler = { name: 'internet-config' };
const exposed: Changes = {
  gardenlet: { exposureClassHandlers: [handler] },
  exposureClass: { metadata: { name: 'internet' }, handler: 'internet-config' },
};

describe('finding the gateway of a shoot', () => {
  it('is the default one on a seed of one zone, whatever the annotation says', () => {
    const labels = { app: 'istio-ingressgateway', istio: 'ingressgateway', 'istio-role': 'seed' };
    expect(found({ facts: { controlPlaneZones: 'b' } })).toEqual({ namespace: 'istio-ingress', labels });
  });

  it('is zonal when the annotation names exactly one zone', () => {
    expect(found({ seed: zones('a', 'b'), facts: { controlPlaneZones: ',b,b,' } })).toMatchObject({
      namespace: 'istio-ingress--b',
      labels: { istio: 'ingressgateway--zone--b' },
    });
  });

  it.each(['a,b', '', null])('is the default one when the annotation is %j', controlPlaneZones => {
    expect(found({ seed: zones('a', 'b'), facts: { controlPlaneZones } })).toMatchObject({
      namespace: 'istio-ingress',
    });
  });

  // gardener:pkg/component/shared/istio_test.go
  it.each([
    ['MyUpCaseZone', 'default-namespace', 'default-namespace--38e28'],
    [
      'unnecessarily-long-regional-zone-name',
      'extremely-long-default-namespace',
      'extremely-long-default-namespace--fc5e9',
    ],
    ['my-zone', 'default-namespace', 'default-namespace--my-zone'],
  ])('hashes zone %s behind %s only when it must', (zone, namespace, expected) => {
    const gateway = found({
      seed: zones(zone, 'other'),
      gardenlet: { sni: { ingress: { namespace } } },
      facts: { controlPlaneZones: zone },
    });
    expect(gateway).toMatchObject({ namespace: expected, labels: { istio: `ingressgateway--zone--${zone}` } });
  });

  it('follows the handler of the exposure class, with the mandatory labels over configured ones', () => {
    const gardenlet = {
      exposureClassHandlers: [
        { ...handler, sni: { ingress: { labels: { app: 'x', 'gardener.cloud/role': 'y', team: 'net' } } } },
      ],
    };
    expect(found({ ...exposed, gardenlet })).toEqual({
      namespace: 'istio-ingress-handler-internet-config',
      labels: {
        app: 'istio-ingressgateway',
        'gardener.cloud/role': 'exposureclass-handler',
        'handler.exposureclass.gardener.cloud/name': 'internet-config',
        'istio-role': 'seed',
        team: 'net',
      },
    });
  });

  it('puts the zone into the role label of a handler that has no istio label', () => {
    const gateway = found({ ...exposed, seed: zones('a', 'b'), facts: { controlPlaneZones: 'a' } });
    expect(gateway).toMatchObject({
      namespace: 'istio-ingress-handler-internet-config--a',
      labels: { 'gardener.cloud/role': 'exposureclass-handler--zone--a' },
    });
  });

  it('falls back to the default gateway when the gardenlet does not know the handler', () => {
    expect(found({ ...exposed, gardenlet: {} })).toMatchObject({ namespace: 'istio-ingress' });
  });

  it('adds an istio label where configured labels have none, and keeps an empty map empty otherwise', () => {
    const gardenlet = { sni: { ingress: { labels: { team: 'net' } } } };
    expect(found({ gardenlet })).toMatchObject({
      labels: { team: 'net', istio: 'ingressgateway', 'istio-role': 'seed' },
    });
    expect(found({ gardenlet: { sni: { ingress: { labels: {} } } } })).toMatchObject({
      labels: { istio: 'ingressgateway', 'istio-role': 'seed' },
    });
  });

  it('has no role label before v1.143', () => {
    expect(found({ gardener: '1.142.3' })).toEqual({
      namespace: 'istio-ingress',
      labels: { app: 'istio-ingressgateway', istio: 'ingressgateway' },
    });
  });

  it('believes what was observed on the seed', () => {
    const observed = { namespace: 'elsewhere', selector: { a: 'b' } };
    expect(found({ facts: { kubeApiserverGateway: observed } })).toEqual({
      namespace: 'elsewhere',
      labels: { a: 'b' },
    });
    expect(found({ facts: { kubeApiserverGateway: { absent: true } } })).toEqual({ kind: 'absent' });
  });
});

describe('foreseeing the zone of a control plane', () => {
  const seed = zones('a', 'b', 'c');
  const candidates = (changes: Changes): unknown => {
    const search = findGateway(situation(changes));
    return search.kind === 'undetermined' ? search.candidates.map(({ namespace }) => namespace) : search;
  };

  it('is left to chance without a selection mode: every zone of the seed is a candidate', () => {
    expect(candidates({ seed })).toEqual(['istio-ingress--a', 'istio-ingress--b', 'istio-ingress--c']);
  });

  it('takes the only common zone of seed and workers, and has several candidates otherwise', () => {
    const settings = { zoneSelection: { mode: 'Prefer' as const } };
    const workers = (...names: string[]) => ({
      provider: { type: 'openstack', workers: [{ name: 'w', zones: names }] },
    });
    expect(found({ seed: { ...seed, settings }, shoot: workers('b', 'x') })).toMatchObject({
      namespace: 'istio-ingress--b',
    });
    expect(candidates({ seed: { ...seed, settings }, shoot: workers('c', 'b') })).toEqual([
      'istio-ingress--b',
      'istio-ingress--c',
    ]);
    expect(candidates({ seed: { ...seed, settings }, shoot: workers('x') })).toHaveLength(3);
  });

  it('is pinned by explicit zones since v1.150, and not at all by failure tolerance zone', () => {
    const controlPlane = { zones: ['c'] };
    expect(found({ seed, shoot: { controlPlane } })).toMatchObject({ namespace: 'istio-ingress--c' });
    expect(candidates({ seed, shoot: { controlPlane }, gardener: '1.149.0' })).toHaveLength(3);
    const highAvailability = { failureTolerance: { type: 'zone' as const } };
    expect(found({ seed, shoot: { controlPlane: { highAvailability } } })).toMatchObject({
      namespace: 'istio-ingress',
    });
  });

  it('does not matter where zonal ingress is switched off', () => {
    const settings = { loadBalancerServices: { zonalIngress: { enabled: false } } };
    expect(found({ seed: { ...seed, settings } })).toMatchObject({ namespace: 'istio-ingress' });
  });
});

describe('the gateway of the trusted hosts', () => {
  it('is never zonal and never that of an exposure class', () => {
    const changes = { ...exposed, seed: zones('a', 'b'), facts: { controlPlaneZones: 'a' } };
    expect(wildcardGateway(situation(changes))).toEqual({
      namespace: 'istio-ingress',
      labels: { app: 'istio-ingressgateway', istio: 'ingressgateway', 'istio-role': 'seed' },
    });
  });
});
