import type { FieldPath } from '../../core/field-path';
import { dns1123SubdomainProblems, maxLabelLength } from '../../core/names';
import type { Report } from '../../rules/report';
import { optionalText } from '../text-field';
import { volumeRule } from './volume-rules';

const validateName = optionalText({
  rule: volumeRule['VOLUME-CSI-DRIVER'],
  subject: 'the name of a CSI driver',
  problems: name => dns1123SubdomainProblems(name.toLowerCase()),
});

/** The name of a CSI driver (`ValidateCSIDriverName`); upper-case letters are fine. */
export function validateCsiDriverName(name: string | undefined, path: FieldPath, report: Report): void {
  if (name === undefined || name === '') {
    report.required(volumeRule['VOLUME-FIELD-MISSING'], path, name === undefined ? {} : { value: name });
    return;
  }
  const rule = volumeRule['VOLUME-CSI-DRIVER'];
  if (Buffer.byteLength(name) > maxLabelLength) report.tooLong(rule, path, name, maxLabelLength);
  validateName(name, path, report);
}
