import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { clientsAnnotation, isExpired, readClients } from './client-set';

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
  for (const set of readClients(text).filter(candidate => isExpired(candidate, now))) {
    const { name, expires = '' } = set;
    const message = `clients "${name}" were to go after ${expires}`;
    report.add(rule['ACL-W129'], `metadata.annotations[${clientsAnnotation}]`, { value: expires, message });
  }
}
