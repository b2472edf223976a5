import { Report } from '../../rules/report';
import type { Check } from '../../rules/topic';
import type { View, ViewObject } from '../../rules/view';
import { expiryCheck } from '../control/expiry-check';
import { technicalID } from '../identity';
import { operatorSource } from '../view/operator-config';
import { treeSubjects, type TreeSubject } from '../view/subjects';
import { analyze, type Analysis } from './analysis';
import { envoyFilterCheck } from './envoy-filter-check';
import { gardenCheck } from './garden-check';
import { lintSeed } from './lint';
import { isManaged } from './managed';
import { lintOperator } from './operator-lints';
import { aclRules } from './rules';

/** Judges every ACL of a tree: the rules of Shoots, and the filters of shoots that have no entry. */
const treeCheck: Check = { rules: Object.values(aclRules), tree: checkTree };

/** The checks of this topic. */
export const aclChecks: readonly Check[] = [treeCheck, envoyFilterCheck, gardenCheck, expiryCheck];

function checkTree(view: View, reportFor: (entry: ViewObject) => Report): void {
  for (const subjects of bySeed(treeSubjects(view))) {
    const analyses = new Map<Analysis, TreeSubject>(subjects.map(subject => [analyze(subject), subject]));
    const seedReport = new Report();
    lintSeed([...analyses.keys()], analysis => {
      const subject = analyses.get(analysis);
      if (subject === undefined) throw new Error('an analysis without its shoot');
      return { shoot: reportFor(subject.entry), seed: seedReport };
    });
    const [first] = subjects;
    if (first !== undefined) moveToSeed(seedReport, first, reportFor);
    for (const subject of subjects) reportFacts(subject, reportFor(subject.entry));
  }
  const operator = operatorSource(view);
  if (operator !== undefined) lintOperator(operator, reportFor(operator.entry));
  reportTwoOwners(view, reportFor);
}

/** Findings about a seed belong to the object that declares it, wherever the Seed begins in it; once, however many shoots meet them. */
function moveToSeed(
  { findings }: Report,
  { seed, entry }: TreeSubject,
  reportFor: (entry: ViewObject) => Report,
): void {
  const report = reportFor(seed?.entry ?? entry);
  const seen = new Set<string>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.path} ${finding.message} ${String(finding.value)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const path = finding.path === '' ? '' : `${seed?.path ?? ''}${finding.path}`;
    report.findings.push({ ...finding, path });
  }
}

function bySeed(subjects: readonly TreeSubject[]): Iterable<TreeSubject[]> {
  const groups = new Map<string, TreeSubject[]>();
  for (const subject of subjects) {
    const name = subject.seed?.name ?? '';
    const group = groups.get(name) ?? [];
    group.push(subject);
    groups.set(name, group);
  }
  return groups.values();
}

function reportFacts({ unreadableFacts }: TreeSubject, report: Report): void {
  for (const { object, name } of unreadableFacts) {
    const message = `fact ${name} of ${object}: ${aclRules['ACL-FACT-UNREADABLE'].reason}`;
    report.add(aclRules['ACL-FACT-UNREADABLE'], '', { message });
  }
}

/** The extension's controller and Flux must not own the same object. */
function reportTwoOwners(view: View, reportFor: (entry: ViewObject) => Report): void {
  const owned = new Set(
    treeSubjects(view)
      .filter(({ situation }) => situation.entry.index >= 0 && !situation.entry.disabled)
      .map(({ situation }) => technicalID(situation)),
  );
  for (const entry of view.ofKind('networking.istio.io', 'EnvoyFilter')) {
    const id = /^acl-(?:api|vpn|http-proxy|ingress)-(shoot-.+)$/.exec(entry.object.metadata.name ?? '')?.[1];
    if (id === undefined || !owned.has(id) || isManaged(entry.object)) continue;
    const message = `the extension of ${id} renders an object of this name too`;
    reportFor(entry).add(aclRules['ACL-TWO-OWNERS'], 'metadata.name', { message });
  }
}
