import type {
  GardenletConfiguration,
  KubeconfigValidity,
} from '../../../../imports/gardenlet.config.gardener.cloud/v1alpha1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { durations, isDurationFrom } from '../../kubernetes/durations';
import { validateClientConnection } from '../../validation/client-connection';

const rule = ruleTable('gardener:pkg/api/config/gardenlet/v1alpha1/validation/validation.go v1.150', {
  'GARDENLETCONFIG-KUBECONFIG-VALIDITY': 'the client certificate of a gardenlet must be valid for at least 10 minutes',
  'GARDENLETCONFIG-ROTATION-MINIMUM': 'the earliest rotation must be at 1 percent of the validity or later',
  'GARDENLETCONFIG-ROTATION-MAXIMUM': 'the latest rotation must be at 100 percent of the validity or earlier',
  'GARDENLETCONFIG-ROTATION-ORDER': 'the earliest rotation must be before the latest one',
});

/** The rules about the connections of a gardenlet to API servers. */
export const clientConnectionRules = Object.values(rule);

const isLongEnough = isDurationFrom(10 * durations.minute);

/** The connections of a gardenlet to the API servers of garden, seed and shoots. */
export function validateClientConnections(
  config: Loose<GardenletConfiguration>,
  path: FieldPath,
  report: Report,
): void {
  for (const connection of ['gardenClientConnection', 'seedClientConnection', 'shootClientConnection'] as const)
    validateClientConnection(config[connection] ?? {}, path.child(connection), report);
  const { kubeconfigValidity } = config.gardenClientConnection ?? {};
  if (kubeconfigValidity !== undefined)
    validateKubeconfigValidity(kubeconfigValidity, path.child('gardenClientConnection', 'kubeconfigValidity'), report);
}

function validateKubeconfigValidity(config: Loose<KubeconfigValidity>, path: FieldPath, report: Report): void {
  const { validity } = config;
  const { autoRotationJitterPercentageMin: minimum, autoRotationJitterPercentageMax: maximum } = config;
  const minimumPath = path.child('autoRotationJitterPercentageMin');
  if (validity !== undefined && !isLongEnough(validity))
    report.invalid(rule['GARDENLETCONFIG-KUBECONFIG-VALIDITY'], path.child('validity'), validity);
  if (minimum !== undefined && minimum < 1)
    report.invalid(rule['GARDENLETCONFIG-ROTATION-MINIMUM'], minimumPath, minimum);
  if (maximum !== undefined && maximum > 100)
    report.invalid(rule['GARDENLETCONFIG-ROTATION-MAXIMUM'], path.child('autoRotationJitterPercentageMax'), maximum);
  if (minimum !== undefined && maximum !== undefined && minimum >= maximum) {
    const message = `the earliest rotation, at ${minimum} percent, must be before the latest one, at ${maximum} percent`;
    report.invalid(rule['GARDENLETCONFIG-ROTATION-ORDER'], minimumPath, minimum, { message });
  }
}
