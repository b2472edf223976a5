import type { Quota } from '../../../../imports/core.gardener.cloud/v1beta1';
import { FieldPath } from '../../../core/field-path';
import type { Loose } from '../../../core/loose';
import type { Report } from '../../../rules/report';
import { ruleTable } from '../../../rules/rule';
import type { ShootChange } from './change';

const rule = ruleTable('gardener:plugin/pkg/shoot/quotavalidator/admission.go v1.150', {
  'SHOOT-QUOTA-LIFETIME': {
    reason: 'a Shoot is not extended beyond the days that its quota allows, counted from now',
    fix: 'choose an earlier time',
  },
  'SHOOT-EXPIRATION-TIME': {
    reason: 'the time at which a Shoot expires is a time with date and zone',
    fix: 'write it as 2026-01-31T12:00:00Z',
  },
});

/** The rules about the lifetime of Shoots. */
export const quotaLifetimeRules = Object.values(rule);

const annotation = 'shoot.gardener.cloud/expiration-timestamp';
const path = FieldPath.of('metadata', 'annotations').key(annotation);
const day = 24 * 60 * 60 * 1000;
const timestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A changed time of expiry is within the shortest lifetime of all quotas; without a clock nothing is said. */
export function validateExpiration(
  { shoot, old, world }: ShootChange,
  quotas: readonly Loose<Quota>[],
  report: Report,
): void {
  const text = shoot.metadata?.annotations?.[annotation];
  const lifetimes = quotas.flatMap(({ spec }) => spec?.clusterLifetimeDays ?? []);
  if (text === undefined || lifetimes.length === 0 || text === old?.metadata?.annotations?.[annotation]) return;
  const expiration = timestamp.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(expiration)) return report.internal(rule['SHOOT-EXPIRATION-TIME'], path, { value: text });
  const days = Math.min(...lifetimes);
  if (world.now === undefined || expiration <= world.now.getTime() + days * day) return;
  const message = `the quota allows to extend the Shoot by ${days} days, counted from now`;
  report.forbidden(rule['SHOOT-QUOTA-LIFETIME'], path, { value: text, message });
}
