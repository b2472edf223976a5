import type { KubernetesObject } from '../../../lib/core/object';
import { gitopsChecks } from '../../../lib/gardener/gitops-rules/checks';
import { compareGardenlets, compareVersions } from '../../../lib/gardener/gitops-rules/changes';
import { tagOf } from '../../../lib/gardener/gitops-rules/chart-version';
import { Judge } from '../../../lib/rules/judge';
import { View } from '../../../lib/rules/view';

interface Tree {
  readonly objects: readonly object[];
  readonly cluster?: string;
  readonly gardener?: string;
}

function viewOf({ objects, cluster = 'virtual-garden', gardener = '1.150.0' }: Tree): View {
  return new View({
    gardener,
    objects: objects.map(object => ({
      cluster,
      unit: '',
      object: object as KubernetesObject,
      origin: () => undefined,
    })),
  });
}

/** Findings of warning and above, and others when they are asked for, as `rule severity path`. */
function judge(tree: Tree, ...mild: readonly string[]): string[] {
  const judgement = new Judge();
  judgement.run(viewOf(tree), [{ name: 'gitops', checks: gitopsChecks }]);
  return judgement
    .result()
    .findings.filter(({ rule, severity }) => !['notice', 'info'].includes(severity) || mild.includes(rule))
    .map(({ rule, severity, path }) => `${rule} ${severity} ${path}`);
}

const core = 'core.gardener.cloud/v1beta1';
const seedmanagement = 'seedmanagement.gardener.cloud/v1alpha1';

const calm = { autoUpdate: { kubernetesVersion: false, machineImageVersion: false } };

function shoot(spec: object = {}, annotations: Readonly<Record<string, string>> = {}): object {
  const metadata = { name: 'rose', namespace: 'garden-dev', annotations };
  return { apiVersion: core, kind: 'Shoot', metadata, spec: { maintenance: calm, ...spec } };
}

function gardenlet(spec: object = {}, labels: Readonly<Record<string, string>> = {}): object {
  const deployment = { helm: { ociRepository: { ref: 'registry.example.org/gardenlet:v1.150.0' } } };
  const metadata = { name: 'soil', namespace: 'garden', labels };
  return { apiVersion: seedmanagement, kind: 'Gardenlet', metadata, spec: { deployment, ...spec } };
}

function withChart(ociRepository: object, more: object = {}): object {
  return gardenlet({ deployment: { helm: { ociRepository }, ...more } });
}

