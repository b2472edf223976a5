import type { Finding } from '../../lib/core/finding';
import { accepts } from '../../lib/rules/acceptance';
import { parseAcceptances } from '../../lib/rules/acceptance-file';

const rules = ['SECRET-IN-GIT', 'SHOOT-NAME'];

it('reads a list of what is accepted, and why', () => {
  expect(
    parseAcceptances('- rule: SECRET-IN-GIT\n  reason: nothing to hide\n  file: demo/\n  kind: Secret\n', rules),
  ).toEqual({
    acceptances: [{ rule: 'SECRET-IN-GIT', reason: 'nothing to hide', file: 'demo/', kind: 'Secret' }],
  });
});

it.each([
  ['a: [', 'line 1: '],
  ['a: b', 'must be a list, each entry with a rule and a reason'],
  ['- SECRET-IN-GIT', 'entry 1: must have a rule and a reason'],
  ['- {rule: SECRET-IN-GIT}', 'entry 1: reason is missing: why it is fine, for those who read it later'],
  ['- {reason: x}', 'entry 1: rule is missing: the id of the rule'],
  ['- {rule: SECRETS-IN-GIT, reason: x}', 'entry 1: there is no rule "SECRETS-IN-GIT", did you mean SECRET-IN-GIT?'],
  [
    '- {rule: SHOOT-NAME, reason: x}\n- {rule: SHOOT-NAME, reason: x, kid: A}',
    'entry 2: unknown field "kid", did you mean kind?',
  ],
  ['- {rule: SHOOT-NAME, reason: 3}', 'entry 1: reason must be why it is fine'],
])('refuses %j', (text, problem) => {
  expect(parseAcceptances(text, rules)).toEqual({ problem: expect.stringContaining(problem) as string });
});

it('means a file, or everything in a folder', () => {
  const finding: Finding = { rule: 'A', severity: 'error', path: '', message: 'm', origin: { file: 'demo/a.yaml' } };
  const meant = (file: string): boolean => accepts({ rule: 'A', reason: 'r', file }, finding);
  expect(['demo/a.yaml', 'demo', 'demo/', 'dem', 'demo/a', 'other'].map(meant)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
