import type { KubernetesObject } from '../../../lib/core/object';
import { deliver, type Delivery } from '../../../lib/flux/delivery/deliver';
import type { DeliveryOptions } from '../../../lib/flux/delivery/options';
import type { DeliveredUnit } from '../../../lib/flux/delivery/unit';
import { virtualGardenAccess } from '../../../lib/flux/delivery/virtual-garden-access';

const options: DeliveryOptions = {
  landscape: 'meadow',
  source: { type: 'git', url: 'https://git.example.org/meadow.git', ref: { branch: 'main' }, secretName: 'git' },
  flux: '2.9.2',
  access: { 'virtual-garden': { secretName: 'virtual-garden' } },
};

function object(apiVersion: string, kind: string, name: string, rest: object = {}): KubernetesObject {
  const { namespace, ...fields } = rest as { namespace?: string };
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) }, ...fields };
}
const core = 'core.gardener.cloud/v1beta1';
const unit = (cluster: string, folder: string, ...objects: KubernetesObject[]): DeliveredUnit => ({
  cluster,
  folder,
  objects,
});

const landscape: readonly DeliveredUnit[] = [
  unit(
    'virtual-garden',
    'shoots/dev',
    object(core, 'Shoot', 'crazy-botany', {
      namespace: 'garden-dev',
      spec: {
        cloudProfile: { name: 'eu01' },
        credentialsBindingName: 'dev',
        kubernetes: { version: '1.33.4' },
        hibernation: { enabled: false, schedules: [{ start: '0 20 * * *' }] },
        provider: { workers: [{ name: 'a', machine: { image: { name: 'gl', version: '1.2.3' } } }] },
      },
    }),
  ),
  unit(
    'virtual-garden',
    'shoots/garden',
    object(core, 'Shoot', 'ridge', { namespace: 'garden', spec: { cloudProfile: { name: 'eu01' } } }),
  ),
  unit(
    'virtual-garden',
    'seeds',
    object('seedmanagement.gardener.cloud/v1alpha1', 'Gardenlet', 'soil', { namespace: 'garden' }),
    object('seedmanagement.gardener.cloud/v1alpha1', 'ManagedSeed', 'ridge', {
      namespace: 'garden',
      spec: { shoot: { name: 'ridge' } },
    }),
  ),
  unit(
    'virtual-garden',
    'projects/dev',
    object(core, 'Project', 'dev', { spec: { namespace: 'garden-dev' } }),
    object('security.gardener.cloud/v1alpha1', 'CredentialsBinding', 'dev', { namespace: 'garden-dev' }),
  ),
  unit('virtual-garden', 'projects/garden', object(core, 'Project', 'garden', { spec: { namespace: 'garden' } })),
  unit('virtual-garden', 'profiles', object(core, 'CloudProfile', 'eu01')),
  unit('runtime', 'access', ...virtualGardenAccess()),
  unit('runtime', 'garden', object('operator.gardener.cloud/v1alpha1', 'Garden', 'meadow')),
  unit('runtime', 'extensions', object('operator.gardener.cloud/v1alpha1', 'Extension', 'provider-openstack')),
  unit(
    'runtime',
    'operator',
    object('apps/v1', 'Deployment', 'gardener-operator', { namespace: 'garden' }),
    object('v1', 'Namespace', 'garden'),
  ),
];

function dependsOn(delivery: Delivery): Record<string, readonly string[]> {
  return Object.fromEntries(delivery.graph.dependencies);
}

function kustomization(delivery: Delivery, host: string, name: string): KubernetesObject | undefined {
  return delivery.objects.get(host)?.find(({ kind, metadata }) => kind === 'Kustomization' && metadata.name === name);
}

