import type { AvailabilityZone, Region } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateLabels } from '../../../kubernetes/meta/labels';

const rule = ruleTable('gardener:pkg/api/core/validation/cloudprofile.go v1.150', {
  'CLOUDPROFILE-REGIONS': { reason: 'a profile offers at least one region', fix: 'list a region' },
  'CLOUDPROFILE-REGION-NAME': { reason: 'a region needs a name', fix: 'set name' },
  'CLOUDPROFILE-REGION-DUPLICATE': { reason: 'a region is listed once', fix: 'merge the two entries' },
  'CLOUDPROFILE-ZONE-NAME': { reason: 'a zone needs a name', fix: 'set name' },
  'CLOUDPROFILE-ZONE-DUPLICATE': { reason: 'a zone of a region is listed once', fix: 'merge the two entries' },
});

/** The rules about regions of profiles. */
export const regionRules = Object.values(rule);

/** The regions of a CloudProfile (`validateCloudProfileRegions`). */
export function validateRegions(regions: readonly Loose<Region>[], path: FieldPath, report: Report): void {
  if (regions.length === 0) report.required(rule['CLOUDPROFILE-REGIONS'], path);
  const seen = new Set<string>();
  for (const [index, { name = '', zones, labels }] of regions.entries()) {
    const at = path.index(index);
    if (name === '') report.required(rule['CLOUDPROFILE-REGION-NAME'], at.child('name'));
    else if (seen.has(name)) report.duplicate(rule['CLOUDPROFILE-REGION-DUPLICATE'], at.child('name'), name);
    seen.add(name);
    validateZones(zones, at.child('zones'), report);
    validateLabels(labels, at.child('labels'), report);
  }
}

function validateZones(zones: readonly Loose<AvailabilityZone>[] = [], path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, { name = '' }] of zones.entries()) {
    const at = path.index(index).child('name');
    if (name === '') report.required(rule['CLOUDPROFILE-ZONE-NAME'], at);
    else if (seen.has(name)) report.duplicate(rule['CLOUDPROFILE-ZONE-DUPLICATE'], at, name);
    seen.add(name);
  }
}
