import type { LeaderElectionConfiguration } from '../../../imports/componentbase.config/v1alpha1';
import type { FieldPath } from '../../core/field-path';
import type { Loose } from '../../core/loose';
import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { secondsOf } from '../kubernetes/durations';

const rule = ruleTable('component-base:config/validation/validation.go v0.36', {
  'LEADER-ELECTION-LEASE': 'the validity of the leader lease must be longer than zero',
  'LEADER-ELECTION-RENEW': 'the time in which the leader must renew its lease must be longer than zero',
  'LEADER-ELECTION-RETRY': 'the time between two attempts to become leader must be longer than zero',
  'LEADER-ELECTION-LEASE-BELOW-RENEW': {
    reason: 'the leader lease must be valid for longer than the time in which the leader renews it',
    fix: 'raise leaseDuration or lower renewDeadline',
  },
  'LEADER-ELECTION-LOCK': {
    reason: 'leader election needs the kind of lock object',
    fix: 'set resourceLock to leases',
  },
  'LEADER-ELECTION-NAMESPACE': {
    reason: 'leader election needs the namespace of its lock',
    fix: 'set resourceNamespace',
  },
  'LEADER-ELECTION-NAME': { reason: 'leader election needs the name of its lock', fix: 'set resourceName' },
  'LEADER-ELECTION-CRASH': {
    severity: 'warning',
    reason: 'the process ends at start unless the lease is longer than the renewal, and that longer than 1.2 retries',
    fix: 'use leaseDuration 15s, renewDeadline 10s, retryPeriod 2s',
    source: 'client-go:tools/leaderelection/leaderelection.go v0.36',
  },
});

/** The rules about leader election. */
export const leaderElectionRules = Object.values(rule);

const timeRules = {
  leaseDuration: rule['LEADER-ELECTION-LEASE'],
  renewDeadline: rule['LEADER-ELECTION-RENEW'],
  retryPeriod: rule['LEADER-ELECTION-RETRY'],
};
const lockRules = {
  resourceLock: rule['LEADER-ELECTION-LOCK'],
  resourceNamespace: rule['LEADER-ELECTION-NAMESPACE'],
  resourceName: rule['LEADER-ELECTION-NAME'],
};

/** How much longer than retryPeriod a retry may take (client-go `JitterFactor`). */
const retryJitter = 1.2;

/** Leader election of a component (`ValidateLeaderElectionConfiguration`); without it nothing is judged. An absent time is 0. */
export function validateLeaderElection(
  election: Loose<LeaderElectionConfiguration> | undefined,
  path: FieldPath,
  report: Report,
): void {
  if (election?.leaderElect !== true) return;
  for (const field of ['leaseDuration', 'renewDeadline', 'retryPeriod'] as const) {
    const time = secondsOf(election[field] ?? '0s');
    if (time !== undefined && time <= 0) report.invalid(timeRules[field], path.child(field), election[field] ?? '0s');
  }
  validateOrder(election, path, report);
  for (const field of ['resourceLock', 'resourceNamespace', 'resourceName'] as const) {
    if ((election[field] ?? '') === '') report.required(lockRules[field], path.child(field));
  }
}

function validateOrder(election: Loose<LeaderElectionConfiguration>, path: FieldPath, report: Report): void {
  const { leaseDuration = '0s', renewDeadline = '0s', retryPeriod = '0s' } = election;
  const [lease, renew, retry] = [leaseDuration, renewDeadline, retryPeriod].map(time => secondsOf(time));
  if (lease === undefined || renew === undefined || retry === undefined) return;
  const message = `a lease of ${leaseDuration} ends before the ${renewDeadline} in which the leader renews it`;
  if (lease < renew)
    report.invalid(rule['LEADER-ELECTION-LEASE-BELOW-RENEW'], path.child('leaseDuration'), leaseDuration, { message });
  else if (lease === renew)
    report.add(rule['LEADER-ELECTION-CRASH'], path.child('leaseDuration'), { value: leaseDuration });
  if (renew > 0 && retry > 0 && renew <= retry * retryJitter)
    report.add(rule['LEADER-ELECTION-CRASH'], path.child('renewDeadline'), { value: renewDeadline });
}
