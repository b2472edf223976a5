// What operators of Gardener on OpenStack stumbled over (the reference is the issue or commit in which somebody met it), seen from outside.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { explainPool } from '../../lib/openstack';
import { judgeTree } from '../../lib/manifests/judge-tree';
import { readTree } from '../../lib/manifests/read-tree';
import { objects } from '../../lib/rules/objects/topic';
import { topics } from '../../lib/topics';
import { check, cli, folder } from './run';

const config = 'openstack.provider.extensions.gardener.cloud/v1alpha1';

/** A profile whose image versions and machine types are given; flow style keeps them on one line. */
const profile = (parts: { image: string; mapping: string; types?: string; capabilities?: string }): string => `
apiVersion: core.gardener.cloud/v1beta1
kind: CloudProfile
metadata: {name: meadow}
spec:
  type: openstack
  kubernetes: {versions: [{version: 1.34.2}]}
${parts.capabilities ?? ''}
  machineImages: [{name: gardenlinux, updateStrategy: major, versions: [${parts.image}]}]
  machineTypes: ${parts.types ?? '[{name: m1.4, cpu: "4", gpu: "0", memory: 16Gi}, {name: a1.4, cpu: "4", gpu: "0", memory: 16Gi, architecture: arm64}]'}
  regions: [{name: eu-1, zones: [{name: eu-1a}, {name: eu-1b}]}, {name: eu-2, zones: [{name: eu-2a}]}]
  providerConfig:
    apiVersion: ${config}
    kind: CloudProfileConfig
    keystoneURL: https://keystone.example.org/v3
    constraints: {floatingPools: [{name: public}], loadBalancerProviders: [{name: amphora}]}
    serverGroupPolicies: [soft-anti-affinity]
    machineImages: [{name: gardenlinux, versions: [${parts.mapping}]}]
`;

const plain = profile({
  image: '{version: 1877.3.0}',
  mapping: '{version: 1877.3.0, regions: [{name: eu-1, id: one}, {name: eu-2, id: two}]}',
});

interface ShootParts {
  readonly type?: string;
  readonly pool?: string;
  readonly machine?: string;
  readonly infrastructure?: string;
  readonly region?: string;
}

const shoot = (parts: ShootParts = {}): string => `
apiVersion: core.gardener.cloud/v1beta1
kind: Shoot
metadata: {name: crazy, namespace: garden-dev}
spec:
  cloudProfile: {kind: CloudProfile, name: meadow}
  credentialsBindingName: openstack
  region: ${parts.region ?? 'eu-1'}
  kubernetes: {version: 1.34.2}
  networking: {type: calico, nodes: 10.250.0.0/16, pods: 100.96.0.0/11, services: 100.64.0.0/13}
  provider:
    type: ${parts.type ?? 'openstack'}
    infrastructureConfig: ${parts.infrastructure ?? `{apiVersion: ${config}, kind: InfrastructureConfig, floatingPoolName: public, networks: {workers: 10.250.0.0/16}}`}
    controlPlaneConfig: {apiVersion: ${config}, kind: ControlPlaneConfig, loadBalancerProvider: amphora}
    workers:
      - name: cpu
        machine: ${parts.machine ?? '{type: m1.4, architecture: amd64, image: {name: gardenlinux, version: 1877.3.0}}'}
        minimum: 1
        maximum: 1
        maxSurge: 1
        maxUnavailable: 0
        zones: [${parts.region ?? 'eu-1'}a]
        ${parts.pool ?? ''}
`;

/** Fields that `check` calls wrong, without a process of its own. */
function errorPaths(text: string): string[] {
  const cwd = folder({ 'all.yaml': text });
  const { findings } = judgeTree(readTree([cwd]), { topics: [objects, ...topics] });
  fs.rmSync(cwd, { recursive: true });
  return findings.filter(({ severity }) => severity === 'error').map(({ path: field }) => field);
}

/** What review says of a change: rule, path and message of everything about the Shoot. */
function consequences(before: string, after: string): string[] {
  const cwd = folder({ 'before/all.yaml': `${plain}---${before}`, 'after/all.yaml': `${plain}---${after}` });
  const [old, next] = ['before', 'after'].map(
    name => judgeTree(readTree([path.join(cwd, name)]), { topics: [] }).views[0],
  );
  fs.rmSync(cwd, { recursive: true });
  if (old === undefined || next === undefined) return [];
  const findings = topics.flatMap(topic => [...(topic.compare?.(old, next) ?? [])]);
  return findings.map(({ rule, path: field }) => `${rule} ${field}`);
}

