import type { KubernetesObject } from '../../lib/core/object';
import { validateObject } from '../../lib/api/validate';

type Body = Readonly<Record<string, unknown>>;

/** An object of a kind, as somebody would write it. */
function object(apiVersion: string, kind: string, body: Body, metadata: Body = {}): KubernetesObject {
  return { apiVersion, kind, metadata: { name: 'x', ...metadata }, ...body };
}

/** What is wrong, one line per finding: `severity path: message (fix)`. */
function problems(value: KubernetesObject, gardener = '1.150.0'): string[] {
  return validateObject(value, { gardener }).map(({ severity, path, message, fix }) => {
    return `${severity} ${path}: ${message}${fix === undefined ? '' : ` (${fix})`}`;
  });
}

const core = 'core.gardener.cloud/v1beta1';
const seedmanagement = 'seedmanagement.gardener.cloud/v1alpha1';
const extensions = 'extensions.gardener.cloud/v1alpha1';
const gardenletConfig = { apiVersion: 'gardenlet.config.gardener.cloud/v1alpha1', kind: 'GardenletConfiguration' };
const shootSpec = { provider: { type: 'local' }, region: 'local' };
const workerPool = {
  name: 'cpu',
  machineType: 'm1',
  machineImage: { name: 'gardenlinux', version: '1.0.0' },
  maxSurge: 1,
  maxUnavailable: 0,
  maximum: 2,
  minimum: 1,
  userDataSecretRef: { name: 'user-data', key: 'cloud_config' },
};
const worker = (pool: Body): KubernetesObject =>
  object(extensions, 'Worker', {
    spec: { type: 'local', region: 'local', secretRef: { name: 'cloudprovider' }, pools: [{ ...workerPool, ...pool }] },
  });