describe('one-shot annotations', () => {
  test('do not belong in Git', () => {
    const path = 'metadata.annotations[gardener.cloud/operation]';
    expect(judge({ objects: [shoot({}, { 'gardener.cloud/operation': 'rotate-credentials-start' })] })).toEqual([
      `OPERATION-ANNOTATION error ${path}`,
    ]);
    const maintenance = { 'maintenance.gardener.cloud/operation': 'reconcile' };
    expect(judge({ objects: [shoot({}, maintenance)] })).toEqual([
      'OPERATION-ANNOTATION error metadata.annotations[maintenance.gardener.cloud/operation]',
    ]);
    const forced = {
      ...gardenlet(),
      metadata: { name: 'soil', annotations: { 'gardener.cloud/operation': 'force-redeploy' } },
    };
    expect(judge({ objects: [forced] })).toEqual([`GO-03 error ${path}`]);
  });

  test.each([
    ['core.gardener.cloud/v1beta1', 'ExposureClass'],
    ['security.gardener.cloud/v1alpha1', 'WorkloadIdentity'],
    ['core.gardener.cloud/v1', 'ControllerDeployment'],
  ])('do nothing where no controller looks at them: %s %s', (apiVersion, kind) => {
    const metadata = { name: 'a', annotations: { 'gardener.cloud/operation': 'force-redeploy' } };
    expect(judge({ objects: [{ apiVersion, kind, metadata }] })).toEqual([]);
  });

  test('are fine on an object that Flux applies once, and elsewhere', () => {
    const once = { 'gardener.cloud/operation': 'reconcile', 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' };
    expect(judge({ objects: [shoot({}, once)] })).toEqual([]);
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', annotations: once } };
    expect(judge({ objects: [configMap] })).toEqual([]);
  });
});

describe('versions of a Shoot', () => {
  const pool = (version: string): object => ({
    provider: { workers: [{ name: 'a', machine: { image: { name: 'gardenlinux', version } } }] },
  });
  const imagePath = 'spec.provider.workers[0].machine.image.version';

  test.each(['1.34', '1', 'v1.34'])('%s changes by itself', version => {
    expect(judge({ objects: [shoot({ kubernetes: { version } })] })).toEqual([
      'SHOOT-VER-PARTIAL warning spec.kubernetes.version',
    ]);
  });

  test('are safe when they are whole and nobody updates them', () => {
    expect(judge({ objects: [shoot({ kubernetes: { version: '1.34.2' } })] })).toEqual([]);
    expect(judge({ objects: [shoot(pool('1877.3.0'))] })).toEqual([]);
    expect(judge({ objects: [shoot({ provider: { workers: [{ name: 'a', machine: {} }] } })] })).toEqual([]);
  });

  test('of images change by themselves unless the profile has the short version', () => {
    expect(judge({ objects: [shoot(pool('1877'))] })).toEqual([`SHOOT-IMG-PARTIAL warning ${imagePath}`]);
    const machineImages = [{ name: 'gardenlinux', versions: [{ version: '1877' }] }];
    const profile = { apiVersion: core, kind: 'CloudProfile', metadata: { name: 'eu01' }, spec: { machineImages } };
    const withProfile = shoot({ ...pool('1877'), cloudProfile: { name: 'eu01' } });
    expect(judge({ objects: [withProfile, profile] })).toEqual([]);
  });

  test('fight with automatic updates, which are on by default', () => {
    const spec = { kubernetes: { version: '1.34.2' }, ...pool('1877.3.0'), maintenance: {} };
    expect(judge({ objects: [shoot(spec)] })).toEqual([
      'SSA-FIGHT warning spec.kubernetes.version',
      `SSA-FIGHT warning ${imagePath}`,
    ]);
    expect(judge({ objects: [shoot(spec, { 'kustomize.toolkit.fluxcd.io/ssa': 'IfNotPresent' })] })).toEqual([]);
  });

  test('must be supported by Gardener, as far as its versions are known', () => {
    const old = shoot({ kubernetes: { version: '1.31.4' } });
    expect(judge({ objects: [old] })).toEqual(['VS-06 error spec.kubernetes.version']);
    expect(judge({ objects: [old], gardener: '1.141.0' })).toEqual([]);
    expect(judge({ objects: [old], gardener: '1.151.0' })).toEqual([]);
  });
});

describe('fields of a Shoot that controllers own', () => {
  test('are the seed, hibernation beside schedules, the old binding and annotations of Gardener', () => {
    const spec = {
      seedName: 'soil',
      secretBindingName: 'old',
      hibernation: { enabled: false, schedules: [{ start: '0 20 * * *' }] },
    };
    expect(judge({ objects: [shoot(spec, { 'gardener.cloud/created-by': 'me' })] })).toEqual([
      'SSA-FIGHT warning metadata.annotations[gardener.cloud/created-by]',
      'SSA-FIGHT warning spec.hibernation.enabled',
      'SSA-FIGHT warning spec.secretBindingName',
      'GO-08 warning spec.seedName',
    ]);
  });

  test('are not hibernation alone and a binding of today', () => {
    const spec = { hibernation: { enabled: true }, credentialsBindingName: 'new', seedSelector: {} };
    expect(judge({ objects: [shoot(spec)] })).toEqual([]);
    expect(judge({ objects: [shoot({ hibernation: { schedules: [{ start: '0 20 * * *' }] } })] })).toEqual([]);
  });

  test('are drawn at random where the manifest leaves them out', () => {
    const window = { maintenance: { ...calm, timeWindow: { begin: '220000+0100', end: '230000+0100' } } };
    expect(judge({ objects: [shoot()] }, 'GO-12')).toEqual(['GO-12 notice spec.maintenance.timeWindow']);
    expect(judge({ objects: [shoot(window)] }, 'GO-12')).toEqual([]);
  });
});

const digest = `sha256:${'00'.repeat(32)}`;

describe('a Gardenlet in Git', () => {
  test('is calm in its steady state', () => {
    expect(judge({ objects: [gardenlet()] })).toEqual([]);
  });

  test('loses its kubeconfig once it is registered, and its overwrites before', () => {
    const deployment = { helm: { ociRepository: { ref: 'a:v1.150.0' } }, imageVectorOverwrite: 'images: []' };
    expect(judge({ objects: [gardenlet({ deployment, kubeconfigSecretRef: { name: 'soil' } })] })).toEqual([
      'GL-09 warning spec.deployment.imageVectorOverwrite',
      'GO-01 warning spec.kubeconfigSecretRef',
    ]);
  });

  test('has one writer of its chart', () => {
    const label = { 'operator.gardener.cloud/auto-update-gardenlet-helm-chart-ref': 'true' };
    expect(judge({ objects: [gardenlet({}, label)] })).toEqual([
      `GO-05 warning metadata.labels[${Object.keys(label)[0]}]`,
    ]);
    const deployment = { helm: { ociRepository: { ref: 'a:v1.150.0', pullSecretRef: { name: 'pull' } } } };
    expect(judge({ objects: [gardenlet({ deployment }, label)] })).toContain(
      'GO-06 warning spec.deployment.helm.ociRepository',
    );
  });

  test.each([
    [{ repository: 'a', tag: 'latest' }, ['GL-10 warning spec.deployment.helm.ociRepository']],
    [{ repository: 'a', tag: 'v1.150' }, ['GL-10 warning spec.deployment.helm.ociRepository']],
    [{ ref: 'registry:5000/a' }, ['GL-10 warning spec.deployment.helm.ociRepository.ref']],
    [{ ref: `a@${digest}` }, []],
    [{ repository: 'a', tag: 'latest', digest }, []],
  ])('pins its chart: %j', (chart, findings) => {
    expect(judge({ objects: [withChart(chart)] })).toEqual(findings);
  });

  test.each([
    ['v1.150.0', '1.150.0', []],
    ['v1.150.1', '1.150.0', ['VS-01 error spec.deployment.helm.ociRepository']],
    ['v1.148.9', '1.150.0', []],
    ['v1.150.0', '1.150.0-dev', []],
    ['v1.147.9', '1.150.0', ['VS-02 error spec.deployment.helm.ociRepository']],
  ])('is %s in a landscape of %s', (tag, gardener, findings) => {
    expect(judge({ objects: [withChart({ repository: 'a', tag })], gardener })).toEqual(findings);
  });

  test('counts the version of the image, too, in a ManagedSeed as well', () => {
    const spec = { gardenlet: { deployment: { image: { ref: 'registry:5000/gardenlet:v1.151.0' } } } };
    const managedSeed = {
      apiVersion: seedmanagement,
      kind: 'ManagedSeed',
      metadata: { name: 'a', namespace: 'garden' },
      spec,
    };
    expect(judge({ objects: [managedSeed] })).toEqual(['VS-01 error spec.gardenlet.deployment.image']);
  });

  test('is not new without a kubeconfig, and keeps its overwrites', () => {
    const changes = (before: object[], after: object[]): string[] =>
      [...compareGardenlets(viewOf({ objects: before }), viewOf({ objects: after }))].map(
        ({ rule, object, path }) => `${rule} ${object?.name} ${path}`,
      );
    expect(changes([], [gardenlet()])).toEqual(['GO-02 soil spec.kubeconfigSecretRef']);
    expect(changes([], [gardenlet({ kubeconfigSecretRef: { name: 'soil' } })])).toEqual([]);
    expect(changes([gardenlet({ kubeconfigSecretRef: { name: 'soil' } })], [gardenlet()])).toEqual([]);
    const overwritten = gardenlet({ deployment: { componentImageVectorOverwrite: 'components: []' } });
    expect(changes([overwritten], [gardenlet()])).toEqual(['GO-13 soil spec.deployment.componentImageVectorOverwrite']);
  });
});

describe('the configuration of a gardenlet', () => {
  const config = (fields: object): string[] => judge({ objects: [gardenlet({ config: fields })] });

  test('has feature gates that gardenlets know', () => {
    const featureGates = {
      AllAlpha: true,
      DoNotCopyBackupCredentials: false,
      LiveControlPlaneMigration: true,
      OpenTelemetryCollectors: true,
      VictoriaLogsBackend: true,
    };
    expect(config({ featureGates })).toEqual([
      'GL-05 error spec.config.featureGates.DoNotCopyBackupCredentials',
      'GL-05 error spec.config.featureGates.LiveControlPlaneMigration',
      'GL-05 error spec.config.featureGates.OpenTelemetryCollectors',
    ]);
    const gates = (version: string, gates: object): string[] => {
      const deployment = { helm: { ociRepository: { ref: `registry.example.org/gardenlet:v${version}` } } };
      const found = judge({ objects: [gardenlet({ deployment, config: { featureGates: gates } })] });
      return found.filter(text => text.startsWith('GL-05'));
    };
    expect(gates('1.151.0', featureGates)).toEqual([]);
    expect(gates('1.143.0', { NewWorkerPoolHash: true })).toHaveLength(1);
    expect(gates('1.142.2', { NewWorkerPoolHash: true })).toEqual([]);
    expect(gates('1.142.2', { NewWorkerPoolHash: false })).toHaveLength(1);
    expect(gates('1.139.0', { RemoveVali: true })).toHaveLength(1);
  });

  test('keeps the lock that its role allows', () => {
    expect(config({ leaderElection: { resourceName: 'mine' } })).toEqual([
      'GL-06 error spec.config.leaderElection.resourceName',
    ]);
    expect(config({ leaderElection: { resourceName: 'gardenlet-leader-election' } })).toEqual([]);
  });

  test('has no fields that the chart leaves out', () => {
    const fields = {
      nodeToleration: { defaultNotReadyTolerationSeconds: 30 },
      resources: { capacity: { shoots: 100, 'example.org/x': 1 }, reserved: { shoots: 1 } },
      controllers: { cacheSyncTimeout: '5m' },
      shootClientConnection: { kubeconfig: '' },
    };
    expect(config(fields)).toEqual([
      'GL-08 warning spec.config.controllers.cacheSyncTimeout',
      'GL-08 warning spec.config.nodeToleration',
      'GL-08 warning spec.config.resources.capacity.example.org/x',
      'GL-08 warning spec.config.resources.reserved',
    ]);
    const env = [
      { name: 'A', value: 'b' },
      { name: 'C', valueFrom: { secretKeyRef: {} } },
    ];
    expect(judge({ objects: [withChart({ ref: 'a:v1.150.0' }, { env })] })).toEqual([
      'GL-07 warning spec.deployment.env[1].valueFrom',
    ]);
  });

  test('names the address of the garden where ManagedSeeds follow', () => {
    const managedSeed = {
      apiVersion: seedmanagement,
      kind: 'ManagedSeed',
      metadata: { name: 'loam', namespace: 'garden' },
      spec: { shoot: { name: 'loam' } },
    };
    const host = {
      ...shoot({}),
      metadata: { name: 'loam', namespace: 'garden' },
      spec: { seedName: 'soil', maintenance: calm },
    };
    const path = 'spec.config.gardenClientConnection.gardenClusterAddress';
    expect(judge({ objects: [gardenlet(), managedSeed, host] })).toContain(`GL-11 warning ${path}`);
    const addressed = gardenlet({
      config: { gardenClientConnection: { gardenClusterAddress: 'https://api.example.org' } },
    });
    expect(judge({ objects: [addressed, managedSeed, host] })).not.toContain(`GL-11 warning ${path}`);
    expect(judge({ objects: [gardenlet()] })).toEqual([]);
  });
});

describe('objects in the tree', () => {
  const seed = { apiVersion: core, kind: 'Seed', metadata: { name: 'soil', labels: { a: 'b' } } };

  test('are no Seeds that a gardenlet registers', () => {
    expect(judge({ objects: [seed] })).toEqual([]);
    expect(judge({ objects: [seed, gardenlet()] })).toEqual(['GO-11 warning metadata.name']);
  });

  test('lie in the cluster that serves them', () => {
    expect(judge({ objects: [seed], cluster: 'runtime' })).toEqual(['GO-15 error apiVersion']);
    expect(judge({ objects: [seed], cluster: '' })).toEqual([]);
    const garden = { apiVersion: 'operator.gardener.cloud/v1alpha1', kind: 'Garden', metadata: { name: 'meadow' } };
    expect(judge({ objects: [garden] })).toEqual(['GO-15 error apiVersion']);
    expect(judge({ objects: [garden], cluster: 'runtime' })).toEqual([]);
  });

  test('are not made by controllers', () => {
    const state = { apiVersion: core, kind: 'ShootState', metadata: { name: 'rose', namespace: 'garden-dev' } };
    expect(judge({ objects: [state] })).toEqual(['GO-17 warning kind']);
  });
});

describe('the version of the landscape', () => {
  test.each([
    ['1.149.3', '1.150.0', 0],
    ['1.149.3', '1.149.4', 0],
    ['1.149.3', '1.151.0', 1],
    ['1.149.3', '1.149.2', 1],
  ])('goes from %s to %s: %i findings', (old, next, findings) => {
    const views = [old, next].map(gardener => viewOf({ objects: [], gardener })) as [View, View];
    expect([...compareVersions(...views)]).toHaveLength(findings);
  });
});

test.each([
  ['registry:5000/a/b:v1', 'v1'],
  ['registry:5000/a/b', undefined],
  ['a:v1@sha256:00', 'v1'],
])('the tag of %s', (reference, tag) => {
  expect(tagOf(reference)).toBe(tag);
});