const rules = (output: string): string[] =>
  [...output.matchAll(/^ +(?:error|warning|notice|info) ([A-Z0-9-]+)/gm)].map(([, rule = '']) => rule);

describe('E03 (provider-openstack#1244): architectures that nobody wrote', () => {
  it.each([
    ['neither part has them', plain],
    [
      'only the core part has them',
      plain.replace(
        '{version: 1877.3.0}]}]\n  machineTypes',
        '{version: 1877.3.0, architectures: [amd64]}]}]\n  machineTypes',
      ),
    ],
    [
      'only the provider part has them',
      plain.replace('{name: eu-1, id: one}', '{name: eu-1, id: one, architecture: amd64}'),
    ],
    [
      'the image is known by name alone',
      profile({ image: '{version: 1877.3.0}', mapping: '{version: 1877.3.0, image: gardenlinux-1877}' }),
    ],
  ])('%s: the image is found', (_, text) => {
    const { status, stdout } = check(`${text}---${shoot()}`, '--gardener', '1.150.0');
    expect(rules(stdout).filter(rule => rule !== 'OS-IMAGE-BY-NAME' && rule.startsWith('OS-'))).toEqual([]);
    expect([status, stdout.includes('could not find')]).toEqual([0, false]);
  });

  it.each([
    [
      'a region that is mapped twice: the last one counts',
      '{version: 1877.3.0, regions: [{name: eu-1, id: zero}, {name: eu-1, id: one}, {name: eu-2, id: two}]}',
      'one',
    ],
    [
      'an id and a name: the id counts',
      '{version: 1877.3.0, image: gl, regions: [{name: eu-1, id: one}, {name: eu-2, id: two}]}',
      'one',
    ],
    [
      'a name for the regions that have no id',
      '{version: 1877.3.0, image: gl, regions: [{name: eu-2, id: two}]}',
      'gl',
    ],
    [
      'an architecture on another region alone',
      '{version: 1877.3.0, regions: [{name: eu-1, id: one}, {name: eu-2, id: two, architecture: amd64}]}',
      'one',
    ],
    [
      'the version twice, once for each region',
      '{version: 1877.3.0, regions: [{name: eu-2, id: two}]}, {version: 1877.3.0, regions: [{name: eu-1, id: one}]}',
      'one',
    ],
  ])('%s', (_, mapping, id) => {
    const cwd = folder({ 'all.yaml': `${profile({ image: '{version: 1877.3.0}', mapping })}---${shoot()}` });
    const [view] = judgeTree(readTree([cwd]), { topics: [] }).views;
    fs.rmSync(cwd, { recursive: true });
    const entry = view?.find('core.gardener.cloud', 'Shoot', 'garden-dev', 'crazy');
    const found = view && entry && explainPool(view, entry, 'cpu')?.image?.image;
    expect(found?.id ?? found?.image).toBe(id);
  });

  it('an arm64 pool is not helped by them: the hole is an error with the region', () => {
    const arm = shoot({ machine: '{type: a1.4, architecture: arm64, image: {name: gardenlinux, version: 1877.3.0}}' });
    const { status, stdout } = check(`${plain}---${arm}`);
    expect(status).toBe(1);
    expect(rules(stdout)).toEqual(expect.arrayContaining(['OS-ARM-IMAGE-MISSING-IN-REGION']));
    expect(stdout).toContain('spec.provider.workers[0].machine.image');
  });

  it('explain shows the way to the image', () => {
    const cwd = folder({ 'all.yaml': `${plain}---${shoot()}` });
    const { status, stdout } = cli(cwd, 'explain', 'shoot/dev/crazy/cpu', '--in', 'all.yaml');
    fs.rmSync(cwd, { recursive: true });
    expect(status).toBe(0);
    expect(stdout).toContain('gardenlinux 1877.3.0 = one  (CloudProfile meadow, id in the region)');
    expect(stdout).toMatch(/eu-1a = shoot--dev--crazy-cpu-z1-[0-9a-f]{5}/);
    expect(stdout.split('\n').filter(line => line.length > 100)).toEqual([]);
  });
});

