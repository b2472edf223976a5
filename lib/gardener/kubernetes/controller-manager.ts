import type {
  HorizontalPodAutoscalerConfig,
  KubeControllerManagerConfig,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { fieldChecks } from '../../rules/field-checks';
import { durations, isDurationFrom, isPositiveDuration } from './durations';
import { validateFeatureGates } from './feature-gates';
import { stackOf } from './ip-stack';
import { isFromMinor, type KubernetesVersion } from './version';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateKubeControllerManager)', {
  'K8S-KCM-WORKERLESS': { reason: 'a cluster without workers does not use this field', fix: 'remove the field' },
  'K8S-KCM-MASK-BOTH': {
    reason: 'an IPv6 cluster has one mask size',
    fix: 'set nodeCIDRMaskSize or nodeCIDRMaskSizeIPv6, not both',
  },
  'K8S-KCM-MASK-IPV4': 'the mask of the pod range of a node must be 16 to 28',
  'K8S-KCM-MASK-IPV6': 'the IPv6 mask of the pod range of a node must be 64 to 124',
  'K8S-KCM-MASK-IPV6-UNUSED': { reason: 'an IPv4 cluster has no IPv6 mask', fix: 'remove nodeCIDRMaskSizeIPv6' },
  'K8S-KCM-EVICTION-GONE': {
    reason: 'from Kubernetes 1.33 on podEvictionTimeout is no longer supported',
    fix: 'remove it; kubeAPIServer.defaultNotReadyTolerationSeconds has the same effect',
  },
  'K8S-KCM-EVICTION': 'podEvictionTimeout must be longer than 0',
  'K8S-KCM-GRACE': 'nodeMonitorGracePeriod must be longer than 0',
  'K8S-KCM-HPA-PERIOD': 'periods of the horizontal pod autoscaler must be at least 1s',
  'K8S-KCM-HPA-TOLERANCE': 'the tolerance of the horizontal pod autoscaler must be greater than 0',
  'K8S-KCM-HPA-DELAY': 'initialReadinessDelay must be longer than 0',
});

/** The rules about kube-controller-managers. */
export const controllerManagerRules = Object.values(rule);

/** What decides about a kube-controller-manager beside its configuration. */
export interface ControllerManagerContext {
  readonly version: KubernetesVersion;
  readonly workerless: boolean;
  /** IP families of the cluster; undefined when it has no network configuration. */
  readonly ipFamilies: readonly string[] | undefined;
}

const oneSecond = isDurationFrom(durations.second);

const checkAutoscaler = fieldChecks<HorizontalPodAutoscalerConfig>({
  syncPeriod: { rule: rule['K8S-KCM-HPA-PERIOD'], holds: oneSecond },
  tolerance: { rule: rule['K8S-KCM-HPA-TOLERANCE'], holds: tolerance => tolerance > 0 },
  downscaleStabilization: { rule: rule['K8S-KCM-HPA-PERIOD'], holds: oneSecond },
  initialReadinessDelay: { rule: rule['K8S-KCM-HPA-DELAY'], holds: isPositiveDuration },
  cpuInitializationPeriod: { rule: rule['K8S-KCM-HPA-PERIOD'], holds: oneSecond },
});

const checkWithWorkers = fieldChecks<KubeControllerManagerConfig>({
  nodeMonitorGracePeriod: { rule: rule['K8S-KCM-GRACE'], holds: isPositiveDuration },
});

/** Fields that only matter with workers. */
const workerFields = [
  'nodeCIDRMaskSize',
  'nodeCIDRMaskSizeIPv6',
  'horizontalPodAutoscaler',
  'podEvictionTimeout',
  'nodeMonitorGracePeriod',
] as const;

/** The kube-controller-manager of a Shoot or of a virtual garden; `path` is its configuration. */
export function validateKubeControllerManager(
  config: Loose<KubeControllerManagerConfig> | undefined,
  context: ControllerManagerContext,
  path: FieldPath,
  report: Report,
): void {
  if (config === undefined) return;
  if (context.workerless) {
    for (const field of workerFields)
      if (config[field] !== undefined) report.forbidden(rule['K8S-KCM-WORKERLESS'], path.child(field));
  } else validateWithWorkers(config, context, path, report);
  validateFeatureGates(config.featureGates, context.version, path.child('featureGates'), report);
}

function validateWithWorkers(
  config: Loose<KubeControllerManagerConfig>,
  { version, ipFamilies }: ControllerManagerContext,
  path: FieldPath,
  report: Report,
): void {
  if (ipFamilies !== undefined) validateMasks(config, ipFamilies, path, report);
  const { podEvictionTimeout: timeout, horizontalPodAutoscaler } = config;
  if (timeout !== undefined) {
    if (isFromMinor(version, 33)) report.forbidden(rule['K8S-KCM-EVICTION-GONE'], path.child('podEvictionTimeout'));
    else if (!isPositiveDuration(timeout))
      report.invalid(rule['K8S-KCM-EVICTION'], path.child('podEvictionTimeout'), timeout);
  }
  checkWithWorkers(config, path, report);
  if (horizontalPodAutoscaler) checkAutoscaler(horizontalPodAutoscaler, path.child('horizontalPodAutoscaler'), report);
}

function validateMasks(
  { nodeCIDRMaskSize: mask, nodeCIDRMaskSizeIPv6: maskIPv6 }: Loose<KubeControllerManagerConfig>,
  ipFamilies: readonly string[],
  path: FieldPath,
  report: Report,
): void {
  const stack = stackOf(ipFamilies);
  if (mask !== undefined) {
    const place = path.child('nodeCIDRMaskSize');
    if (stack === 'IPv6' && maskIPv6 !== undefined) report.forbidden(rule['K8S-KCM-MASK-BOTH'], place);
    if (stack === 'IPv6' && !isIPv6Mask(mask)) report.invalid(rule['K8S-KCM-MASK-IPV6'], place, mask);
    if (stack === 'IPv4' && (mask < 16 || mask > 28)) report.invalid(rule['K8S-KCM-MASK-IPV4'], place, mask);
  }
  if (maskIPv6 === undefined) return;
  const place = path.child('nodeCIDRMaskSizeIPv6');
  if (stack === 'IPv4') report.forbidden(rule['K8S-KCM-MASK-IPV6-UNUSED'], place);
  else if (!isIPv6Mask(maskIPv6)) report.invalid(rule['K8S-KCM-MASK-IPV6'], place, maskIPv6);
}

const isIPv6Mask = (mask: number): boolean => mask >= 64 && mask <= 124;
