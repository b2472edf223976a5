import type { Check } from '../../rules/topic';
import { chartReferenceCheck } from './chart-reference';
import { gardenAddressCheck } from './garden-address';
import { gardenletConfigurationCheck } from './gardenlet-configuration';
import { gardenletLifecycleCheck } from './gardenlet-lifecycle';
import { operationAnnotationCheck } from './operation-annotations';
import { placementCheck } from './placement';
import { seedLabelCheck } from './seed-labels';
import { shootOwnerCheck } from './shoot-owners';
import { shootVersionCheck } from './shoot-versions';
import { gardenletSkewCheck, kubernetesSkewCheck } from './version-skew';

/** What goes wrong when Gardener's objects live in Git: accepted by the API server, and surprising afterwards. */
export const gitopsChecks: readonly Check[] = [
  operationAnnotationCheck,
  shootVersionCheck,
  shootOwnerCheck,
  gardenletLifecycleCheck,
  chartReferenceCheck,
  gardenletConfigurationCheck,
  gardenAddressCheck,
  seedLabelCheck,
  gardenletSkewCheck,
  kubernetesSkewCheck,
  placementCheck,
];
