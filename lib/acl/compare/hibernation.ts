import type { Report } from '../../rules/report';
import { isWorkerless } from '../always-allowed';
import { knownEgress } from '../egress/known-egress';
import type { Situation } from '../situation';
import { changeRules } from './rules';

const path = 'spec.hibernation.enabled';

/** A shoot with an ACL falls asleep or wakes up. */
export function reportHibernation(report: Report, before: Situation, after: Situation): void {
  const [slept, sleeps] = [isToSleep(before), isToSleep(after)];
  if (slept === sleeps) return;
  if (sleeps) {
    report.add(changeRules['ACL-HIBERNATION'], path, {
      value: true,
      message: 'the shoot falls asleep: its filters stay as they are, and follow no change until it wakes up',
    });
    return;
  }
  const unknown = !isWorkerless(after) && knownEgress(after).certainty === 'unknown';
  report.add(changeRules['ACL-HIBERNATION'], path, {
    value: false,
    message: 'the shoot wakes up: its filters follow all changes that were made meanwhile',
    ...(unknown && {
      effect: 'nothing tells from where its new nodes connect: it cannot wake up unless they are let in',
      fix: 'record the fact egressCIDRs of the shoot, or reserve the addresses of its nodes',
    }),
  });
}

function isToSleep({ shoot }: Situation): boolean {
  return shoot.spec?.hibernation?.enabled === true;
}
