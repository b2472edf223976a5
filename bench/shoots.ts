import type { Fields } from '../lib/api/typed-object';
import type { KubernetesObject } from '../lib/core/object';
import type { Shoot } from '../imports/core.gardener.cloud/v1beta1';

const openstack = 'openstack.provider.extensions.gardener.cloud/v1alpha1';

/** Metadata of the i-th Shoot. */
export function shootMetadata(i: number): {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
} {
  return {
    name: `shoot-${i}`,
    namespace: `garden-p${i % 50}`,
    labels: { team: `team-${i % 7}`, env: i % 2 === 0 ? 'prod' : 'dev' },
  };
}

/** The fields of the i-th Shoot: valid, about 2.8 KB as YAML, with what real ones have. */
export function shootFields(i: number): Fields<Shoot> {
  return {
    spec: {
      cloudProfile: { kind: 'CloudProfile', name: 'eu01' },
      credentialsBindingName: 'openstack',
      region: 'eu01',
      purpose: 'production',
      controlPlane: { highAvailability: { failureTolerance: { type: i % 2 === 0 ? 'zone' : 'node' } } },
      kubernetes: {
        version: '1.34.2',
        kubeAPIServer: {
          auditConfig: { auditPolicy: { configMapRef: { name: 'audit-policy' } } },
          requests: { maxNonMutatingInflight: 800, maxMutatingInflight: 400 },
          eventTTL: '1h0m0s',
          logging: { verbosity: 2 },
        },
        kubeControllerManager: { nodeCIDRMaskSize: 24, horizontalPodAutoscaler: { syncPeriod: '30s', tolerance: 0.1 } },
        kubeScheduler: { profile: 'balanced' },
        kubelet: { maxPods: 110, failSwapOn: true, kubeReserved: { cpu: '80m', memory: '1Gi', pid: '20k' } },
        kubeProxy: { mode: 'IPVS', enabled: true },
        verticalPodAutoscaler: {
          enabled: true,
          evictAfterOOMThreshold: '10m0s',
          evictionRateLimit: -1,
          evictionTolerance: 0.5,
        },
      },
      networking: {
        type: 'calico',
        nodes: '10.250.0.0/16',
        pods: '100.96.0.0/11',
        services: '100.64.0.0/13',
        ipFamilies: ['IPv4'],
      },
      provider: {
        type: 'openstack',
        infrastructureConfig: {
          apiVersion: openstack,
          kind: 'InfrastructureConfig',
          floatingPoolName: 'fip-meadow',
          networks: { workers: '10.250.0.0/16' },
        },
        controlPlaneConfig: { apiVersion: openstack, kind: 'ControlPlaneConfig', loadBalancerProvider: 'amphora' },
        workers: (['amd64', 'arm64'] as const).map((architecture, pool) => ({
          name: `pool-${pool}`,
          minimum: 3,
          maximum: 10,
          maxSurge: 3,
          maxUnavailable: 0,
          zones: ['eu01-1', 'eu01-2', 'eu01-3'],
          machine: {
            type: pool === 0 ? 'm1.4' : 'a1.4',
            image: { name: 'gardenlinux', version: '1877.3.0' },
            architecture,
          },
          volume: { type: 'perf1', size: '50Gi' },
          ...(pool === 1 && { taints: [{ key: 'kubernetes.io/arch', value: 'arm64', effect: 'NoSchedule' as const }] }),
          cri: { name: 'containerd' },
          labels: { 'worker.example.com/class': architecture },
        })),
      },
      hibernation: {
        schedules: [{ start: '00 20 * * 1,2,3,4,5', end: '00 6 * * 1,2,3,4,5', location: 'Europe/Berlin' }],
      },
      maintenance: {
        timeWindow: { begin: '220000+0100', end: '230000+0100' },
        autoUpdate: { kubernetesVersion: false, machineImageVersion: false },
      },
      tolerations: [{ key: 'seed.gardener.cloud/protected' }],
    },
  };
}

/** Makes of each Shoot one with other requests, ranges, pools and its own domain. */
export function unlike(): (shoot: KubernetesObject) => KubernetesObject {
  let count = 0;
  return object => {
    const i = count++;
    const { spec, ...rest } = object as KubernetesObject & { readonly spec: NonNullable<Shoot['spec']> };
    const { kubernetes, networking, provider } = spec;
    const requests = { maxNonMutatingInflight: 400 + (i % 300), maxMutatingInflight: 200 + (i % 100) };
    const workers = provider.workers?.map(worker => ({ ...worker, maximum: 4 + (i % 30) }));
    return {
      ...rest,
      spec: {
        ...spec,
        kubernetes: { ...kubernetes, kubeAPIServer: { ...kubernetes?.kubeAPIServer, requests } },
        networking: { ...networking, pods: `10.${i % 200}.0.0/16` },
        provider: { ...provider, workers },
        dns: { domain: `shoot-${i}.example.com` },
      },
    };
  };
}

/** The i-th Shoot as one object. */
export function shoot(i: number): Shoot {
  return { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Shoot', metadata: shootMetadata(i), ...shootFields(i) };
}
