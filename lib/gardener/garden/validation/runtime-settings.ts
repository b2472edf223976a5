import type {
  GardenSpecRuntimeCluster,
  GardenSpecRuntimeClusterSettings,
} from '../../../../imports/operator.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateMaxAllowed } from '../../kubernetes/autoscaling';
import { validateVpaFeatureGates } from '../../kubernetes/feature-gates';

const rule = ruleTable(
  'gardener:pkg/api/operator/v1alpha1/validation/garden.go v1.150 (validateRuntimeClusterSettings)',
  {
    'GARDEN-TRAFFIC-POLICY': 'the traffic policy of load balancers must be one that Kubernetes knows',
    'GD-04': {
      reason: 'topology-aware routing needs at least two zones',
      fix: 'list more zones in spec.runtimeCluster.provider.zones, or switch it off',
    },
    'GARDEN-TOPOLOGY-HIGH-AVAILABILITY': {
      reason: 'topology-aware routing needs a highly available virtual cluster',
      fix: 'set spec.virtualCluster.controlPlane.highAvailability, or switch it off',
    },
  },
);

/** The rules about settings of the runtime cluster. */
export const runtimeSettingsRules = Object.values(rule);

const trafficPolicies = ['Cluster', 'Local'];

/** The settings of the runtime cluster; `path` are the settings. */
export function validateRuntimeSettings(
  { settings, provider }: Loose<GardenSpecRuntimeCluster>,
  highlyAvailable: boolean,
  path: FieldPath,
  report: Report,
): void {
  if (settings === undefined) return;
  const policy = settings.loadBalancerServices?.externalTrafficPolicy;
  if (policy !== undefined && !trafficPolicies.includes(policy)) {
    const at = path.child('loadBalancerServices', 'externalTrafficPolicy');
    report.notSupported(rule['GARDEN-TRAFFIC-POLICY'], at, policy, trafficPolicies);
  }
  validateAutoscaler(settings.verticalPodAutoscaler, path.child('verticalPodAutoscaler'), report);
  if (settings.topologyAwareRouting?.enabled !== true) return;
  const routing = path.child('topologyAwareRouting', 'enabled');
  if ((provider?.zones ?? []).length < 2) report.forbidden(rule['GD-04'], routing, { value: true });
  if (!highlyAvailable) report.forbidden(rule['GARDEN-TOPOLOGY-HIGH-AVAILABILITY'], routing, { value: true });
}

function validateAutoscaler(
  autoscaler: Loose<GardenSpecRuntimeClusterSettings>['verticalPodAutoscaler'],
  path: FieldPath,
  report: Report,
): void {
  validateVpaFeatureGates(autoscaler?.featureGates, path.child('featureGates'), report);
  validateMaxAllowed(autoscaler?.maxAllowed, path.child('maxAllowed'), report);
}
