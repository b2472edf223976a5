import type {
  KubeAPIServerConfig,
  KubeControllerManagerConfig,
  KubeletConfig,
  Kubernetes,
  ShootSpec,
  Worker,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { stackOf } from '../../kubernetes/ip-stack';
import { defaultClusterAutoscaler, defaultVerticalPodAutoscaler } from './autoscalers';
import { fill } from './fill';

const requests = { maxNonMutatingInflight: 400, maxMutatingInflight: 200 } as const;
const logging = { verbosity: 2 } as const;
const provider = { type: 'aescbc' } as const;
const tolerationSeconds = { defaultNotReadyTolerationSeconds: 300, defaultUnreachableTolerationSeconds: 300 } as const;
const scheduler = { profile: 'balanced' } as const;
const proxy = { mode: 'IPTables', enabled: true } as const;
const kubelet = {
  imageMinimumGCAge: '2m0s',
  imageMaximumGCAge: '0s',
  imageGCHighThresholdPercent: 50,
  imageGCLowThresholdPercent: 40,
} as const;

/** Defaults of the Kubernetes components (gardener:pkg/apis/core/v1beta1/defaults_shoot.go v1.150). */
export function defaultKubernetes(spec: Loose<ShootSpec>, workers: readonly Loose<Worker>[]): Loose<Kubernetes> {
  const kubernetes = spec.kubernetes ?? {};
  const { clusterAutoscaler, verticalPodAutoscaler } = kubernetes;
  const hasWorkers = workers.length > 0;
  return {
    ...kubernetes,
    kubeAPIServer: defaultApiServer(kubernetes.kubeAPIServer ?? {}, hasWorkers),
    ...(clusterAutoscaler && { clusterAutoscaler: defaultClusterAutoscaler(clusterAutoscaler) }),
    ...(verticalPodAutoscaler && { verticalPodAutoscaler: defaultVerticalPodAutoscaler(verticalPodAutoscaler) }),
    ...(hasWorkers && {
      kubeControllerManager: defaultControllerManager(kubernetes, spec.networking?.ipFamilies, workers),
      kubeScheduler: fill<Loose<Kubernetes['kubeScheduler']> & object>(kubernetes.kubeScheduler, scheduler),
      kubeProxy: fill<Loose<Kubernetes['kubeProxy']> & object>(kubernetes.kubeProxy, proxy),
      kubelet: defaultKubelet(kubernetes.kubelet ?? {}),
    }),
  };
}

function defaultApiServer(config: Loose<KubeAPIServerConfig>, hasWorkers: boolean): Loose<KubeAPIServerConfig> {
  const encryption = config.encryptionConfig ?? {};
  const seconds = hasWorkers ? fill<Loose<KubeAPIServerConfig>>(config, tolerationSeconds) : config;
  return {
    ...seconds,
    requests: fill<Loose<KubeAPIServerConfig['requests']> & object>(config.requests, requests),
    eventTTL: config.eventTTL ?? '1h0m0s',
    logging: fill<Loose<KubeAPIServerConfig['logging']> & object>(config.logging, logging),
    encryptionConfig: encryption.provider?.type === undefined ? { ...encryption, provider } : encryption,
  };
}

function defaultControllerManager(
  { kubeControllerManager: config = {}, kubelet: { maxPods } = {} }: Loose<Kubernetes>,
  ipFamilies: readonly string[] | undefined,
  workers: readonly Loose<Worker>[],
): Loose<KubeControllerManagerConfig> {
  const stack = stackOf(ipFamilies);
  const { nodeCIDRMaskSize: mask, nodeCIDRMaskSizeIPv6: maskIPv6 } = config;
  const needsIPv4 = mask === undefined && (stack === 'IPv4' || stack === 'dual');
  const needsIPv6 = mask === undefined && maskIPv6 === undefined && stack === 'IPv6';
  return {
    ...config,
    ...(needsIPv4 && { nodeCIDRMaskSize: defaultNodeMask(maxPods, workers) }),
    ...(needsIPv6 && { nodeCIDRMaskSize: 64 }),
    ...(stack === 'dual' && maskIPv6 === undefined && { nodeCIDRMaskSizeIPv6: 64 }),
    nodeMonitorGracePeriod: config.nodeMonitorGracePeriod ?? '40s',
  };
}

/** Number of pods on a node that a kubelet allows when nothing is set. */
export const defaultMaxPods = 110;

/** Upstream's arithmetic overflows when there are no pods, and validation then refuses the mask. */
const overflowedMask = -2147483616;

/** Twice as many addresses as pods, so that addresses are not reused at once. */
function defaultNodeMask(maxPods = defaultMaxPods, workers: readonly Loose<Worker>[]): number {
  let most = maxPods;
  for (const { kubernetes } of workers) most = Math.max(most, kubernetes?.kubelet?.maxPods ?? most);
  return most > 0 ? 32 - Math.ceil(Math.log2(most * 2)) : overflowedMask;
}

function defaultKubelet(config: Loose<KubeletConfig>): Loose<KubeletConfig> {
  const filled = fill<Loose<KubeletConfig>>(config, kubelet);
  const serial = filled.maxParallelImagePulls === undefined || filled.maxParallelImagePulls < 2;
  return { ...defaultSwap(filled), serializeImagePulls: config.serializeImagePulls ?? serial };
}

/** A kubelet fails on swap, unless it is told not to; with the feature gate it then uses swap to a limit. */
export function defaultSwap(config: Loose<KubeletConfig>): Loose<KubeletConfig> {
  const { failSwapOn = true, memorySwap = {}, featureGates } = config;
  const usesSwap = !failSwapOn && featureGates?.['NodeSwap'] === true && memorySwap.swapBehavior === undefined;
  if (config.failSwapOn !== undefined && !usesSwap) return config;
  return { ...config, failSwapOn, ...(usesSwap && { memorySwap: { ...memorySwap, swapBehavior: 'LimitedSwap' } }) };
}
