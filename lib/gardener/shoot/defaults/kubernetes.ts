import type {
  APIServerLogging,
  APIServerRequests,
  KubeAPIServerConfig,
  KubeControllerManagerConfig,
  KubeProxyConfig,
  KubeSchedulerConfig,
  KubeletConfig,
  Kubernetes,
  ShootSpec,
  Worker,
} from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { memoizeShared } from '../../../core/shared';
import { stackOf } from '../../kubernetes/ip-stack';
import { defaultClusterAutoscaler, defaultVerticalPodAutoscaler } from './autoscalers';
import { draft, fill } from './fill';

const requests = { maxNonMutatingInflight: 400, maxMutatingInflight: 200 } as const;
const logging = { verbosity: 2 } as const;
const provider = { type: 'aescbc' } as const;
const scheduler = { profile: 'balanced' } as const;
const proxy = { mode: 'IPTables', enabled: true } as const;
/** Defaults of the Kubernetes components (gardener:pkg/apis/core/v1beta1/defaults_shoot.go v1.150). */
export function defaultKubernetes(spec: Loose<ShootSpec>, workers: readonly Loose<Worker>[]): Loose<Kubernetes> {
  const { kubernetes = {} } = spec;
  const { clusterAutoscaler, verticalPodAutoscaler } = kubernetes;
  const hasWorkers = workers.length > 0;
  const result = draft(kubernetes);
  const defaultApiServer = hasWorkers ? defaultApiServerForWorkers : defaultWorkerlessApiServer;
  result.kubeAPIServer = defaultApiServer(kubernetes.kubeAPIServer ?? {});
  if (clusterAutoscaler) result.clusterAutoscaler = defaultClusterAutoscaler(clusterAutoscaler);
  if (verticalPodAutoscaler) result.verticalPodAutoscaler = defaultVerticalPodAutoscaler(verticalPodAutoscaler);
  if (!hasWorkers) return result;
  result.kubeControllerManager = defaultControllerManager(kubernetes, spec.networking?.ipFamilies, workers);
  result.kubeScheduler = fill<Loose<KubeSchedulerConfig>>(kubernetes.kubeScheduler, scheduler);
  result.kubeProxy = fill<Loose<KubeProxyConfig>>(kubernetes.kubeProxy, proxy);
  result.kubelet = defaultKubelet(kubernetes.kubelet ?? {});
  return result;
}

const defaultWorkerlessApiServer = memoizeShared((config: Loose<KubeAPIServerConfig>): Loose<KubeAPIServerConfig> => {
  const { encryptionConfig: encryption } = config;
  const result = draft(config);
  result.requests = fill<Loose<APIServerRequests>>(config.requests, requests);
  result.eventTTL ??= '1h0m0s';
  result.logging = fill<Loose<APIServerLogging>>(config.logging, logging);
  if (encryption?.provider?.type === undefined) result.encryptionConfig = { ...encryption, provider };
  return result;
});

const defaultApiServerForWorkers = memoizeShared((config: Loose<KubeAPIServerConfig>): Loose<KubeAPIServerConfig> => {
  const result = draft(defaultWorkerlessApiServer(config));
  result.defaultNotReadyTolerationSeconds ??= 300;
  result.defaultUnreachableTolerationSeconds ??= 300;
  return result;
});

function defaultControllerManager(
  { kubeControllerManager: config = {}, kubelet }: Loose<Kubernetes>,
  ipFamilies: readonly string[] | undefined,
  workers: readonly Loose<Worker>[],
): Loose<KubeControllerManagerConfig> {
  const stack = stackOf(ipFamilies);
  const result = draft(config);
  if (stack === 'IPv4' || stack === 'dual') result.nodeCIDRMaskSize ??= defaultNodeMask(kubelet?.maxPods, workers);
  if (stack === 'IPv6' && result.nodeCIDRMaskSizeIPv6 === undefined) result.nodeCIDRMaskSize ??= 64;
  if (stack === 'dual') result.nodeCIDRMaskSizeIPv6 ??= 64;
  result.nodeMonitorGracePeriod ??= '40s';
  return result;
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

const defaultKubelet = memoizeShared((config: Loose<KubeletConfig>): Loose<KubeletConfig> => {
  const result = draft(defaultSwap(config));
  result.imageMinimumGCAge ??= '2m0s';
  result.imageMaximumGCAge ??= '0s';
  result.imageGCHighThresholdPercent ??= 50;
  result.imageGCLowThresholdPercent ??= 40;
  result.serializeImagePulls ??= (config.maxParallelImagePulls ?? 0) < 2;
  return result;
});

/** A kubelet fails on swap, unless it is told not to; with the feature gate it then uses swap to a limit. */
export function defaultSwap(config: Loose<KubeletConfig>): Loose<KubeletConfig> {
  const { failSwapOn = true, memorySwap, featureGates } = config;
  const usesSwap = !failSwapOn && featureGates?.['NodeSwap'] === true && memorySwap?.swapBehavior === undefined;
  if (config.failSwapOn !== undefined && !usesSwap) return config;
  const result = draft(config);
  result.failSwapOn = failSwapOn;
  if (usesSwap) result.memorySwap = { ...memorySwap, swapBehavior: 'LimitedSwap' };
  return result;
}
