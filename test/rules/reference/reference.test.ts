import { rulesWithoutExample } from '../../../imports/rule-examples';
import { allRules } from '../../../lib/cli/reference';
import { allExamples, exampleOf, reasonWithout } from '../../../lib/rules/reference/examples';
import { groupRules } from '../../../lib/rules/reference/groups';
import { printRule, printRules } from '../../../lib/rules/reference/print';
import { searchRules } from '../../../lib/rules/reference/search';
import type { Rule } from '../../../lib/rules/rule';

const rules = allRules();
const search = (query: string): readonly string[] => searchRules(rules, query, exampleOf).rules.map(({ id }) => id);

describe('search', () => {
  it('finds a rule by a word of its id, its reason or its example, in any case', () => {
    for (const query of ['surge', 'MAXSURGE percentages', 'shoot-worker-surge'])
      expect(search(query)).toContain('SHOOT-WORKER-SURGE');
  });

  it('finds the rule behind a whole message, whatever the values in it', () => {
    for (const [id, { says }] of Object.entries(allExamples).filter((_, index) => index % 25 === 0))
      expect([id, search(says)]).toEqual([id, expect.arrayContaining([id])]);
  });

  it('wants all words, and gives the nearest rules where no rule has them', () => {
    const exact = searchRules(rules, 'hibernation schedule', () => undefined);
    expect(exact.complete).toBe(true);
    for (const { id, reason, fix = '' } of exact.rules) expect(`${id} ${reason} ${fix}`).toMatch(/hibernation/i);
    expect(searchRules(rules, 'hibernation schedule xylophone', () => undefined).complete).toBe(false);
    expect(search('xylophone')).toEqual([]);
  });
});

describe('groups', () => {
  it('hold every rule once', () => {
    const grouped = groupRules(rules).flatMap(({ rules: members }) => members);
    expect(grouped.map(({ id }) => id).sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  it('go from the file to the landscape', () => {
    expect(groupRules(rules)[0]?.title).toBe('Files and documents');
  });

  it('have a subject in words, whatever their ids begin with', () => {
    expect(groupRules(rules).filter(({ title }) => !/[a-z]/.test(title))).toEqual([]);
  });
});

describe('examples', () => {
  it('tell what a change was before', () => {
    expect(exampleOf('SEED-NETWORKS-IMMUTABLE')).toMatchObject({
      change: true,
      kind: 'Seed',
      path: 'spec.networks.pods',
      bad: 'spec:\n  networks:\n    pods: 10.1.2.3/16\n',
      good: 'spec:\n  networks:\n    pods: 100.128.0.0/12\n',
    });
  });

  it('are of rules that there are, and show a difference', () => {
    const known = new Set(rules.map(({ id }) => id));
    const wrong = Object.entries(allExamples).filter(([id, { bad, good }]) => !known.has(id) || bad === good);
    expect(wrong).toEqual([]);
  });

  it('are there for every rule, or a reason why there is none', () => {
    const silent = rules.filter(({ id }) => exampleOf(id) === undefined && reasonWithout(id) === undefined);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('are missing for few rules, which exist and have none indeed', () => {
    const reasons = Object.keys(rulesWithoutExample);
    const known = new Set(rules.map(({ id }) => id));
    expect(reasons.filter(id => !known.has(id) || exampleOf(id) !== undefined)).toEqual([]);
    expect(reasons.length).toBeLessThan(rules.length / 20);
  });
});

describe('print', () => {
  const rule: Rule = {
    id: 'SHOOT-A',
    severity: 'warning',
    reason: 'a is wanted',
    fix: 'write a',
    source: 'gardener:x.go',
  };

  it('lists rules by subject', () => {
    expect(printRules([rule, { ...rule, id: 'OS-LONGER', severity: 'error' }])).toBe(
      'Shoots (1)\n  SHOOT-A    warning  a is wanted\n\nOpenStack (1)\n  OS-LONGER  error    a is wanted\n',
    );
  });

  it('explains one with what it refuses and what it accepts', () => {
    const example = {
      kind: 'Shoot',
      path: 'spec.a',
      says: 'spec.a: Required value: a is wanted',
      good: 'spec:\n  a: b',
    };
    expect(printRule(rule, { example })).toBe(`SHOOT-A  warning  Shoots

  a is wanted
  fix: write a
  source: gardener:x.go

  bad, in a Shoot:
    # without spec.a
    -> spec.a: Required value: a is wanted

  good:
    spec:
      a: b
`);
    expect(printRule(rule, { example: { ...example, change: true } })).toContain(
      '\n  bad, as a change of a Shoot to:\n',
    );
    expect(printRule(rule, { example: { ...example, change: true } })).toContain('\n  from:\n');
  });

  it('says why a rule has no example', () => {
    expect(printRule(rule, { without: 'only a crash shows it' })).toContain('\n  no example: only a crash shows it\n');
  });
});
