// Changes of where a shoot is, whether it is awake, and where its nodes connect from.
import { gardenlet, shoot, withRule, type TreeObject } from '../tree';
import { compare, hardened, rule, told } from './changes';

const acled = shoot(withRule(rule()));
const plain = shoot({});
const quiet = { 'seed/soil': { wildcardCertificate: false } };
const guardedWays = 'on every way in that has a filter';

describe('a move', () => {
  const zones = (...names: string[]) => gardenlet({ provider: { type: 'openstack', region: 'r1', zones: names } });
  const at = (controlPlane: object) => shoot({ ...withRule(rule()), controlPlane });
  const seen = (zone: string) => ({
    ...quiet,
    'shoot/bar/foo': {
      controlPlaneZones: zone,
      kubeApiserverGateway: {
        namespace: `istio-ingress--${zone}`,
        selector: {
          app: 'istio-ingressgateway',
          istio: `ingressgateway--zone--${zone}`,
          'istio-role': 'seed',
        },
      },
    },
  });
  const unpinned = { highAvailability: { failureTolerance: { type: 'zone' } } };
  const failureTolerance = 'spec.controlPlane.highAvailability.failureTolerance.type';

  it('to another zone names both gateways and asks for two steps', () => {
    const change = [
      [zones('a', 'b'), at({ zones: ['a'] })],
      [zones('a', 'b'), at({ zones: ['b'] })],
    ] as const;
    const [finding, ...more] = compare(...change, quiet);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'ACL-W122',
      severity: 'warning',
      path: 'spec.controlPlane.zones',
      message: 'the shoot moves from gateway istio-ingress--a to istio-ingress--b',
      fix: 'apply the filters of the new gateway first, and prune those of the old one later',
    });
  });

  it('out of a zone is foreseen although facts tell the old one', () => {
    const change = [
      [zones('a', 'b', 'c'), acled],
      [zones('a', 'b', 'c'), at(unpinned)],
    ] as const;
    expect(told(...change, seen('a'))).toEqual([
      `warning ACL-W122 ${failureTolerance} the shoot moves from gateway istio-ingress--a to istio-ingress`,
    ]);
  });

  it('leaves the API server open where the filters of Flux stay behind', () => {
    const gateway = seen('a')['shoot/bar/foo'].kubeApiserverGateway;
    // the default gateway, which serves the observability hosts, has tunnel filters anyway
    const apiHosts = 'api.foo.bar.shoots.example.org, api.foo.bar.internal.example.org';
    const filters = hardened({ allow: ['10.0.0.0/8'] }, {}, { facts: { kubeApiserverGateway: gateway } });
    const before = [zones('a', 'b', 'c'), shoot({}), ...filters];
    const after = [zones('a', 'b', 'c'), shoot({ controlPlane: unpinned }), ...filters];
    expect(told(before, after, seen('a'))).toEqual([
      `warning ACL-UNGUARDED no longer protected: access is gained: everybody but 10.0.0.0/8, via ${apiHosts}`,
      `warning ACL-W122 ${failureTolerance} the shoot moves from gateway istio-ingress--a to istio-ingress`,
    ]);
  });

  it('is none when a fact tells more than before', () => {
    const objects = [zones('a', 'b'), acled];
    expect(told(objects, objects, quiet, seen('b'))).toEqual([]);
  });

  it('comes with a second zone of the seed: the control plane stays in the first', () => {
    expect(told([zones('a'), acled], [zones('a', 'b'), acled], quiet)).toEqual([
      'warning ACL-W122 the shoot moves from gateway istio-ingress to istio-ingress--a',
    ]);
  });

  it('with the handler of an exposure class names the gateway of the handler', () => {
    const config = (name: string) =>
      gardenlet({}, { exposureClassHandlers: [{ name, loadBalancerService: { annotations: {} } }] });
    const exposureClass = {
      object: {
        apiVersion: 'core.gardener.cloud/v1beta1',
        kind: 'ExposureClass',
        metadata: { name: 'inside' },
        handler: 'private',
      },
    };
    const exposed = shoot({ ...withRule(rule()), exposureClassName: 'inside' });
    expect(told([config('private'), exposureClass, exposed], [config('other'), exposureClass, exposed], quiet)).toEqual(
      ['warning ACL-W122 the shoot moves from gateway istio-ingress-handler-private to istio-ingress'],
    );
    expect(told([config('private'), exposureClass, acled], [config('private'), exposureClass, exposed], quiet)).toEqual(
      [
        'warning ACL-W122 spec.exposureClassName the shoot moves from gateway istio-ingress to istio-ingress-handler-private',
      ],
    );
  });

  it('to another seed says what is open meanwhile', () => {
    const clay = JSON.parse(JSON.stringify(gardenlet()).replace('"name":"soil"', '"name":"clay"')) as TreeObject;
    const known = { ...quiet, 'seed/clay': { wildcardCertificate: false } };
    const moved = shoot({ ...withRule(rule()), seedName: 'clay' });
    const [finding, ...more] = compare([gardenlet(), clay, acled], [gardenlet(), clay, moved], known);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'ACL-MIGRATED',
      severity: 'warning',
      path: 'spec.seedName',
      value: 'clay',
      message: 'the control plane moves from seed soil to clay',
      effect:
        'the extension removes its filters on soil while the API server still runs there, and makes those on clay when it runs already',
    });
  });

  it('to another seed may be told by a fact, and is then in no field of the Shoot', () => {
    const clay = JSON.parse(JSON.stringify(gardenlet()).replace('"name":"soil"', '"name":"clay"')) as TreeObject;
    const of = (seedName: string) => ({
      ...quiet,
      'seed/clay': { wildcardCertificate: false },
      'shoot/bar/foo': { seedName },
    });
    const objects = [gardenlet(), clay, shoot({ ...withRule(rule()), seedName: undefined })];
    expect(told(objects, objects, of('soil'), of('clay'))).toEqual([
      'warning ACL-MIGRATED the control plane moves from seed soil to clay',
    ]);
  });

  it('to another seed leaves the filters of Flux behind', () => {
    const clay = JSON.parse(JSON.stringify(gardenlet()).replace('"name":"soil"', '"name":"clay"')) as TreeObject;
    const known = { ...quiet, 'seed/clay': { wildcardCertificate: false } };
    const filters = hardened({ allow: ['10.0.0.0/8'] });
    const found = told(
      [gardenlet(), clay, plain, ...filters],
      [gardenlet(), clay, shoot({ seedName: 'clay' }), ...filters],
      known,
    );
    expect(found).toEqual([
      'warning ACL-OPENED access is gained: everybody but 10.0.0.0/8, on every way in',
      'warning ACL-MIGRATED spec.seedName the control plane moves from seed soil to clay',
    ]);
  });
});

