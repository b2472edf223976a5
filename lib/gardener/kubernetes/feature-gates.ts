import { featureGates, vpaFeatureGates, type FeatureGateRange } from '../../../imports/tables/kubernetes';
import type { FieldPath } from '../../core/field-path';
import { suggest } from '../../core/suggest';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { isGardenerGate } from '../garden/gardener-feature-gates';
import { isInRange, rangeText, type KubernetesVersion } from './version';

const rule = ruleTable('gardener:pkg/utils/validation/features/featuregates.go v1.150', {
  'K8S-GATE-UNKNOWN': 'no Kubernetes version that Gardener knows has this feature gate',
  'K8S-GATE-VERSION': 'this Kubernetes version does not have the feature gate',
  'K8S-GATE-LOCKED': {
    reason: 'the feature gate is locked in this Kubernetes version',
    fix: 'remove the feature gate',
  },
  'K8S-GATE-BAD-VERSION': 'without a valid Kubernetes version the feature gate cannot be judged',
  'K8S-GATE-VPA': {
    reason: 'the vertical pod autoscaler does not have this feature gate',
    source: 'gardener:pkg/utils/validation/features/vpa.go v1.150',
  },
});

/** The rules about feature gates. */
export const featureGateRules = Object.values(rule);

type Gates = Readonly<Record<string, boolean | undefined>>;

/** Feature gates of a Kubernetes component: known, in that version, and not against a lock; `path` is the map. */
export function validateFeatureGates(
  gates: Gates | undefined,
  version: KubernetesVersion,
  path: FieldPath,
  report: Report,
): void {
  for (const gate in gates) {
    const range = rangeOf(gate);
    if (range === undefined) reportUnknown(gate, path, report);
    else judge({ gate, range, value: gates[gate] === true }, version, path, report);
  }
}

/** What is known about a feature gate; undefined when Gardener does not know it. */
export function rangeOf(gate: string): FeatureGateRange | undefined {
  return Object.hasOwn(featureGates, gate) ? featureGates[gate] : undefined;
}

interface Setting {
  readonly gate: string;
  readonly range: FeatureGateRange;
  readonly value: boolean;
}

function judge({ gate, range, value }: Setting, version: KubernetesVersion, path: FieldPath, report: Report): void {
  const { release, text } = version;
  if (release === undefined) report.invalid(rule['K8S-GATE-BAD-VERSION'], path.child(gate), gate);
  else if (!isInRange(range, release)) {
    const message = `Kubernetes ${text} does not have the feature gate ${gate}, it exists in ${rangeText(range)}`;
    report.forbidden(rule['K8S-GATE-VERSION'], path.child(gate), { value, message });
  } else if (range.lockedFrom !== undefined && isInRange({ added: range.lockedFrom }, release)) {
    if (value === range.lockedTo) return;
    const message = `the feature gate ${gate} is locked to ${range.lockedTo ?? false} from Kubernetes 1.${range.lockedFrom} on`;
    report.forbidden(rule['K8S-GATE-LOCKED'], path.child(gate), { value, message });
  }
}

const elsewhere =
  'set it for a component of Gardener in the Garden or in the gardenlet: it is a feature gate of Gardener';

function reportUnknown(gate: string, path: FieldPath, report: Report): void {
  const near = suggest(gate, Object.keys(featureGates));
  const fix = isGardenerGate(gate) ? elsewhere : near === undefined ? undefined : `write ${near}`;
  report.invalid(rule['K8S-GATE-UNKNOWN'], path.child(gate), gate, fix === undefined ? {} : { fix });
}

/** Feature gates of the vertical pod autoscaler, which do not depend on the Kubernetes version; `path` is the map. */
export function validateVpaFeatureGates(gates: Gates | undefined, path: FieldPath, report: Report): void {
  for (const gate in gates) {
    if (!vpaFeatureGates.includes(gate))
      report.invalid(rule['K8S-GATE-VPA'], path.child(gate), gate, { allowed: vpaFeatureGates });
  }
}
