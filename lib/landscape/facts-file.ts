import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Finding } from '../core/finding';
import { isMap } from '../core/plain-map';
import type { Fact, Facts } from '../rules/facts';
import { Report } from '../rules/report';
import { ruleTable } from '../rules/rule';
import { readDocuments } from '../yaml/reader/documents';
import type { YamlDocument } from '../yaml/reader/read-document';

const rule = ruleTable('cdk8s-gardener', {
  'FACTS-FILE': { reason: 'the file of facts cannot be read', fix: 'see docs/facts.md for the format' },
  'FACTS-OBJECT': {
    reason:
      'facts are listed below the object that they are about: "landscape", "garden/<name>", "seed/<name>" or "shoot/<project>/<name>"',
  },
  'FACTS-TWICE': { reason: 'the fact is stated twice, and only one of them can be true' },
});

/** All rules about files of facts, for the reference. */
export const factsRules = Object.values(rule);

/** Facts of a folder, with what is wrong with its files. */
export interface FactsFolder {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
}

const objectKey = /^(?:landscape|garden\/[^/]+|seed\/[^/]+|shoot\/[^/]+\/[^/]+)$/;

/** Reads all YAML files of a folder, in the order of their names. A folder that is not there holds no facts. */
export function readFacts(folder: string): FactsFolder {
  const reader = new FactsReader();
  const files = fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter(file => /\.ya?ml$/.test(file))
        .sort()
    : [];
  for (const file of files) reader.read(path.join(folder, file));
  return { facts: reader.facts, findings: reader.findings };
}

class FactsReader {
  readonly facts = new Map<string, Map<string, Fact<unknown>>>();
  readonly findings: Finding[] = [];

  read(file: string): void {
    const shown = path.relative(process.cwd(), file).split(path.sep).join('/');
    const { documents, problems } = readDocuments(fs.readFileSync(file), { file: shown });
    for (const { message, line, column, refusedBy } of problems)
      if (refusedBy !== 'nobody') this.complain('FACTS-FILE', { file: shown, line, column }, message);
    for (const document of documents) this.document(document, shown);
  }

  private document({ value, startLine, position }: YamlDocument, file: string): void {
    if (!isMap(value)) return this.complain('FACTS-FILE', { file, line: startLine }, 'a map of objects is wanted');
    for (const [object, facts] of Object.entries(value)) {
      if (!objectKey.test(object) || !isMap(facts))
        this.complain('FACTS-OBJECT', { file, ...position([object]) }, `"${object}": ${rule['FACTS-OBJECT'].reason}`);
      else
        for (const [name, fact] of Object.entries(facts))
          this.add(object, name, { value: fact, origin: { file, ...position([object, name]) } });
    }
  }

  private add(object: string, name: string, fact: Fact<unknown>): void {
    const facts = this.facts.get(object) ?? new Map<string, Fact<unknown>>();
    const other = facts.get(name);
    if (other !== undefined)
      this.complain(
        'FACTS-TWICE',
        fact.origin,
        `${object} ${name}: also in ${other.origin.file}:${other.origin.line ?? 1}`,
      );
    facts.set(name, fact);
    this.facts.set(object, facts);
  }

  private complain(id: keyof typeof rule, origin: NonNullable<Finding['origin']>, message: string): void {
    const report = new Report();
    report.add(rule[id], '', { message });
    for (const finding of report.findings) this.findings.push({ ...finding, origin });
  }
}
