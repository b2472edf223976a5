import type { KubeletConfig } from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { fieldChecks, isCount, isWithin } from '../../rules/field-checks';
import { durations, isDurationWithin, isNonNegativeDuration, secondsOf } from './durations';
import { validateFeatureGates } from './feature-gates';
import { imagePatternProblem } from './image-pattern';
import { validateKubeletResources } from './kubelet-eviction';
import { isBeforeMinor, type KubernetesVersion } from './version';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (ValidateKubeletConfig)', {
  'K8S-KUBELET-CPU-POLICY': 'this CPU manager policy is not offered',
  'K8S-KUBELET-COUNT': 'this number of the kubelet must be 0 or more',
  'K8S-KUBELET-PIDS': 'podPidsLimit must be at least 100',
  'K8S-KUBELET-DURATION': 'a duration of the kubelet must not be negative',
  'K8S-KUBELET-PERCENT': 'a threshold of the image garbage collection must be 0 to 100',
  'K8S-KUBELET-PERCENT-ORDER': {
    reason: 'imageGCLowThresholdPercent must be less than imageGCHighThresholdPercent',
    fix: 'lower the low or raise the high threshold (their defaults are 40 and 50)',
  },
  'K8S-KUBELET-LOG-FILES': 'containerLogMaxFiles must be at least 2',
  'K8S-KUBELET-LOG-SIZE': 'containerLogMaxSize must not be negative',
  'K8S-KUBELET-IDLE': 'streamingConnectionIdleTimeout must be 30s to 4h',
  'K8S-KUBELET-SWAP-FAIL': {
    reason: 'a kubelet that fails on swap cannot be told how to use it',
    fix: 'set failSwapOn: false (its default is true), or remove memorySwap',
  },
  'K8S-KUBELET-SWAP-GATE': {
    reason: 'swapBehavior needs the feature gate NodeSwap',
    fix: 'set featureGates.NodeSwap: true',
  },
  'K8S-KUBELET-SWAP-BEHAVIOR': 'this swap behavior does not exist',
  'K8S-KUBELET-PULLS': 'maxParallelImagePulls must be at least 1',
  'K8S-KUBELET-PULLS-SERIAL': {
    reason: 'images are pulled one after the other while serializeImagePulls is true',
    fix: 'set serializeImagePulls: false or remove maxParallelImagePulls',
  },
  'K8S-KUBELET-PULL-POLICY-VERSION': {
    reason: 'imagePullCredentialsVerificationPolicy exists from Kubernetes 1.35 on',
    fix: 'remove it or update Kubernetes',
  },
  'K8S-KUBELET-PULL-POLICY-GATE': {
    reason: 'imagePullCredentialsVerificationPolicy needs the feature gate KubeletEnsureSecretPulledImages',
    fix: 'remove the feature gate or the policy',
  },
  'K8S-KUBELET-PULL-POLICY': 'this policy does not exist',
  'K8S-KUBELET-ALLOWLIST': {
    reason: 'a list of preloaded images belongs to the policy NeverVerifyAllowlistedImages',
    fix: 'set imagePullCredentialsVerificationPolicy: NeverVerifyAllowlistedImages, or remove the list',
  },
  'K8S-KUBELET-ALLOWLIST-PATTERN':
    'a preloaded image is a name without tag and digest, or a registry or folder with /*',
});

/** The rules about kubelets that no other table holds. */
export const kubeletRules = Object.values(rule);

const count = { rule: rule['K8S-KUBELET-COUNT'], holds: isCount };
const duration = { rule: rule['K8S-KUBELET-DURATION'], holds: isNonNegativeDuration };
// upstream cuts these ages to whole seconds first
const age = { rule: rule['K8S-KUBELET-DURATION'], holds: (text: string): boolean => (secondsOf(text) ?? 0) > -1 };
const percent = { rule: rule['K8S-KUBELET-PERCENT'], holds: isWithin(0, 100) };

