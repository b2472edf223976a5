import type { Report } from '../../rules/report';
import { ruleTable } from '../../rules/rule';
import { aclRules } from '../lints/rules';
import { isDay, unnamedSet, type AccessSource } from './client-set';

const rule = ruleTable('client sets of access controls', {
  'ACL-CLIENT-NAME': {
    reason: `the name of a set of clients is a line without ": " and " until ", and not "${unnamedSet}": reports and annotations tell sets apart by it`,
    fix: 'give the set a short name, and the rest as its comment',
  },
  'ACL-CLIENT-EXPIRES': {
    reason: 'the last day of a set of clients is a day of the calendar, such as "2027-01-31"',
    fix: 'write year, month and day with dashes, two digits each for month and day',
  },
});

/** The rules of client sets, which only a synth can report. */
export const clientSetRules = Object.values(rule);

/** What is wrong with sets beside their ranges: what cannot be read back would never expire, and a set of nobody lets nobody in. */
export function checkClientSets(sources: readonly AccessSource[], path: string, report: Report): void {
  for (const source of sources) {
    if (typeof source === 'string') continue;
    const { name, ranges, expires } = source;
    const at = `${path}[${name}]`;
    if (!isName(name)) report.invalid(rule['ACL-CLIENT-NAME'], `${at}.name`, name);
    if (ranges.length === 0) report.required(aclRules['ACL-E004'], `${at}.ranges`);
    if (expires !== undefined && !isDay(expires)) report.invalid(rule['ACL-CLIENT-EXPIRES'], `${at}.expires`, expires);
  }
}

function isName(name: string): boolean {
  const isOneLine = name.trim() === name && name !== '' && !/[\r\n\u2028\u2029]/.test(name);
  return isOneLine && name !== unnamedSet && !name.includes(': ') && !name.includes(' until ');
}