describe('E06 (provider-aws#1586): fields of a node template', () => {
  const template = (field: string, beans: number): string =>
    `providerConfig: {apiVersion: ${config}, kind: WorkerConfig, nodeTemplate: {${field}: {example.org/beans: "${beans}"}}}`;

  it.each(['capacity', 'virtualCapacity'])('%s changes on OpenStack without a roll', field => {
    const said = consequences(shoot({ pool: template(field, 1) }), shoot({ pool: template(field, 2) }));
    expect(said.filter(text => text.startsWith('SHOOT-ROLL'))).toEqual([]);
  });

  it('on AWS its own algorithm decides, and nothing is called harmless', () => {
    const aws = (beans: number): string =>
      shoot({ type: 'aws', infrastructure: '{}', pool: template('virtualCapacity', beans) });
    expect(consequences(aws(1), aws(2))).toContain('SHOOT-ROLL-UNKNOWN spec.provider.workers[0]');
  });

  it.each([
    [
      'a label that does not roll',
      'machineLabels: [{name: a, value: "1"}]',
      'machineLabels: [{name: a, value: "2"}]',
      false,
    ],
    [
      'a label that rolls',
      'machineLabels: [{name: a, value: "1", triggerRollingOnUpdate: true}]',
      'machineLabels: [{name: a, value: "2", triggerRollingOnUpdate: true}]',
      true,
    ],
    ['security groups in another order', 'additionalSecurityGroups: [a, b]', 'additionalSecurityGroups: [b, a]', false],
    ['one more security group', 'additionalSecurityGroups: [a]', 'additionalSecurityGroups: [a, b]', true],
    ['a server group', 'machineLabels: []', 'serverGroup: {policy: soft-anti-affinity}', true],
  ])('%s', (_, one, other, rolls) => {
    const pool = (fields: string): ShootParts => ({
      pool: `providerConfig: {apiVersion: ${config}, kind: WorkerConfig, ${fields}}`,
    });
    const said = consequences(shoot(pool(one)), shoot(pool(other)));
    expect(said.some(text => text.startsWith('SHOOT-ROLL '))).toBe(rolls);
  });

  it.each([
    ['labels', 'labels: {a: b}', 'labels: {a: c}', false],
    ['taints', 'taints: [{key: a, effect: NoSchedule}]', 'taints: [{key: b, effect: NoSchedule}]', false],
    ['data volumes', 'dataVolumes: [{name: a, size: 10Gi}]', 'dataVolumes: [{name: a, size: 20Gi}]', false],
    ['the size of the volume', 'volume: {size: 50Gi}', 'volume: {size: 60Gi}', true],
    [
      'another spelling of an amount',
      'kubernetes: {kubelet: {kubeReserved: {memory: 1024Mi}}}',
      'kubernetes: {kubelet: {kubeReserved: {memory: 1Gi}}}',
      false,
    ],
    [
      'the default of the CPU manager, written',
      'kubernetes: {kubelet: {maxPods: 100}}',
      'kubernetes: {kubelet: {maxPods: 100, cpuManagerPolicy: none}}',
      true,
    ],
  ])('%s', (_, one, other, rolls) => {
    const said = consequences(shoot({ pool: one }), shoot({ pool: other }));
    expect(said.some(text => text.startsWith('SHOOT-ROLL '))).toBe(rolls);
  });
});

