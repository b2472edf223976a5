import type { JobTemplateSpec } from '../../../../imports/batch/v1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import { validateJobSpec } from './job-spec';

const rule = ruleTable('kubernetes:pkg/apis/batch/validation/validation.go v1.36', {
  'CRON-SELECTOR': {
    reason: 'every Job of a CronJob gets a selector of its own',
    fix: 'remove selector and manualSelector',
  },
});

/** The template of the Jobs of a CronJob (`ValidateJobTemplateSpec`). */
export function validateJobTemplate(template: Loose<JobTemplateSpec>, path: FieldPath, report: Report): void {
  const { spec = {} } = template;
  const specPath = path.child('spec');
  validateJobSpec(spec, specPath, report);
  if (spec.selector !== undefined) report.invalid(rule['CRON-SELECTOR'], specPath.child('selector'), spec.selector);
  if (spec.manualSelector === true)
    report.notSupported(rule['CRON-SELECTOR'], specPath.child('manualSelector'), true, [false]);
}
