import type { SeedVolume } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateResourceQuantity } from '../../../kubernetes/quantities';

const rule = ruleTable('gardener:pkg/api/core/validation/seed.go v1.150', {
  'SEED-VOLUME-PURPOSE': { reason: 'a volume provider needs a purpose', fix: 'set purpose, for example etcd-main' },
  'SEED-VOLUME-NAME': { reason: 'a volume provider needs a name', fix: 'set name' },
  'SEED-VOLUME-DUPLICATE': { reason: 'a purpose has one volume provider', fix: 'remove the second entry' },
});

/** The rules about volumes of seeds. */
export const seedVolumeRules = Object.values(rule);

/** Persistent volumes of control planes. */
export function validateSeedVolume(volume: Loose<SeedVolume> | undefined, path: FieldPath, report: Report): void {
  if (!volume) return;
  const minimumSize = { resource: 'minimumSize', path: path.child('minimumSize') };
  validateResourceQuantity(volume.minimumSize, minimumSize, report);
  const seen = new Set<string>();
  for (const [index, { purpose = '', name = '' }] of (volume.providers ?? []).entries()) {
    const entry = path.child('providers').index(index);
    if (purpose === '') report.required(rule['SEED-VOLUME-PURPOSE'], entry.child('purpose'));
    if (name === '') report.required(rule['SEED-VOLUME-NAME'], entry.child('name'));
    if (seen.has(purpose)) report.duplicate(rule['SEED-VOLUME-DUPLICATE'], entry.child('purpose'), purpose);
    seen.add(purpose);
  }
}