describe('E09 (provider-openstack#885): what of the infrastructure is fixed', () => {
  const networks = (fields: string, pool = 'public'): string =>
    shoot({
      infrastructure: `{apiVersion: ${config}, kind: InfrastructureConfig, floatingPoolName: ${pool}, networks: {workers: 10.250.0.0/16, ${fields}}}`,
    });
  const path = 'spec.provider.infrastructureConfig';
  const fixed = (before: string, after: string): string[] =>
    consequences(before, after).filter(text => text.startsWith('IMMUTABLE '));

  it('a share network is switched on, but not off', () => {
    const [on, off] = ['true', 'false'].map(enabled => networks(`shareNetwork: {enabled: ${enabled}}`)) as [
      string,
      string,
    ];
    expect(fixed(on, off)).toEqual([`IMMUTABLE ${path}.networks.shareNetwork`]);
    expect(fixed(off, on)).toEqual([]);
    expect(fixed(networks(''), on)).toEqual([]);
  });

  it('the floating pool stays', () => {
    expect(fixed(networks(''), networks('', 'other'))).toEqual([`IMMUTABLE ${path}.floatingPoolName`]);
  });

  it.each([
    ['a router', '', 'router: {id: 0b3d6ec4-8ea7-4d0a-9e4a-7a5d4c3ab1aa}', 'networks.router'],
    [
      'a network',
      'id: 0b3d6ec4-8ea7-4d0a-9e4a-7a5d4c3ab1aa',
      'id: 1b3d6ec4-8ea7-4d0a-9e4a-7a5d4c3ab1aa',
      'networks.id',
    ],
  ])('%s stays', (_, one, other, field) => {
    expect(fixed(networks(one), networks(other))).toEqual([`IMMUTABLE ${path}.${field}`]);
  });

  it.each([
    ['an IPv6 subnet pool', '', 'ipv6: {subnetPoolID: 0b3d6ec4-8ea7-4d0a-9e4a-7a5d4c3ab1aa}', ['networks.ipv6']],
    [
      'a subnet pool',
      'subnetPool: {id: 0b3d6ec4-8ea7-4d0a-9e4a-7a5d4c3ab1aa, prefixLength: 24}',
      'subnetPool: {id: 0b3d6ec4-8ea7-4d0a-9e4a-7a5d4c3ab1aa, prefixLength: 25}',
      ['networks.subnetPool'],
    ],
    ['the older name of the range of the nodes', '', 'worker: 10.250.0.0/16', ['networks.worker']],
    ['a share network that was never on', 'shareNetwork: {enabled: false}', '', []],
  ])('%s', (_, one, other, fields) => {
    expect(fixed(networks(one), networks(other))).toEqual(fields.map(field => `IMMUTABLE ${path}.${field}`));
  });

  it('the range of the nodes and the floating subnet stay', () => {
    const other = networks('').replace('networks: {workers: 10.250.0.0/16', 'networks: {workers: 10.250.0.0/17');
    expect(fixed(networks(''), other)).toEqual([`IMMUTABLE ${path}.networks.workers`]);
    const subnet = networks('').replace(
      'floatingPoolName: public,',
      'floatingPoolName: public, floatingPoolSubnetName: a,',
    );
    expect(fixed(networks(''), subnet)).toEqual([`IMMUTABLE ${path}.floatingPoolSubnetName`]);
  });

  it('classes of load balancers are free', () => {
    const classes = shoot().replace(
      'loadBalancerProvider: amphora}',
      'loadBalancerProvider: amphora, loadBalancerClasses: [{name: a}]}',
    );
    expect(fixed(shoot(), classes)).toEqual([]);
  });

  it('zones are only added at the end', () => {
    const zones = (list: string): string => shoot().replace('zones: [eu-1a]', `zones: [${list}]`);
    expect(fixed(zones('eu-1a'), zones('eu-1a, eu-1b'))).toEqual([]);
    expect(fixed(zones('eu-1a, eu-1b'), zones('eu-1b, eu-1a'))).toHaveLength(1);
    expect(fixed(zones('eu-1a, eu-1b'), zones('eu-1a'))).toHaveLength(1);
  });
});

