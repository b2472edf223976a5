import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { clientsAnnotation, isDay, isExpired, readClients } from './client-set';

const rule = ruleTable(`annotation ${clientsAnnotation}`, {
  'ACL-W129': {
    reason: 'the clients should be gone by now',
    severity: 'warning',
    fix: 'remove them or give them a new day',
  },
});

/** Judges the last days of client sets; silent where there is no clock. */
export const expiryCheck: Check = {
  rules: Object.values(rule),
  kinds: ['core.gardener.cloud/Shoot', 'networking.istio.io/EnvoyFilter'],
  object: checkExpiry,
};

function checkExpiry({ object }: ViewObject, report: Report, { now }: View): void {
  const text = object.metadata.annotations?.[clientsAnnotation];
  if (text === undefined || now === undefined) return;
  const path = `metadata.annotations[${clientsAnnotation}]`;
  for (const set of readClients(text)) {
    const { name, expires = '' } = set;
    if (expires !== '' && !isDay(expires)) {
      const message = `clients "${name}" never go: ${expires} is no day of the calendar`;
      report.add(rule['ACL-W129'], path, { value: expires, message });
    } else if (isExpired(set, now)) {
      const message = `clients "${name}" were to go after ${expires}`;
      report.add(rule['ACL-W129'], path, { value: expires, message });
    }
  }
}
