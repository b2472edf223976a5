import type { VerticalPodAutoscaler } from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { fieldChecks, isCount, isWithin } from '../../rules/field-checks';
import { validateMaxAllowed } from './autoscaling';
import { isNonNegativeDuration } from './durations';
import { validateVpaFeatureGates } from './feature-gates';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateVerticalPodAutoscaler)', {
  'K8S-VPA-DURATION': 'a duration of the vertical pod autoscaler must not be negative',
  'K8S-VPA-BURST': 'evictionRateBurst must be 0 or more',
  'K8S-VPA-FRACTION': 'a fraction must be 0 or more and less than 1',
  'K8S-VPA-PERCENTILE': 'a percentile must be 0 to 1',
  'K8S-VPA-COUNT': 'memoryAggregationIntervalCount must be 0 or more',
  'K8S-VPA-WORKERS': 'recommenderUpdateWorkerCount must be 1 or more',
});

/** The rules about vertical pod autoscalers. */
export const vpaRules = Object.values(rule);

const duration = { rule: rule['K8S-VPA-DURATION'], holds: isNonNegativeDuration };
const fraction = { rule: rule['K8S-VPA-FRACTION'], holds: (value: number): boolean => value >= 0 && value < 1 };
const percentile = { rule: rule['K8S-VPA-PERCENTILE'], holds: isWithin(0, 1) };

const checkFields = fieldChecks<VerticalPodAutoscaler>({
  evictAfterOOMThreshold: duration,
  evictionRateBurst: { rule: rule['K8S-VPA-BURST'], holds: isCount },
  evictionTolerance: fraction,
  recommendationMarginFraction: fraction,
  updaterInterval: duration,
  recommenderInterval: duration,
  targetCPUPercentile: percentile,
  recommendationLowerBoundCPUPercentile: percentile,
  recommendationUpperBoundCPUPercentile: percentile,
  targetMemoryPercentile: percentile,
  recommendationLowerBoundMemoryPercentile: percentile,
  recommendationUpperBoundMemoryPercentile: percentile,
  cpuHistogramDecayHalfLife: duration,
  memoryHistogramDecayHalfLife: duration,
  memoryAggregationInterval: duration,
  memoryAggregationIntervalCount: { rule: rule['K8S-VPA-COUNT'], holds: isCount },
  recommenderUpdateWorkerCount: { rule: rule['K8S-VPA-WORKERS'], holds: count => count > 0 },
});

/** The vertical pod autoscaler of a Shoot; `path` is its configuration. */
export function validateVerticalPodAutoscaler(
  config: Loose<VerticalPodAutoscaler>,
  path: FieldPath,
  report: Report,
): void {
  checkFields(config, path, report);
  validateVpaFeatureGates(config.featureGates, path.child('featureGates'), report);
  validateMaxAllowed(config.maxAllowed, path.child('maxAllowed'), report);
}