describe('E12 (provider-openstack#1402): the shape of capability flavors', () => {
  const registered = (name: string): string => `  ${name}: [{name: architecture, values: [amd64, arm64]}]`;
  const types = '[{name: m1.4, cpu: "4", gpu: "0", memory: 16Gi, capabilities: {architecture: [amd64]}}]';
  const mapping =
    '{version: 1877.3.0, capabilityFlavors: [{capabilities: {architecture: [amd64]}, regions: [{name: eu-1, id: one}, {name: eu-2, id: two}]}]}';
  const shaped = (field: string, flavor: string, capabilities = 'machineCapabilities'): string =>
    profile({
      image: `{version: 1877.3.0, ${field}: [${flavor}]}`,
      mapping,
      types,
      capabilities: registered(capabilities),
    });

  it('a level too many is a schema error with the right shape', () => {
    const { status, stdout } = check(
      shaped('capabilityFlavors', '{capabilities: {architecture: [amd64]}}'),
      '--gardener',
      '1.149.0',
    );
    expect(status).toBe(1);
    expect(rules(stdout)).toEqual(['SCHEMA-TYPE']);
    expect(stdout).toContain('one level too many: write the content of capabilities in its place');
  });

  it('each entry is itself the map', () => {
    expect(check(shaped('capabilityFlavors', '{architecture: [amd64]}'), '--gardener', '1.149.0').status).toBe(0);
  });

  it('in Gardener 1.127 the older names are right', () => {
    const text = shaped('capabilitySets', '{architecture: [amd64]}', 'capabilities');
    expect(check(text, '--gardener', '1.127.0')).toMatchObject({ status: 0 });
  });

  it('later the older names are told apart, and nothing else is said', () => {
    const { status, stdout } = check(
      shaped('capabilitySets', '{architecture: [amd64]}', 'capabilities'),
      '--gardener',
      '1.149.0',
    );
    expect([status, rules(stdout)]).toEqual([1, ['VERSION-FIELD-REMOVED', 'VERSION-FIELD-REMOVED']]);
    expect(stdout).toContain('use machineCapabilities instead');
    expect(stdout).toContain('use capabilityFlavors instead');
  });

  it('a key inside a flavor that is no capability of the profile is an error', () => {
    const { status, stdout } = check(shaped('capabilityFlavors', '{architecture: [amd64], boot: [uefi]}'));
    expect(status).toBe(1);
    expect(stdout).toContain('boot');
  });

  it.each([
    [
      'a flavor whose value is no list',
      shaped('capabilityFlavors', '{architecture: amd64}'),
      'capabilityFlavors[0][architecture]',
    ],
    [
      'flavors as one map',
      shaped('capabilityFlavors', '[architecture]').replace(
        'capabilityFlavors: [[architecture]]',
        'capabilityFlavors: {architecture: [amd64]}',
      ),
      'capabilityFlavors',
    ],
    [
      'a level too many at a machine type',
      shaped('capabilityFlavors', '{architecture: [amd64]}').replace(
        'capabilities: {architecture: [amd64]}}]\n  regions',
        'capabilities: [{architecture: [amd64]}]}]\n  regions',
      ),
      'machineTypes[0].capabilities',
    ],
    [
      'a reserved name',
      shaped('capabilityFlavors', '{architecture: [amd64]}').replace(
        'machineCapabilities: [',
        'machineCapabilities: [{name: gardener-boot, values: [a]}, ',
      ),
      'machineCapabilities[0].name',
    ],
    [
      'no architecture among the capabilities',
      shaped('capabilityFlavors', '{boot: [uefi]}').replace(
        '[{name: architecture, values: [amd64, arm64]}]',
        '[{name: boot, values: [uefi]}]',
      ),
      'machineCapabilities',
    ],
    [
      'a flavor of the provider without the level that it needs',
      shaped('capabilityFlavors', '{architecture: [amd64]}').replace(
        'capabilityFlavors: [{capabilities: {architecture: [amd64]}, regions',
        'capabilityFlavors: [{architecture: [amd64], regions',
      ),
      'providerConfig.machineImages[0].versions[0].capabilityFlavors[0]',
    ],
    [
      'an architecture on a region inside a flavor',
      shaped('capabilityFlavors', '{architecture: [amd64]}').replace(
        '{name: eu-1, id: one}, {name: eu-2',
        '{name: eu-1, id: one, architecture: amd64}, {name: eu-2',
      ),
      'capabilityFlavors[0].regions[0]',
    ],
    [
      'regions and flavors in one version',
      shaped('capabilityFlavors', '{architecture: [amd64]}').replace(
        'versions: [{version: 1877.3.0, capabilityFlavors: [{cap',
        'versions: [{version: 1877.3.0, regions: [{name: eu-1, id: x}], capabilityFlavors: [{cap',
      ),
      'providerConfig.machineImages[0].versions[0]',
    ],
  ])('%s is an error at its place', (_, text, place) => {
    expect(errorPaths(text).filter(field => field.includes(place))).not.toEqual([]);
  });
});
