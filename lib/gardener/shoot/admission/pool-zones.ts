import type { AvailabilityZone } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import type { PoolChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150 (validateZones)', {
  'SHOOT-ZONE-NONE': { reason: 'this region has no zones', fix: 'remove zones' },
  'SHOOT-ZONE-UNKNOWN': { reason: 'the region does not have this zone', fix: 'choose zones of the region' },
  'SHOOT-ZONE-TWICE': { reason: 'a pool names a zone once', fix: 'remove one of them' },
});

/** The rules about zones of pools. */
export const poolZoneRules = Object.values(rule);

/** The zones of a pool are zones of the region. */
export function validateZones({ worker, stored, shoot, old, profile, path }: PoolChange, report: Report): void {
  const { region = '' } = shoot.spec ?? {};
  const zones = worker.zones ?? [];
  if (zones.length === 0 || (region === old?.spec?.region && semanticEqual(zones, stored?.zones))) return;
  const known = zonesOf(profile, region).map(({ name = '' }) => name);
  const seen = new Set<string>();
  for (const [index, zone] of zones.entries()) {
    const place = path.child('zones').index(index);
    if (known.length === 0) report.invalid(rule['SHOOT-ZONE-NONE'], place, zone);
    else if (!known.includes(zone)) report.notSupported(rule['SHOOT-ZONE-UNKNOWN'], place, zone, known);
    if (seen.has(zone)) report.duplicate(rule['SHOOT-ZONE-TWICE'], place, zone);
    seen.add(zone);
  }
}

/** Some zone of the pool does not have this type of machine or volume. */
export function isMissingInZone(
  { worker, shoot, profile }: PoolChange,
  list: 'unavailableMachineTypes' | 'unavailableVolumeTypes',
  type: string,
): boolean {
  const zones = zonesOf(profile, shoot.spec?.region ?? '');
  return zones.some(zone => worker.zones?.includes(zone.name ?? '') === true && zone[list]?.includes(type) === true);
}

function zonesOf({ regions }: PoolChange['profile'], region: string): readonly Loose<AvailabilityZone>[] {
  return regions?.find(({ name }) => name === region)?.zones ?? [];
}
