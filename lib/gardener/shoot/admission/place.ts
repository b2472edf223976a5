import { FieldPath } from '../../../core/field-path';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { semanticEqual } from '../../../kubernetes/meta/semantic-equal';
import type { ProfiledChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/validator/admission.go v1.150', {
  'SHOOT-REGION-UNKNOWN': { reason: 'the CloudProfile does not have this region', fix: 'choose one that it has' },
  'SHOOT-ACCESS-REGION': 'the CloudProfile does not offer this access restriction in the region of the Shoot',
  'SHOOT-ACCESS-SEED': {
    reason: 'the seed does not offer this access restriction',
    fix: 'choose another seed, or remove the restriction',
  },
  'SHOOT-ZONES-PINNED': {
    reason:
      'the CloudProfile does not let Shoots choose the zones of their control plane (controlPlane.allowZonePinning)',
    fix: 'remove spec.controlPlane.zones',
  },
  'SHOOT-ZONES-SEED': { reason: 'the seed does not have this zone', fix: 'choose zones of the seed' },
});

/** The rules about where a Shoot is. */
export const placeRules = Object.values(rule);

const spec = FieldPath.of('spec');

/** A region that is chosen is one of the profile. */
export function validateRegion({ shoot, old, profile }: ProfiledChange, report: Report): void {
  const region = shoot.spec?.region ?? '';
  if (region === old?.spec?.region) return;
  const regions = (profile.regions ?? []).map(({ name = '' }) => name);
  if (!regions.includes(region))
    report.notSupported(rule['SHOOT-REGION-UNKNOWN'], spec.child('region'), region, regions);
}

/** Access restrictions that change are offered by the region and the seed. */
export function validateAccessRestrictions({ shoot, old, profile, relatives }: ProfiledChange, report: Report): void {
  const { accessRestrictions = [], region = '' } = shoot.spec ?? {};
  const wanted = accessRestrictions.map(({ name = '' }) => name);
  const before = (old?.spec?.accessRestrictions ?? []).map(({ name = '' }) => name);
  if (wanted.every(name => before.includes(name)) && before.every(name => wanted.includes(name))) return;
  const known = profile.regions?.find(({ name }) => name === region);
  if (known === undefined) return report.invalid(rule['SHOOT-REGION-UNKNOWN'], spec.child('region'), region);
  const path = spec.child('accessRestrictions');
  const offered = (known.accessRestrictions ?? []).map(({ name = '' }) => name);
  for (const [index, name] of wanted.entries())
    if (!offered.includes(name)) report.notSupported(rule['SHOOT-ACCESS-REGION'], path.index(index), name, offered);
  const { seed } = relatives;
  if (seed === undefined) return;
  const supported = new Set((seed.spec?.accessRestrictions ?? []).map(({ name }) => name));
  for (const [index, name] of wanted.entries())
    if (!supported.has(name)) report.forbidden(rule['SHOOT-ACCESS-SEED'], path.index(index), { value: name });
}

/** The zones of the control plane, as far as they can be chosen. */
export function validateControlPlaneZones({ shoot, old, profile, relatives }: ProfiledChange, report: Report): void {
  const { seed } = relatives;
  const zones = shoot.spec?.controlPlane?.zones ?? [];
  const before = old?.spec?.controlPlane?.zones ?? [];
  if (zones.length === 0) return;
  const path = spec.child('controlPlane', 'zones');
  if (before.length === 0 && profile.controlPlane?.allowZonePinning !== true)
    return report.forbidden(rule['SHOOT-ZONES-PINNED'], path, { value: zones });
  const unchanged = semanticEqual(zones, before) && shoot.spec?.region === old?.spec?.region;
  if (unchanged || seed === undefined) return;
  const allowed = seed.spec?.provider?.zones ?? [];
  for (const [index, zone] of zones.entries())
    if (!allowed.includes(zone)) report.invalid(rule['SHOOT-ZONES-SEED'], path.index(index), zone, { allowed });
}
