import type { Monitoring } from '../../../../imports/core.gardener.cloud/v1beta1';
import type { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';

const rule = ruleTable('gardener:pkg/api/core/validation/shoot.go v1.150 (validateAlerting)', {
  'SHOOT-ALERT-EMAIL': 'an alert goes to an e-mail address such as ops@example.org',
  'SHOOT-ALERT-EMAIL-DUPLICATE': { reason: 'an address is listed once', fix: 'remove the second entry' },
});

/** The rules about monitoring. */
export const monitoringRules = Object.values(rule);

const email = /^[^@]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}$/;

/** Who gets alerts; `path` is the monitoring configuration. */
export function validateMonitoring(monitoring: Loose<Monitoring> | undefined, path: FieldPath, report: Report): void {
  const seen = new Set<string>();
  for (const [index, receiver] of (monitoring?.alerting?.emailReceivers ?? []).entries()) {
    const place = path.child('alerting', 'emailReceivers').index(index);
    if (!email.test(receiver)) report.invalid(rule['SHOOT-ALERT-EMAIL'], place, receiver);
    if (seen.has(receiver)) report.duplicate(rule['SHOOT-ALERT-EMAIL-DUPLICATE'], place, receiver);
    seen.add(receiver);
  }
}
