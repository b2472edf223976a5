import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Fact, Facts } from '../../lib/rules/facts';
import { factsAbout, unknownFacts } from '../../lib/rules/fact-names';
import { topics } from '../../lib/topics';

const origin = { file: 'facts/a.yaml', line: 2, column: 3 };
const known = [...factsAbout('seed', 'natAddresses'), ...factsAbout('shoot', 'seedName', 'egressCIDRs')];

function facts(object: string, name: string): Facts {
  return new Map([[object, new Map<string, Fact<unknown>>([[name, { value: 1, origin }]])]]);
}

const problems = (object: string, name: string) =>
  unknownFacts(facts(object, name), known).map(({ rule, severity, value, allowed, fix, ...rest }) => ({
    rule,
    severity,
    value,
    allowed,
    fix,
    origin: rest.origin,
  }));

describe('facts that nobody reads', () => {
  it('are errors with the nearest name', () => {
    expect(problems('shoot/dev/a', 'egressCIDR')).toEqual([
      {
        rule: 'FACTS-UNKNOWN',
        severity: 'error',
        value: 'egressCIDR',
        allowed: ['seedName', 'egressCIDRs'],
        fix: 'did you mean egressCIDRs',
        origin,
      },
    ]);
  });

  it('are told when they belong to another kind of object', () => {
    expect(problems('shoot/dev/a', 'natAddresses').map(({ fix }) => fix)).toEqual(['it is a fact of a seed']);
  });

  it('are not those that somebody reads', () => {
    expect(problems('seed/soil', 'natAddresses')).toEqual([]);
  });
});

describe('docs/facts.md', () => {
  it('names every fact of every topic below its kind of object', () => {
    const text = fs.readFileSync(path.join(__dirname, '../../docs/facts.md'), 'utf8');
    const sections = new Map(
      [...text.matchAll(/^`(\w+)(?:\/[^`]*)?`:\n\n((?:\|.*\n)+)/gm)].map(([, about, table]) => [about, table]),
    );
    const missing = topics
      .flatMap(({ facts: declared = [] }) => declared)
      .filter(({ about, name }) => sections.get(about)?.includes(`\`${name}\``) !== true);
    expect(missing).toEqual([]);
  });
});
