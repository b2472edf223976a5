import type {
  KubeletConfig,
  KubeletConfigEviction,
  KubeletConfigEvictionMinimumReclaim,
  KubeletConfigEvictionSoftGracePeriod,
  KubeletConfigReserved,
} from '../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import { isPercent } from '../../core/names';
import { Quantity } from '../../core/quantity';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { fieldChecks } from '../../rules/field-checks';
import { isNonNegativeDuration } from './durations';

// upstream spells these fields with a small "fs", looks at imageFSInodesFree twice and never at nodeFSInodesFree
const slip = 'upstream prints imagefs... and nodefs..., the fields are imageFS... and nodeFS...';

const rule = ruleTable(`gardener:pkg/api/core/validation/shoot.go v1.150 (${slip})`, {
  'K8S-KUBELET-EVICTION': {
    reason: 'an eviction threshold is an amount such as 200Mi, or a percentage from 0% to 100%',
    fix: 'write an amount of 0 or more, or a percentage',
  },
  'K8S-KUBELET-EVICTION-UNCHECKED': {
    reason:
      'an eviction threshold is an amount such as 1k, or a percentage from 0% to 100%; Gardener accepts the value, the kubelet does not',
    severity: 'warning',
    fix: 'write an amount of 0 or more, or a percentage',
  },
  'K8S-KUBELET-RECLAIM': 'the amount to reclaim must be 0 or more',
  'K8S-KUBELET-GRACE': 'a grace period must not be negative',
  'K8S-KUBELET-RESERVED': {
    reason: 'a reserved amount must be 0 or more',
    source: 'gardener:pkg/api/core/validation/shoot.go v1.150 (validateKubeletConfigReserved)',
  },
});

/** The rules about evictions and reserved amounts of kubelets. */
export const kubeletEvictionRules = Object.values(rule);

const threshold = { rule: rule['K8S-KUBELET-EVICTION'], holds: isThreshold };
const amount = { rule: rule['K8S-KUBELET-RECLAIM'], holds: isNonNegativeQuantity };
const period = { rule: rule['K8S-KUBELET-GRACE'], holds: isNonNegativeDuration };
const reserved = { rule: rule['K8S-KUBELET-RESERVED'], holds: isNonNegativeQuantity };

const checkEviction = fieldChecks<KubeletConfigEviction>({
  memoryAvailable: threshold,
  imageFSAvailable: threshold,
  imageFSInodesFree: threshold,
  nodeFSAvailable: threshold,
  nodeFSInodesFree: { rule: rule['K8S-KUBELET-EVICTION-UNCHECKED'], holds: isThreshold },
});

const checkReclaim = fieldChecks<KubeletConfigEvictionMinimumReclaim>({
  memoryAvailable: amount,
  imageFSAvailable: amount,
  imageFSInodesFree: amount,
  nodeFSAvailable: amount,
});

const checkGracePeriod = fieldChecks<KubeletConfigEvictionSoftGracePeriod>({
  memoryAvailable: period,
  imageFSAvailable: period,
  imageFSInodesFree: period,
  nodeFSAvailable: period,
});

const checkReserved = fieldChecks<KubeletConfigReserved>({
  cpu: reserved,
  memory: reserved,
  ephemeralStorage: reserved,
  pid: reserved,
});

/** When a kubelet evicts pods and what it keeps for the node; `path` is the configuration of the kubelet. */
export function validateKubeletResources(config: Loose<KubeletConfig>, path: FieldPath, report: Report): void {
  const { evictionHard, evictionSoft, evictionMinimumReclaim, evictionSoftGracePeriod, kubeReserved } = config;
  if (evictionHard) checkEviction(evictionHard, path.child('evictionHard'), report);
  if (evictionSoft) checkEviction(evictionSoft, path.child('evictionSoft'), report);
  if (evictionMinimumReclaim) checkReclaim(evictionMinimumReclaim, path.child('evictionMinimumReclaim'), report);
  if (evictionSoftGracePeriod) checkGracePeriod(evictionSoftGracePeriod, path.child('evictionSoftGracePeriod'), report);
  if (kubeReserved) checkReserved(kubeReserved, path.child('kubeReserved'), report);
}

function isThreshold(text: string): boolean {
  if (isPercent(text)) return Number(text.slice(0, -1)) <= 100;
  return Quantity.parse(text)?.isNegative() === false;
}

/** What is no quantity is refused while decoding. */
function isNonNegativeQuantity(value: string | number): boolean {
  return Quantity.parse(value)?.isNegative() !== true;
}
