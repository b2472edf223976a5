import type { SeedSettings } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateMaxAllowed } from '../../kubernetes/autoscaling';
import { validateVpaFeatureGates } from '../../kubernetes/feature-gates';
import { validatePodTolerations } from '../../../kubernetes/pod/tolerations';
import { validateResourceQuantity } from '../../../kubernetes/quantities';
import { validateSeedLoadBalancers } from './load-balancers';

const rule = ruleTable('gardener:pkg/api/core/validation/seed.go v1.150', {
  'SEED-EXCESS-RESOURCES': { reason: 'reserved capacity is an amount of resources', fix: 'set cpu or memory' },
  'SEED-ZONE-SELECTION': {
    reason: 'zones can only be selected in a seed that lists its zones',
    fix: 'remove zoneSelection, or fill provider.zones',
  },
  'SEED-ZONE-SELECTION-MODE': 'the mode is Prefer or Enforce',
  'SEED-TOPOLOGY-ZONES': {
    reason: 'traffic can only stay in a zone in a seed with at least two zones',
    fix: 'disable topologyAwareRouting, or list the zones of the seed in provider.zones',
  },
});

/** The rules about settings of seeds beside those about load balancers. */
export const seedSettingRules = Object.values(rule);

const modes = ['Prefer', 'Enforce'];

/** The settings of a seed; `zones` are those of its provider. */
export function validateSeedSettings(
  settings: Loose<SeedSettings> | undefined,
  zones: readonly string[],
  path: FieldPath,
  report: Report,
): void {
  if (!settings) return;
  const { excessCapacityReservation, verticalPodAutoscaler, topologyAwareRouting, loadBalancerServices } = settings;
  if (excessCapacityReservation)
    validateExcessCapacity(excessCapacityReservation, path.child('excessCapacityReservation'), report);
  validateSeedLoadBalancers(loadBalancerServices, zones, path.child('loadBalancerServices'), report);
  if (verticalPodAutoscaler) {
    const at = path.child('verticalPodAutoscaler');
    validateMaxAllowed(verticalPodAutoscaler.maxAllowed, at.child('maxAllowed'), report);
    validateVpaFeatureGates(verticalPodAutoscaler.featureGates, at.child('featureGates'), report);
  }
  validateZoneSelection(settings, zones, path.child('zoneSelection'), report);
  if (topologyAwareRouting?.enabled && zones.length <= 1)
    report.forbidden(rule['SEED-TOPOLOGY-ZONES'], path.child('topologyAwareRouting', 'enabled'));
}

function validateExcessCapacity(
  reservation: NonNullable<Loose<SeedSettings>['excessCapacityReservation']>,
  path: FieldPath,
  report: Report,
): void {
  for (const [index, { resources = {}, tolerations }] of (reservation.configs ?? []).entries()) {
    const entry = path.child('configs').index(index);
    if (Object.keys(resources).length === 0) report.required(rule['SEED-EXCESS-RESOURCES'], entry.child('resources'));
    for (const [resource, amount] of Object.entries(resources))
      validateResourceQuantity(amount, { resource, path: entry.child('resources').key(resource) }, report);
    validatePodTolerations(tolerations, entry.child('tolerations'), report);
  }
}

function validateZoneSelection(
  { zoneSelection }: Loose<SeedSettings>,
  zones: readonly string[],
  path: FieldPath,
  report: Report,
): void {
  if (!zoneSelection) return;
  if (zones.length === 0) report.forbidden(rule['SEED-ZONE-SELECTION'], path);
  const mode = zoneSelection.mode ?? '';
  if (!modes.includes(mode)) report.notSupported(rule['SEED-ZONE-SELECTION-MODE'], path.child('mode'), mode, modes);
}