describe('hibernation', () => {
  const sleeping = (of: object): TreeObject => shoot({ ...of, hibernation: { enabled: true } });
  const gone = { ...quiet, 'shoot/bar/foo': { kubeApiserverGateway: { absent: true } } };

  it('begins and ends with a word about the filters', () => {
    const awake = shoot({ ...withRule(rule()), hibernation: { enabled: false } });
    expect(told([gardenlet(), awake], [gardenlet(), sleeping(withRule(rule()))], quiet)).toEqual([
      'notice ACL-HIBERNATION spec.hibernation.enabled the shoot falls asleep: its filters stay as they are, and follow no change until it wakes up',
    ]);
    const [finding] = compare([gardenlet(), sleeping(withRule(rule()))], [gardenlet(), awake], quiet);
    expect(finding).toMatchObject({
      rule: 'ACL-HIBERNATION',
      severity: 'notice',
      effect: 'nothing tells from where its new nodes connect: it cannot wake up unless they are let in',
    });
  });

  it('holds back what a change of the rule does', () => {
    const [old, now] = [withRule(rule()), withRule(rule({ cidrs: ['185.1.1.0/24'] }))];
    const [finding, ...more] = compare([gardenlet(), sleeping(old)], [gardenlet(), sleeping(now)], gone);
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      rule: 'ACL-NARROWED',
      message: `access is lost: 185.1.2.0/24 (256 addresses), ${guardedWays}`,
      effect: 'the shoot is asleep: its filters only change when it wakes up',
    });
  });

  it('of a shoot without an ACL is nothing', () => {
    expect(told([gardenlet(), plain], [gardenlet(), sleeping({})])).toEqual([]);
  });
});

describe('another egress', () => {
  const on = (type: string, networks: object): TreeObject =>
    shoot({ ...withRule(rule()), provider: { type, workers: [{ name: 'w' }], infrastructureConfig: { networks } } });
  const aws = (elasticIPAllocationID: string) => on('aws', { zones: [{ name: 'a', elasticIPAllocationID }] });
  const azure = (natGateway: object) => on('azure', { natGateway: { enabled: true, ...natGateway } });
  const path = 'spec.provider.infrastructureConfig.networks';

  it.each<[string, TreeObject, TreeObject, string[]]>([
    [
      'that nothing tells is a warning',
      aws('eipalloc-1'),
      aws('eipalloc-2'),
      [
        `warning ACL-EGRESS ${path}.zones[0].elasticIPAllocationID the nodes connect from "eipalloc-2" from now on, and nothing tells its address`,
      ],
    ],
    [
      'that is known and refused is a lock-out',
      aws('eipalloc-1'),
      aws('eipalloc-9'),
      [`critical ACL-LOCKOUT the shoot's own nodes are locked out: 185.9.0.9/32 (1 address), ${guardedWays}`],
    ],
    ['that is known and let in is nothing', aws('eipalloc-1'), aws('eipalloc-3'), []],
    [
      'comes with a NAT gateway of another zone',
      azure({ zone: 1 }),
      azure({ zone: 2 }),
      [
        `warning ACL-EGRESS ${path}.natGateway.zone another zone makes the NAT gateway anew: the nodes connect from another address`,
      ],
    ],
    [
      'comes with a NAT gateway',
      azure({ enabled: false }),
      azure({}),
      [`warning ACL-EGRESS ${path}.natGateway.enabled a NAT gateway comes: the nodes connect from its address`],
    ],
    [
      'comes when there is no NAT gateway any more',
      azure({}),
      azure({ enabled: false }),
      [
        `warning ACL-EGRESS ${path}.natGateway.enabled without a NAT gateway the nodes connect from addresses of load balancers, which change with the services of users`,
      ],
    ],
    [
      'does not come with a field of a NAT gateway that is off',
      azure({ enabled: false }),
      azure({ enabled: false, zone: 2 }),
      [],
    ],
    ['does not come with a default that is written out', azure({}), azure({ sku: 'Standard' }), []],
    [
      'does not come where the address is the own one',
      azure({ zone: 1, ipAddresses: [{ name: 'mine', resourceGroup: 'g' }] }),
      azure({ zone: 2, ipAddresses: [{ name: 'mine', resourceGroup: 'g' }] }),
      [],
    ],
  ])('%s', (_, before, after, expected) => {
    const addresses = { 'eipalloc-9': '185.9.0.9', 'eipalloc-3': '185.1.1.3' };
    const known = { ...quiet, 'shoot/bar/foo': { egressAddresses: addresses } };
    expect(told([gardenlet(), before], [gardenlet(), after], known)).toEqual(expected);
  });
});
