// Fields that stand in the wrong place, or have a name that is almost right: the answer says where they belong.
import * as fs from 'node:fs';
import { cli, folder, saidEach } from './run';

const openstack = 'apiVersion: openstack.provider.extensions.gardener.cloud/v1alpha1';
const provider = `type: openstack, infrastructureConfig: { ${openstack}, kind: InfrastructureConfig, IC }, controlPlaneConfig: { ${openstack}, kind: ControlPlaneConfig, CC }`;

const core = (kind: string, spec: string): string =>
  `apiVersion: core.gardener.cloud/v1beta1\nkind: ${kind}\nmetadata: { name: NAME, namespace: garden-dev }\nspec: { ${spec} }\n`;
const shoot = (spec: string): string => core('Shoot', spec);
const configs = (infrastructure: string, controlPlane: string): string =>
  `provider: { ${provider.replace('IC', infrastructure).replace('CC', controlPlane)} }`;
const garden = (spec: string): string =>
  `apiVersion: operator.gardener.cloud/v1alpha1\nkind: Garden\nmetadata: { name: garden }\nspec: { ${spec} }\n`;
const gardenlet = (spec: string, config: string): string =>
  `apiVersion: seedmanagement.gardener.cloud/v1alpha1\nkind: Gardenlet\nmetadata: { name: NAME, namespace: garden }\nspec: { ${spec}, config: { apiVersion: gardenlet.config.gardener.cloud/v1alpha1, kind: GardenletConfiguration, ${config} } }\n`;
const cloudProfile = (spec: string, config = ''): string =>
  core(
    'CloudProfile',
    `${spec}, providerConfig: { ${openstack}, kind: CloudProfileConfig, ${config} }, type: openstack`,
  );

