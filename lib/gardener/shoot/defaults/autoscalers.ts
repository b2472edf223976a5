import type { ClusterAutoscaler, VerticalPodAutoscaler } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import { memoizeShared } from '../../../core/shared';
import { fill } from './fill';

const clusterAutoscaler = {
  scaleDownDelayAfterAdd: '1h0m0s',
  scaleDownDelayAfterDelete: '0s',
  scaleDownDelayAfterFailure: '3m0s',
  scaleDownUnneededTime: '30m0s',
  scaleDownUtilizationThreshold: 0.5,
  scanInterval: '10s',
  expander: 'least-waste',
  maxNodeProvisionTime: '20m0s',
  maxGracefulTerminationSeconds: 600,
  ignoreDaemonsetsUtilization: false,
  emitPerNodeGroupMetrics: false,
  verbosity: 2,
  newPodScaleUpDelay: '0s',
  maxScaleDownParallelism: 10,
  maxDrainParallelism: 1,
  initialNodeGroupBackoffDuration: '5m0s',
  maxNodeGroupBackoffDuration: '30m0s',
  nodeGroupBackoffResetTimeout: '3h0m0s',
  maxBinpackingTime: '5m0s',
} as const satisfies Loose<ClusterAutoscaler>;

const verticalPodAutoscaler = {
  evictAfterOOMThreshold: '10m0s',
  evictionRateBurst: 1,
  evictionRateLimit: -1,
  evictionTolerance: 0.5,
  recommendationMarginFraction: 0.15,
  updaterInterval: '1m0s',
  recommenderInterval: '1m0s',
  targetCPUPercentile: 0.9,
  recommendationLowerBoundCPUPercentile: 0.5,
  recommendationUpperBoundCPUPercentile: 0.95,
  cpuHistogramDecayHalfLife: '24h0m0s',
  targetMemoryPercentile: 0.9,
  recommendationLowerBoundMemoryPercentile: 0.5,
  recommendationUpperBoundMemoryPercentile: 0.95,
  memoryHistogramDecayHalfLife: '24h0m0s',
  memoryAggregationInterval: '24h0m0s',
  memoryAggregationIntervalCount: 8,
  recommenderUpdateWorkerCount: 10,
} as const satisfies Loose<VerticalPodAutoscaler>;

/** Defaults of a cluster autoscaler (gardener:pkg/apis/core/v1beta1/defaults_shoot.go v1.150). */
export const defaultClusterAutoscaler = memoizeShared((config: Loose<ClusterAutoscaler>): Loose<ClusterAutoscaler> => {
  const { maxEmptyBulkDelete: bulk } = config;
  // the old name of a field that was renamed
  const defaults = bulk === undefined ? clusterAutoscaler : { ...clusterAutoscaler, maxScaleDownParallelism: bulk };
  return fill<Loose<ClusterAutoscaler>>(config, defaults);
});

/** Defaults of a vertical pod autoscaler (gardener:pkg/apis/core/v1beta1/defaults_shoot.go v1.150). */
export const defaultVerticalPodAutoscaler = memoizeShared((config: Loose<VerticalPodAutoscaler>) =>
  fill<Loose<VerticalPodAutoscaler>>(config, verticalPodAutoscaler),
);
