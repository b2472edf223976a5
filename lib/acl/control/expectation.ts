import { ruleTable } from '../../rules/rule';
import { Report } from '../../rules/report';
import type { Finding } from '../../core/finding';
import { ipAddressProblem, parseIpAddress } from '../../core/ip';
import { tryClient, type AccessRow } from '../access-table';
import type { EntryKind } from '../entry-paths';

/** What an operator says about a client, as a test that runs with every synth. */
export interface Expectation {
  /** Address of the client. */
  readonly from: string;
  readonly verdict: 'pass' | 'deny';
  /** One kind of path, or a host. @default every path */
  readonly via?: EntryKind | (string & {});
  /** The client comes through a load balancer with this address, which sends its own in a PROXY header. @default directly */
  readonly through?: string;
}

const rule = ruleTable('assertions of the app', {
  'ACL-EXPECT': 'the filters do not do what the app expects of them',
});

/** The rule of failed expectations. */
export const expectationRules = Object.values(rule);

/** Tries an expectation on every path that it is about; each path that says otherwise is an error. */
export function checkExpectation(table: readonly AccessRow[], expectation: Expectation): readonly Finding[] {
  const { from, verdict, via, through } = expectation;
  const report = new Report();
  const unreadable = [from, through].filter(text => text !== undefined && parseIpAddress(text) === undefined);
  for (const text of unreadable) report.invalid(rule['ACL-EXPECT'], '', text, { message: notAnAddress(String(text)) });
  if (unreadable.length > 0) return report.findings;
  const rows = table.filter(({ path }) => (via === undefined ? path.certain : path.kind === via || path.name === via));
  const wanted = verdict === 'pass' ? 'ALLOW' : 'DENY';
  for (const row of rows) {
    const client = through === undefined ? { peer: from, proxied: null } : { peer: through, proxied: from };
    const decision = tryClient(row, client);
    if (decision.verdict === wanted) continue;
    const by = decision.deniedBy.length > 0 ? ` by ${decision.deniedBy.join(', ')}` : '';
    const message = `${from} on ${row.path.name}: expected ${verdict}, it is ${words[decision.verdict]}${by}`;
    report.add(rule['ACL-EXPECT'], '', { message });
  }
  if (rows.length === 0) {
    const message = via === undefined ? 'there is no way in to try' : `there is no path "${via}"`;
    report.add(rule['ACL-EXPECT'], '', { message });
  }
  return report.findings;
}

/** A range has many clients, and names are not looked up. */
function notAnAddress(text: string): string {
  const hint = text.includes('/') ? 'state it of one address of the range' : ipAddressProblem(text);
  return `an expectation is about one address: ${hint ?? ''}`;
}

const words = { ALLOW: 'let in', DENY: 'denied', UNKNOWN: 'not known' } as const;
