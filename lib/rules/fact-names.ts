import type { Finding } from '../core/finding';
import { suggest } from '../core/suggest';
import type { Facts } from './facts';
import { Report } from './report';
import { ruleTable } from './rule';

/** One kind of observation that a topic reads. */
export interface FactDeclaration {
  /** What it is about. */
  readonly about: 'landscape' | 'garden' | 'seed' | 'shoot';
  readonly name: string;
}

const rule = ruleTable('cdk8s-gardener', {
  'FACTS-UNKNOWN': { reason: 'no topic reads a fact of this name, so what it says is lost', fix: 'see docs/facts.md' },
});

/** Declares the facts about one kind of object, by their names. */
export function factsAbout(about: FactDeclaration['about'], ...names: readonly string[]): readonly FactDeclaration[] {
  return names.map(name => ({ about, name }));
}

/** A finding for every fact that nobody reads: most are misspelled, or lie below an object that does not have them. */
export function unknownFacts(facts: Facts, known: readonly FactDeclaration[]): readonly Finding[] {
  const findings: Finding[] = [];
  for (const [object, entries] of facts) {
    const [kind = ''] = object.split('/');
    const names = known.filter(({ about }) => about === kind).map(({ name }) => name);
    for (const [name, { origin }] of entries) {
      if (names.includes(name)) continue;
      const report = new Report();
      const fix = fixOf(name, { names, known });
      report.add(rule['FACTS-UNKNOWN'], '', {
        value: name,
        allowed: names,
        message: `a ${kind} has no such fact`,
        ...fix,
      });
      for (const finding of report.findings) findings.push({ ...finding, origin });
    }
  }
  return findings;
}

function fixOf(
  name: string,
  { names, known }: { readonly names: readonly string[]; readonly known: readonly FactDeclaration[] },
): { readonly fix?: string } {
  const elsewhere = known.find(declared => declared.name === name);
  if (elsewhere !== undefined) return { fix: `it is a fact of a ${elsewhere.about}` };
  const meant = suggest(name, names);
  return meant === undefined ? {} : { fix: `did you mean ${meant}` };
}
