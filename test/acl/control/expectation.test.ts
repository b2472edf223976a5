import { accessTable } from '../../../lib/acl/access-table';
import { checkExpectation } from '../../../lib/acl/control/expectation';
import { FilterIndex } from '../../../lib/acl/evaluate/filter-index';
import { predictUpstream } from '../../../lib/acl/outcome';
import { situation } from '../situations';

const outcome = predictUpstream(situation());
const table = accessTable(situation(), new FilterIndex(outcome.kind === 'rendered' ? outcome.objects : []));
const messages = (expectation: Parameters<typeof checkExpectation>[1]): string[] =>
  checkExpectation(table, expectation).map(({ message }) => message);

describe('an expectation of an app', () => {
  it('holds where the filters do what it says', () => {
    expect(messages({ from: '198.51.100.7', verdict: 'pass' })).toEqual([]);
    expect(messages({ from: '192.0.2.1', verdict: 'deny', via: 'api' })).toEqual([]);
    expect(messages({ from: '192.0.2.1', through: '198.51.100.7', verdict: 'deny', via: 'internal' })).toEqual([]);
  });

  it('is an error on each path that says otherwise', () => {
    expect(messages({ from: '192.0.2.1', verdict: 'deny', via: 'socket' })).toEqual([
      '192.0.2.1 on socket on 8443: expected deny, it is let in',
      '192.0.2.1 on socket on 8132: expected deny, it is let in',
    ]);
    expect(messages({ from: '192.0.2.1', verdict: 'pass', via: 'api.foo.bar.shoots.example.org' })).toEqual([
      '192.0.2.1 on api.foo.bar.shoots.example.org: expected pass, it is denied by istio-ingress/acl-api-shoot--bar--foo',
    ]);
  });

  it('about a path that does not exist is an error', () => {
    expect(messages({ from: '192.0.2.1', verdict: 'deny', via: 'api.other' })).toEqual([
      'there is no path "api.other"',
    ]);
  });

  it.each([
    ['198.51.100.0/24', 'state it of one address of the range'],
    ['office', 'must be an IPv4 or IPv6 address'],
    ['', 'must be an IPv4 or IPv6 address'],
  ])('about "%s" is an error, whatever it says: nobody can try that', (text, hint) => {
    const message = `an expectation is about one address: ${hint}`;
    for (const verdict of ['pass', 'deny'] as const) {
      for (const of of [{ from: text }, { from: '192.0.2.1', through: text }]) {
        expect(checkExpectation(table, { ...of, verdict })).toMatchObject([
          { rule: 'ACL-EXPECT', type: 'invalid', value: text, message },
        ]);
      }
    }
  });
});