describe('the delivery of a landscape', () => {
  const delivery = deliver(landscape, options);

  it('orders units by what their objects need', () => {
    expect(dependsOn(delivery)).toEqual({
      'runtime/operator': [],
      'runtime/extensions': ['runtime/operator'],
      'runtime/garden': ['runtime/operator'],
      'runtime/access': ['runtime/garden'],
      'virtual-garden/profiles': ['runtime/access'],
      'virtual-garden/projects/dev': ['runtime/access'],
      'virtual-garden/projects/garden': ['runtime/access'],
      'virtual-garden/shoots/garden': [
        'runtime/extensions',
        'virtual-garden/profiles',
        'virtual-garden/projects/garden',
      ],
      'virtual-garden/seeds': ['virtual-garden/shoots/garden'],
      'virtual-garden/shoots/dev': ['virtual-garden/projects/dev', 'virtual-garden/seeds'],
    });
    expect(delivery.report.findings).toEqual([]);
  });

  it('does not depend on the order of the input', () => {
    expect(deliver([...landscape].reverse(), options)).toEqual(delivery);
  });

  it('renders a unit of Shoots without waiting, with what Gardener owns left alone', () => {
    expect(kustomization(delivery, 'runtime', 'virtual-garden-shoots-dev')).toEqual({
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: 'virtual-garden-shoots-dev', namespace: 'flux-system' },
      spec: {
        interval: '30m',
        retryInterval: '1m',
        timeout: '5m',
        sourceRef: { kind: 'GitRepository', name: 'meadow' },
        path: './dist/meadow/virtual-garden/shoots/dev',
        prune: true,
        deletionPolicy: 'Orphan',
        dependsOn: [{ name: 'virtual-garden-projects-dev' }, { name: 'virtual-garden-seeds' }],
        kubeConfig: { secretRef: { name: 'virtual-garden', key: 'kubeconfig' } },
        ignore: [
          {
            paths: ['/spec/provider/workers/0/machine/image/version', '/spec/hibernation/enabled'],
            target: { group: 'core\\.gardener\\.cloud', kind: 'Shoot', name: 'crazy-botany', namespace: 'garden-dev' },
          },
        ],
      },
    });
  });

  it('waits for the Garden, for half an hour, with its own expression', () => {
    expect(kustomization(delivery, 'runtime', 'runtime-garden')?.['spec']).toMatchObject({
      timeout: '30m',
      wait: true,
      healthCheckExprs: [{ apiVersion: 'operator.gardener.cloud/v1alpha1', kind: 'Garden' }],
    });
  });

  it('says how long the longest chain is and what it costs', () => {
    expect(delivery.latency.chain).toEqual([
      'runtime/operator',
      'runtime/garden',
      'runtime/access',
      'virtual-garden/profiles',
      'virtual-garden/shoots/garden',
      'virtual-garden/seeds',
      'virtual-garden/shoots/dev',
    ]);
    expect(delivery.latency.pollingSeconds).toBe(60 + 6 * 30);
    // operator, access and profiles wait 5 minutes each, the Garden 30; Shoots and managed seeds are not waited for
    expect(delivery.latency.worstSeconds).toBe(240 + 45 * 60);
  });

  it('leaves out what an older Flux does not know', () => {
    const spec = kustomization(
      deliver(landscape, { ...options, flux: '2.4.0' }),
      'runtime',
      'virtual-garden-shoots-dev',
    )?.['spec'];
    expect(spec).not.toHaveProperty('ignore');
    expect(spec).not.toHaveProperty('deletionPolicy');
  });

  it.each<[string, Partial<typeof options>, string]>([
    ['artifacts per unit', { flux: '2.6.4', artifactPerUnit: true }, 'ArtifactGenerator needs Flux 2.7'],
    [
      'an artifact as its source',
      { flux: '2.5.1', source: { type: 'oci', url: 'oci://registry.example.org/a', ref: { tag: 'main' } } },
      'OCIRepository v1 needs Flux 2.6',
    ],
  ])('refuses a Flux that is too old for %s', (_, more, message) => {
    expect(deliver(landscape, { ...options, ...more }).report.findings).toMatchObject([
      { rule: 'FLUX-FEATURE', message },
    ]);
  });

  it('makes one artifact per unit when asked to', () => {
    const objects = deliver(landscape, { ...options, artifactPerUnit: true }).objects.get('runtime') ?? [];
    const generator = objects.find(({ kind }) => kind === 'ArtifactGenerator');
    expect(generator?.['spec']).toMatchObject({
      sources: [{ alias: 'dist', kind: 'GitRepository', name: 'meadow' }],
      artifacts: expect.arrayContaining([
        {
          name: 'runtime-garden',
          originRevision: '@dist',
          copy: [{ from: '@dist/dist/meadow/runtime/garden/**', to: '@artifact/' }],
        },
      ]) as unknown,
    });
    expect(objects.find(({ metadata }) => metadata.name === 'runtime-garden')?.['spec']).toMatchObject({
      sourceRef: { kind: 'ExternalArtifact', name: 'runtime-garden' },
      path: './',
    });
  });

  it('refuses a circle of references and shows it', () => {
    const circle = [
      unit('runtime', 'a', object('v1', 'Namespace', 'a'), object('v1', 'ConfigMap', 'x', { namespace: 'b' })),
      unit('runtime', 'b', object('v1', 'Namespace', 'b'), object('v1', 'ConfigMap', 'x', { namespace: 'a' })),
    ];
    const { report, graph } = deliver(circle, options);
    expect(report.findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'FLUX-CYCLE: runtime/a -> runtime/b -> runtime/a: the units wait for each other, so that none is ever applied',
    ]);
    expect(graph.order).toHaveLength(2);
  });

  it('refuses to deliver the virtual garden without access', () => {
    const { access: _, ...without } = options;
    expect(deliver(landscape, without).report.findings.map(({ rule }) => rule)).toEqual(['FLUX-NO-ACCESS']);
  });

  it('reaches a seed without a Flux of its own from the runtime cluster, or from another one', () => {
    const units = [unit('seeds/soil', 'caches', object('v1', 'ConfigMap', 'a', { namespace: 'default' }))];
    const reached = (from?: string): Delivery =>
      deliver(units, {
        ...options,
        access: { 'seeds/soil': { secretName: 'soil', ...(from !== undefined && { from }) } },
      });
    const kubeConfig = { secretRef: { name: 'soil', key: 'kubeconfig' } };
    expect([...reached().objects.keys()]).toEqual(['runtime']);
    expect(kustomization(reached(), 'runtime', 'seeds-soil-caches')).toMatchObject({ spec: { kubeConfig } });
    expect(kustomization(reached('seeds/ridge'), 'seeds/ridge', 'seeds-soil-caches')).toMatchObject({
      spec: { kubeConfig },
    });
  });

  it('decrypts exactly the units that hold encrypted files', () => {
    const units = landscape.map(entry => ({ ...entry, encrypted: entry.folder === 'projects/dev' }));
    const decrypting = (deliver(units, options).objects.get('runtime') ?? []).filter(({ spec }) =>
      JSON.stringify(spec).includes('sops'),
    );
    expect(decrypting.map(({ metadata }) => metadata.name)).toEqual(['virtual-garden-projects-dev']);
  });

  it('applies Shoots with the rights of their project when asked to', () => {
    const tenancy = deliver(landscape, { ...options, tenancy: true });
    expect(kustomization(tenancy, 'runtime', 'virtual-garden-shoots-dev')?.['spec']).toMatchObject({
      serviceAccountName: 'flux-dev',
    });
    expect(kustomization(tenancy, 'runtime', 'virtual-garden-projects-dev')?.['spec']).not.toHaveProperty(
      'serviceAccountName',
    );
  });
});
