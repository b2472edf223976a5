import type { ClusterAutoscaler, ClusterAutoscalerOptions } from '../../../imports/core.gardener.cloud/v1beta1';
import { reservedTaintKeys } from '../../../imports/tables/shoot-operations';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { fieldChecks, isCount, isWithin } from '../../rules/field-checks';
import { validateLabelKey } from '../../kubernetes/meta/labels';
import { minimums, validateControlPlaneAutoscaling } from './autoscaling';
import { isNonNegativeDuration } from './durations';
import { isFromMinor, isInRange, type KubernetesVersion } from './version';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateClusterAutoscaler)', {
  'K8S-CA-DURATION': 'a duration of the cluster autoscaler must not be negative',
  'K8S-CA-THRESHOLD': 'a utilization threshold must be 0 to 1',
  'K8S-CA-COUNT': 'this number of the cluster autoscaler must be 0 or more',
  'K8S-CA-EXPANDER': 'an expander is a list, separated by commas, of the known ones',
  'K8S-CA-BULK-GONE': {
    reason: 'from Kubernetes 1.33 on maxEmptyBulkDelete is no longer supported',
    fix: 'set maxScaleDownParallelism instead',
  },
  'K8S-CA-BULK': {
    reason: 'maxEmptyBulkDelete must equal maxScaleDownParallelism',
    fix: 'set maxScaleDownParallelism only',
  },
  'K8S-CA-TAINTS-GONE': {
    reason: 'this Kubernetes version does not support ignoreTaints',
    fix: 'move the taints to startupTaints',
    source:
      'gardener:pkg/api/core/validation/shoot.go v1.150 (upstream appends the name of the option to the path once more)',
  },
  'K8S-CA-TAINTS-VERSION': {
    reason: 'this Kubernetes version does not support the option',
    source:
      'gardener:pkg/api/core/validation/shoot.go v1.150 (upstream appends the name of the option to the path once more)',
  },
  'K8S-CA-TAINT-RESERVED': { reason: 'Gardener sets this taint itself', fix: 'remove the entry' },
  'K8S-CA-TAINT-DUPLICATE': { reason: 'a taint is listed once', fix: 'remove the second entry' },
});

/** The rules about cluster autoscalers. */
export const clusterAutoscalerRules = Object.values(rule);

const expanders = ['least-nodes', 'least-waste', 'most-pods', 'priority', 'random'];
const isExpanderList = (text: string): boolean => text.split(',').every(name => expanders.includes(name));

const duration = { rule: rule['K8S-CA-DURATION'], holds: isNonNegativeDuration };
const threshold = { rule: rule['K8S-CA-THRESHOLD'], holds: isWithin(0, 1) };
const count = { rule: rule['K8S-CA-COUNT'], holds: isCount };

const checkFields = fieldChecks<ClusterAutoscaler>({
  scaleDownDelayAfterAdd: duration,
  scaleDownDelayAfterDelete: duration,
  scaleDownDelayAfterFailure: duration,
  scaleDownUnneededTime: duration,
  scaleDownUtilizationThreshold: threshold,
  scanInterval: duration,
  maxNodeProvisionTime: duration,
  maxGracefulTerminationSeconds: count,
  newPodScaleUpDelay: duration,
  maxEmptyBulkDelete: count,
  maxScaleDownParallelism: count,
  maxDrainParallelism: count,
  verbosity: count,
  initialNodeGroupBackoffDuration: duration,
  maxNodeGroupBackoffDuration: duration,
  nodeGroupBackoffResetTimeout: duration,
  maxBinpackingTime: duration,
});

/** Options of the cluster autoscaler for one worker pool. */
export const validateClusterAutoscalerOptions = fieldChecks<ClusterAutoscalerOptions>({
  scaleDownUtilizationThreshold: threshold,
  scaleDownGpuUtilizationThreshold: threshold,
  scaleDownUnneededTime: duration,
  scaleDownUnreadyTime: duration,
  maxNodeProvisionTime: duration,
});

/** Kubernetes minors that have each list of taints. */
const taintLists = {
  startupTaints: { range: { added: 29 }, rule: rule['K8S-CA-TAINTS-VERSION'] },
  statusTaints: { range: { added: 29 }, rule: rule['K8S-CA-TAINTS-VERSION'] },
  ignoreTaints: { range: { added: 14, removed: 32 }, rule: rule['K8S-CA-TAINTS-GONE'] },
} as const;

/** The cluster autoscaler of a Shoot; `path` is its configuration. */
export function validateClusterAutoscaler(
  config: Loose<ClusterAutoscaler>,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  checkFields(config, path, report);
  const { expander, maxEmptyBulkDelete: bulk, maxScaleDownParallelism: parallelism } = config;
  if (expander !== undefined && !isExpanderList(expander))
    report.notSupported(rule['K8S-CA-EXPANDER'], path.child('expander'), expander, expanders);
  if (bulk !== undefined) {
    if (isFromMinor(version, 33)) report.forbidden(rule['K8S-CA-BULK-GONE'], path.child('maxEmptyBulkDelete'));
    if (parallelism !== undefined && parallelism !== bulk)
      report.invalid(rule['K8S-CA-BULK'], path.child('maxEmptyBulkDelete'), bulk);
  }
  for (const list of ['startupTaints', 'statusTaints', 'ignoreTaints'] as const)
    if (config[list]) validateTaints(list, config[list], version, path.child(list), report);
  validateControlPlaneAutoscaling(config.autoscaling, minimums.clusterAutoscaler, path.child('autoscaling'), report);
}

function validateTaints(
  list: keyof typeof taintLists,
  taints: readonly string[],
  { release, text }: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  const option = taintLists[list];
  const message = `Kubernetes ${text} does not support ${list}`;
  if (release === undefined) report.invalid(option.rule, path, text, { message });
  else if (!isInRange(option.range, release)) report.forbidden(option.rule, path, { message });
  const seen = new Set<string>();
  for (const [index, taint] of taints.entries()) {
    const entry = path.index(index);
    validateLabelKey(taint, entry, report);
    if (reservedTaintKeys.includes(taint)) report.forbidden(rule['K8S-CA-TAINT-RESERVED'], entry, { value: taint });
    if (seen.has(taint)) report.duplicate(rule['K8S-CA-TAINT-DUPLICATE'], entry, taint);
    seen.add(taint);
  }
}