const checkFields = fieldChecks<KubeletConfig>({
  cpuManagerPolicy: { rule: rule['K8S-KUBELET-CPU-POLICY'], allowed: ['none', 'static'] },
  maxPods: count,
  podPidsLimit: { rule: rule['K8S-KUBELET-PIDS'], holds: limit => limit >= 100 },
  evictionPressureTransitionPeriod: duration,
  evictionMaxPodGracePeriod: count,
  imageMinimumGCAge: age,
  imageMaximumGCAge: age,
  imageGCHighThresholdPercent: percent,
  imageGCLowThresholdPercent: percent,
  registryPullQPS: count,
  registryBurst: count,
  containerLogMaxFiles: { rule: rule['K8S-KUBELET-LOG-FILES'], holds: files => files >= 2 },
  containerLogMaxSize: {
    rule: rule['K8S-KUBELET-LOG-SIZE'],
    holds: size => Quantity.parse(size)?.isNegative() !== true,
  },
  streamingConnectionIdleTimeout: { rule: rule['K8S-KUBELET-IDLE'], holds: isDurationWithin(30, 4 * durations.hour) },
});

/** The kubelets of a Shoot or of a worker pool; `path` is their configuration. */
export function validateKubeletConfig(
  config: Loose<KubeletConfig>,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  checkFields(config, path, report);
  validateKubeletResources(config, path, report);
  const { imageGCHighThresholdPercent: high, imageGCLowThresholdPercent: low } = config;
  if (high !== undefined && low !== undefined && low >= high)
    report.forbidden(rule['K8S-KUBELET-PERCENT-ORDER'], path.child('imageGCLowThresholdPercent'), { value: low });
  validateFeatureGates(config.featureGates, version, path.child('featureGates'), report);
  if (config.memorySwap) validateSwap(config, path.child('memorySwap'), report);
  validatePulls(config, version, path, report);
}

const swapBehaviors = ['NoSwap', 'LimitedSwap'] as const;

function validateSwap(config: Loose<KubeletConfig>, path: FieldPath, report: Report): void {
  const behavior = config.memorySwap?.swapBehavior;
  if (config.failSwapOn === true) report.forbidden(rule['K8S-KUBELET-SWAP-FAIL'], path);
  if (behavior === undefined) return;
  if (config.featureGates?.['NodeSwap'] !== true) report.forbidden(rule['K8S-KUBELET-SWAP-GATE'], path);
  if (!(swapBehaviors as readonly string[]).includes(behavior))
    report.notSupported(rule['K8S-KUBELET-SWAP-BEHAVIOR'], path.child('swapBehavior'), behavior, swapBehaviors);
}

function validatePulls(
  config: Loose<KubeletConfig>,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  const { maxParallelImagePulls: pulls, preloadedImagesVerificationAllowlist: allowlist } = config;
  if (pulls !== undefined && pulls < 1)
    report.invalid(rule['K8S-KUBELET-PULLS'], path.child('maxParallelImagePulls'), pulls);
  if (pulls !== undefined && pulls > 1 && config.serializeImagePulls === true)
    report.forbidden(rule['K8S-KUBELET-PULLS-SERIAL'], path.child('maxParallelImagePulls'), { value: pulls });
  validatePullPolicy(config, version, path, report);
  if (allowlist === undefined) return;
  const place = path.child('preloadedImagesVerificationAllowlist');
  if (config.imagePullCredentialsVerificationPolicy !== 'NeverVerifyAllowlistedImages') {
    report.forbidden(rule['K8S-KUBELET-ALLOWLIST'], place);
    return;
  }
  for (const [index, pattern] of allowlist.entries()) {
    const message = imagePatternProblem(pattern);
    if (message !== undefined)
      report.invalid(rule['K8S-KUBELET-ALLOWLIST-PATTERN'], place.index(index), pattern, { message });
  }
}

const pullPolicies = [
  'AlwaysVerify',
  'NeverVerify',
  'NeverVerifyAllowlistedImages',
  'NeverVerifyPreloadedImages',
] as const;

function validatePullPolicy(
  { imagePullCredentialsVerificationPolicy: policy, featureGates }: Loose<KubeletConfig>,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  if (policy === undefined) return;
  const place = path.child('imagePullCredentialsVerificationPolicy');
  if (isBeforeMinor(version, 35)) report.forbidden(rule['K8S-KUBELET-PULL-POLICY-VERSION'], place, { value: policy });
  if (featureGates?.['KubeletEnsureSecretPulledImages'] === false)
    report.forbidden(rule['K8S-KUBELET-PULL-POLICY-GATE'], place, { value: policy });
  if (!(pullPolicies as readonly string[]).includes(policy))
    report.notSupported(rule['K8S-KUBELET-PULL-POLICY'], place, policy, pullPolicies);
}
