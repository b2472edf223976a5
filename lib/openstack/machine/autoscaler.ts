import { Duration } from '../../core/duration';
import type { WorkerSpec } from '../objects';
import type { Labels } from './labels';

const prefix = 'autoscaler.gardener.cloud/';

/**
 * The cluster autoscaler's options of a pool as annotations of its machine deployments; only options that are set.
 * `gardener:pkg/api/extensions/v1alpha1/helper/worker.go` (GetMachineDeploymentClusterAutoscalerAnnotations) v1.150.
 */
export function autoscalerAnnotations(options: WorkerSpec['clusterAutoscaler']): Labels {
  const values: readonly (readonly [string, string | undefined])[] = [
    ['scale-down-utilization-threshold', floatText(options?.scaleDownUtilizationThreshold)],
    ['scale-down-gpu-utilization-threshold', floatText(options?.scaleDownGpuUtilizationThreshold)],
    ['scale-down-unneeded-time', durationText(options?.scaleDownUnneededTime)],
    ['scale-down-unready-time', durationText(options?.scaleDownUnreadyTime)],
    ['max-node-provision-time', durationText(options?.maxNodeProvisionTime)],
  ];
  return Object.fromEntries(values.flatMap(([name, text]) => (text === undefined ? [] : [[prefix + name, text]])));
}

/** Whether a shoot needs the autoscaler: some pool may grow. */
export function needsAutoscaler(workers: readonly WorkerSpec[]): boolean {
  return workers.some(({ minimum = 0, maximum = 0 }) => maximum > minimum);
}

/** A duration as Go prints it: `90m` is `1h30m0s`. */
export function durationText(duration: string | undefined): string | undefined {
  if (duration === undefined) return undefined;
  return Duration.parse(duration)?.toString() ?? duration;
}

/** A number as Go's `fmt.Sprint` prints it: the shortest text, with an exponent of two digits below 0.0001 and from 1e21 on. */
export function floatText(value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e21)) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}
