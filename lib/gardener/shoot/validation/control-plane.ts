import type { ControlPlane, ShootSpec } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150', {
  'SHOOT-HA-TYPE': {
    reason: 'a control plane tolerates the failure of a node or of a zone',
    source: 'gardener:pkg/api/core/validation/utils.go v1.150 (ValidateFailureToleranceTypeValue)',
  },
  'SHOOT-CONTROL-PLANE-ZONE-DUPLICATE': { reason: 'a zone is listed once', fix: 'remove the second entry' },
  'SHOOT-CONTROL-PLANE-ZONES-HA': 'a control plane that tolerates the failure of a zone is pinned to exactly 3 zones',
  'SHOOT-CONTROL-PLANE-ZONES':
    'a control plane that does not tolerate the failure of a zone is pinned to exactly 1 zone',
});

/** The rules about control planes. */
export const controlPlaneRules = Object.values(rule);

const toleranceTypes = ['node', 'zone'] as const;

/** The type of failure that the control plane tolerates; undefined when it is not highly available. */
export function failureTolerance({ controlPlane }: Loose<ShootSpec>): string | undefined {
  const availability = controlPlane?.highAvailability;
  return availability === undefined ? undefined : (availability.failureTolerance?.type ?? '');
}

/** Availability of the control plane; `path` is its configuration. */
export function validateHighAvailability(spec: Loose<ShootSpec>, path: FieldPath, report: Report): void {
  const type = failureTolerance(spec);
  if (type === undefined || (toleranceTypes as readonly string[]).includes(type)) return;
  const place = path.child('highAvailability', 'failureTolerance', 'type');
  report.notSupported(rule['SHOOT-HA-TYPE'], place, type, toleranceTypes);
}

/** Zones of the seed to which the control plane is pinned; `path` is its configuration. */
export function validateControlPlaneZones(
  controlPlane: Loose<ControlPlane> | undefined,
  path: FieldPath,
  report: Report,
): void {
  const { zones = [] } = controlPlane ?? {};
  if (zones.length === 0) return;
  const used = new Set<string>();
  for (const [index, zone] of zones.entries()) {
    if (used.has(zone))
      report.duplicate(rule['SHOOT-CONTROL-PLANE-ZONE-DUPLICATE'], path.child('zones').index(index), zone);
    used.add(zone);
  }
  const zonal = controlPlane?.highAvailability?.failureTolerance?.type === 'zone';
  if (zonal && used.size !== 3) report.invalid(rule['SHOOT-CONTROL-PLANE-ZONES-HA'], path.child('zones'), zones);
  if (!zonal && used.size !== 1) report.invalid(rule['SHOOT-CONTROL-PLANE-ZONES'], path.child('zones'), zones);
}