describe('mistakes that upstream documents contain are found, with what was meant', () => {
  test('the ingress of a seed stands below spec, not below dns; gardenlet ignores the wrong one', () => {
    const seedConfig = { spec: { dns: { ingress: { domain: 'ingress.example.org' } } } };
    const set = object(seedmanagement, 'ManagedSeedSet', {
      spec: {
        selector: { matchLabels: { a: 'b' } },
        template: { spec: { gardenlet: { config: { ...gardenletConfig, seedConfig } } } },
        shootTemplate: { spec: shootSpec },
      },
    });
    const prefix = 'spec.template.spec.gardenlet.config.seedConfig.spec';
    expect(problems(set)).toEqual([`warning ${prefix}.dns.ingress: unknown field (ingress exists at ${prefix})`]);
  });

  test('the resource manager has a controller managedResource', () => {
    const config = object('resourcemanager.config.gardener.cloud/v1alpha1', 'ResourceManagerConfiguration', {
      controllers: { managedResources: { concurrentSyncs: 5 } },
    });
    expect(problems({ ...config, metadata: undefined } as unknown as KubernetesObject)).toContain(
      'error controllers.managedResources: unknown field (did you mean managedResource)',
    );
  });

  test('there are no days in a duration', () => {
    const kubeAPIServer = { serviceAccountConfig: { maxTokenExpiration: '45d' } };
    expect(problems(object(core, 'Shoot', { spec: { ...shootSpec, kubernetes: { kubeAPIServer } } }))).toEqual([
      'error spec.kubernetes.kubeAPIServer.serviceAccountConfig.maxTokenExpiration: ' +
        'is no duration: units are h, m, s, ms, us, ns, for example "1h30m"; there are no days',
    ]);
  });

  test('a stray quote makes a time unreadable', () => {
    const versions = [
      { version: '1.34.2', lifecycle: [{ classification: 'supported', startTime: '"2026-01-01T00:00:00Z' }] },
    ];
    const profile = object(core, 'CloudProfile', {
      spec: { type: 'local', kubernetes: { versions }, machineImages: [], machineTypes: [], regions: [] },
    });
    expect(problems(profile)).toEqual([
      'error spec.kubernetes.versions[0].lifecycle[0].startTime: is no RFC 3339 time such as "2026-01-31T12:00:00Z"',
    ]);
  });

  test('the scheduling of an exposure class has one seedSelector', () => {
    expect(problems(object(core, 'ExposureClass', { handler: 'h', scheduling: { seedSelectors: {} } }))).toEqual([
      'error scheduling.seedSelectors: unknown field (did you mean seedSelector)',
    ]);
  });

  test('timeouts of a pool have the prefix machine, thresholds of its autoscaler are texts', () => {
    const pool = {
      machineControllerManager: { drainTimeout: '2h' },
      clusterAutoscaler: { scaleDownUtilizationThreshold: 0.5 },
    };
    expect(problems(worker(pool)).sort()).toEqual([
      'error spec.pools[0].clusterAutoscaler.scaleDownUtilizationThreshold: must be of type string, is a number ' +
        '(write it in quotes: unquoted, YAML reads a number and drops trailing zeros (1.30 has become 1.3))',
      'error spec.pools[0].machineControllerManager.drainTimeout: unknown field (did you mean machineDrainTimeout)',
    ]);
  });

  test('user data of a pool moved into a secret, and Gardener has dropped the field', () => {
    expect(problems(worker({ userData: 'IyEvYmluL2Jhc2g=' }))).toEqual([
      'error spec.pools[0].userData: was removed in Gardener 1.105, this is 1.150 (use userDataSecretRef instead)',
    ]);
    expect(problems(worker({ userData: 'IyEvYmluL2Jhc2g=' }), '1.104.0')).toEqual([]);
  });

  test('an operating system config has criConfig and a purpose, and the encoding is inside the content', () => {
    const spec = {
      type: 'gardenlinux',
      cri: { name: 'containerd' },
      files: [{ path: '/etc/x', encoding: 'b64', content: { inline: { data: 'x' } } }],
    };
    const found = problems(object(extensions, 'OperatingSystemConfig', { spec }));
    expect(found.sort()).toEqual([
      'error spec.cri: unknown field (did you mean criConfig)',
      'error spec.files[0].content.inline.encoding: must be set',
      'error spec.files[0].encoding: unknown field (encoding exists at spec.files[].content.inline)',
      'error spec.purpose: must be set',
    ]);
  });

  test('the role of a scrape config is written with a capital', () => {
    const spec = { kubernetesSDConfigs: [{ role: 'endpoints' }] };
    const [finding] = validateObject(object('monitoring.coreos.com/v1alpha1', 'ScrapeConfig', { spec }));
    expect(finding).toMatchObject({
      rule: 'SCHEMA-VALUE',
      type: 'notSupported',
      path: 'spec.kubernetesSDConfigs[0].role',
      fix: 'did you mean "Endpoints"',
    });
  });

  test('what belongs to the pod does not belong into a container', () => {
    const container = { name: 'a', image: 'b', serviceAccountName: 'sa', dnsPolicy: 'Default' };
    const template = { metadata: { labels: { a: 'b' } }, spec: { containers: [container] } };
    const spec = { selector: { matchLabels: { a: 'b' } }, template };
    expect(problems(object('apps/v1', 'Deployment', { spec })).sort()).toEqual([
      'error spec.template.spec.containers[0].dnsPolicy: unknown field (dnsPolicy exists at spec.template.spec)',
      'error spec.template.spec.containers[0].serviceAccountName: unknown field (serviceAccountName exists at spec.template.spec)',
    ]);
  });

  test('provider configurations are checked where they stand', () => {
    const infrastructureConfig = {
      apiVersion: 'gcp.provider.extensions.gardener.cloud/v1alpha1',
      kind: 'InfrastructureConfig',
      networks: { workers: '10.0.0.0/16', dualStack: { enabled: true } },
    };
    const provider = { type: 'gcp', infrastructureConfig };
    expect(problems(object(core, 'Shoot', { spec: { ...shootSpec, provider } }))).toEqual([
      'error spec.provider.infrastructureConfig.networks.dualStack: unknown field',
    ]);
  });

  test('the lifecycle of an extension belongs to its resources', () => {
    const spec = {
      resources: [{ kind: 'Extension', type: 'shoot-flux' }],
      lifecycle: { reconcile: 'BeforeKubeAPIServer' },
    };
    expect(problems(object('operator.gardener.cloud/v1alpha1', 'Extension', { spec }))).toEqual([
      'error spec.lifecycle: unknown field (lifecycle exists at spec.resources[])',
    ]);
  });

  test('globallyEnabled became autoEnable', () => {
    const registration = (gardener: string): string[] =>
      problems(
        object(core, 'ControllerRegistration', {
          spec: { resources: [{ kind: 'Extension', type: 'x', globallyEnabled: true }] },
        }),
        gardener,
      );
    expect(registration('1.150.0')).toEqual([
      'error spec.resources[0].globallyEnabled: was removed in Gardener 1.123, this is 1.150 (use autoEnable instead)',
    ]);
    expect(registration('v1.122.3')).toEqual([]);
  });

  test('metadata and status hold no field that Kubernetes dropped', () => {
    const machine = object('machine.sapcloud.io/v1alpha1', 'Machine', { spec: {} }, { clusterName: 'c' });
    expect(problems(machine)).toEqual(['error metadata.clusterName: unknown field']);
  });
});
