import type { PersistentVolumeClaimTemplate } from '../../../imports/core/v1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { validateAnnotations, validateLabels } from '../meta/labels';
import { validateClaimSpec } from './claim-spec';
import { volumeRule } from './volume-rules';

const rule = ruleTable('kubernetes:pkg/apis/core/validation/validation.go v1.36', {
  'VOLUME-TEMPLATE-METADATA': {
    reason:
      'the template of a claim for an ephemeral volume has labels and annotations, the rest is made up for every pod',
    fix: 'remove this field',
  },
});

/** The claim that every pod gets for an ephemeral volume (`ValidatePersistentVolumeClaimTemplate`). */
export function validateClaimTemplate(
  template: Loose<PersistentVolumeClaimTemplate> | undefined,
  path: FieldPath,
  report: Report,
): void {
  if (template === undefined) {
    report.required(volumeRule['VOLUME-FIELD-MISSING'], path);
    return;
  }
  const { labels, annotations, ...others } = template.metadata ?? {};
  const metadata = path.child('metadata');
  validateAnnotations(annotations, metadata.child('annotations'), report);
  validateLabels(labels, metadata.child('labels'), report);
  for (const [field, value] of Object.entries(others))
    if (isSet(value)) report.forbidden(rule['VOLUME-TEMPLATE-METADATA'], metadata.child(field));
  validateClaimSpec(template.spec, path.child('spec'), report);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== 0;
}