/** An object, and what is said about its unknown fields. */
const cases: readonly (readonly [text: string, ...said: string[]])[] = [
  // a level up or down
  [shoot('workers: []'), 'spec.workers: unknown field (workers exists at spec.provider)'],
  [
    shoot('kubernetes: { maxPods: 50 }'),
    'spec.kubernetes.maxPods: unknown field (maxPods exists at spec.kubernetes.kubelet)',
  ],
  [shoot('timeWindow: {}'), 'spec.timeWindow: unknown field (timeWindow exists at spec.maintenance)'],
  [
    shoot('provider: { workers: [{ image: {} }] }'),
    'spec.provider.workers[0].image: unknown field (image exists at spec.provider.workers[].machine)',
  ],
  [
    shoot('provider: { workers: [{ size: 50Gi }] }'),
    'spec.provider.workers[0].size: unknown field (size exists at spec.provider.workers[].dataVolumes[], spec.provider.workers[].volume)',
  ],
  [garden('kubernetes: {}'), 'spec.kubernetes: unknown field (kubernetes exists at spec.virtualCluster)'],
  [
    garden('virtualCluster: { etcd: { backup: {} } }'),
    'spec.virtualCluster.etcd.backup: unknown field (backup exists at spec.virtualCluster.etcd.main)',
  ],
  [core('Seed', 'region: eu01'), 'spec.region: unknown field (region exists at spec.backup, spec.provider)'],
  [core('Seed', 'settings: { taints: [] }'), 'spec.settings.taints: unknown field (taints exists at spec)'],
  // metadata is never far
  [`${shoot('')}labels: { a: b }\n`, 'labels: unknown field (labels exists at metadata)'],
  [shoot('labels: { a: b }'), 'spec.labels: unknown field (labels exists at metadata)'],
  // the value tells which of several places is meant
  [shoot('kubernetesVersion: 1.34.2'), 'spec.kubernetesVersion: unknown field (did you mean kubernetes.version)'],
  [
    shoot('kubernetesVersion: true'),
    'spec.kubernetesVersion: unknown field (kubernetesVersion exists at spec.maintenance.autoUpdate)',
  ],
  [shoot('seed: soil'), 'spec.seed: unknown field (did you mean seedName)'],
  [core('Seed', 'ingressDomain: x.example.org'), 'spec.ingressDomain: unknown field (did you mean ingress.domain)'],
  [
    gardenlet('deployment: {}', 'shoot: { concurrentSyncs: 20 }'),
    'spec.config.shoot: unknown field (shoot exists at spec.config.controllers)',
  ],
  // abbreviations
  [
    shoot('provider: { workers: [{ min: 1, max: 2 }] }'),
    'spec.provider.workers[0].max: unknown field (did you mean maximum)',
    'spec.provider.workers[0].min: unknown field (did you mean minimum)',
  ],
  // the object and the configurations in it
  [
    shoot(`floatingPoolName: ext, ${configs('networks: {}', 'loadBalancerProvider: a')}`),
    'spec.floatingPoolName: unknown field (floatingPoolName exists at spec.provider.infrastructureConfig)',
  ],
  [
    shoot(configs('loadBalancerProvider: octavia', 'floatingPoolName: ext')),
    'spec.provider.controlPlaneConfig.floatingPoolName: unknown field (floatingPoolName exists at spec.provider.infrastructureConfig)',
    'spec.provider.infrastructureConfig.loadBalancerProvider: unknown field (loadBalancerProvider exists at spec.provider.controlPlaneConfig)',
  ],
  [
    cloudProfile('keystoneURL: "https://k.example.org"'),
    'spec.keystoneURL: unknown field (keystoneURL exists at spec.providerConfig)',
  ],
  [
    cloudProfile('kubernetes: {}', 'floatingPools: []'),
    'spec.providerConfig.floatingPools: unknown field (floatingPools exists at spec.providerConfig.constraints)',
  ],
  [gardenlet('seedConfig: {}', 'logLevel: info'), 'spec.seedConfig: unknown field (seedConfig exists at spec.config)'],
  // other kinds, and earlier versions
  [
    shoot('machineTypes: []'),
    'spec.machineTypes: unknown field (spec.machineTypes is a field of CloudProfile and NamespacedCloudProfile)',
  ],
  [
    core('Seed', 'hibernation: { enabled: true }'),
    'spec.hibernation: unknown field (spec.hibernation is a field of Shoot)',
  ],
  [
    shoot('kubernetes: { oidcConfig: {} }'),
    'spec.kubernetes.oidcConfig: unknown field (remove the field: spec.kubernetes.kubeAPIServer.oidcConfig went with Gardener 1.142)',
  ],
  // a name that many fields have tells nothing
  [shoot('extensions: [{ name: a }]'), 'spec.extensions[0].name: unknown field'],
  [shoot('foo: 1'), 'spec.foo: unknown field'],
];

describe('fields in the wrong place', () => {
  it('are told where they belong', () => {
    const texts = Object.fromEntries(
      cases.map(([text], position) => [`${position}: ${text}`, text.replace('NAME', `n${position}`)]),
    );
    const expected = Object.fromEntries(cases.map(([text, ...said], position) => [`${position}: ${text}`, said]));
    expect(saidEach(/^SCHEMA-UNKNOWN-FIELD$/, texts)).toEqual(expected);
  });

  it('are found in fields that are misspelled themselves, with the line in which they stand', () => {
    const text = `apiVersion: core.gardener.cloud/v1beta1
kind: Project
metadata: { name: dev }
spec:
  membrs:
    - nam: a
      kind: User
      apiGrup: rbac.authorization.k8s.io
      role: admin
`;
    const cwd = folder({ 'p.yaml': text });
    const { stdout } = cli(cwd, 'check', 'p.yaml', '--format', 'github');
    fs.rmSync(cwd, { recursive: true });
    const places = [...stdout.matchAll(/line=(\d+).*?::(\S+): Unknown field/g)].map(([, line, field]) => [line, field]);
    expect(places).toEqual([
      ['5', 'spec.membrs'],
      ['6', 'spec.members[0].nam'],
      ['8', 'spec.members[0].apiGrup'],
    ]);
  });
});
