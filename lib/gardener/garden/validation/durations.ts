import type { Garden } from '../../../../imports/operator.gardener.cloud/v1alpha1';
import { Duration } from '../../../core/duration';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('gardener:pkg/apis/operator/v1alpha1/types_garden.go v1.150 (metav1.Duration)', {
  'GARDEN-DURATION': {
    reason: 'the webhook of gardener-operator must be able to read the duration, which the CRD takes as any text',
    fix: 'write hours, minutes and seconds, for example 1h30m; there is no unit for days',
  },
});

/** The rules about durations in a Garden. */
export const gardenDurationRules = Object.values(rule);

const virtual = FieldPath.of('spec', 'virtualCluster');
const kubeAPIServer = virtual.child('kubernetes', 'kubeAPIServer');
const controllerManager = virtual.child('kubernetes', 'kubeControllerManager');
const autoscaler = controllerManager.child('horizontalPodAutoscaler');
const gardener = virtual.child('gardener');

/** Every field whose Go type is a duration. */
const durationFields: readonly FieldPath[] = [
  kubeAPIServer.child('eventTTL'),
  kubeAPIServer.child('serviceAccountConfig', 'maxTokenExpiration'),
  kubeAPIServer.child('authentication', 'webhook', 'cacheTTL'),
  controllerManager.child('certificateSigningDuration'),
  controllerManager.child('nodeMonitorGracePeriod'),
  controllerManager.child('podEvictionTimeout'),
  autoscaler.child('cpuInitializationPeriod'),
  autoscaler.child('downscaleStabilization'),
  autoscaler.child('initialReadinessDelay'),
  autoscaler.child('syncPeriod'),
  gardener.child('gardenerAPIServer', 'shootAdminKubeconfigMaxExpiration'),
  gardener.child('gardenerDashboard', 'gitHub', 'pollInterval'),
  gardener.child('gardenerDashboard', 'oidcConfig', 'sessionLifetime'),
];

/** The durations of a Garden, as far as they can be read. */
export function validateDurations(garden: Loose<Garden>, report: Report): void {
  for (const path of durationFields) {
    const text = valueAt(garden, path);
    const problem = typeof text === 'string' ? Duration.problem(text) : undefined;
    if (problem !== undefined)
      report.invalid(rule['GARDEN-DURATION'], path, text, { message: `the duration ${problem}` });
  }
}

function valueAt(object: unknown, path: FieldPath): unknown {
  return path.segments().reduce<unknown>((value, segment) => {
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[segment] : undefined;
  }, object);
}
