import type { Finding, Severity } from '../core/finding';
import { severities } from '../core/finding';
import { groupOf, type ObjectReference } from '../core/object';
import { accepts, type Acceptance, type AcceptedFinding } from './acceptance';
import { Report } from './report';
import { ruleTable } from './rule';
import type { Check, Topic } from './topic';
import { SoundTwins } from './twins';
import type { View, ViewObject } from './view';

/** What a run found. */
export interface Judgement {
  /** Sorted by cluster, object, field and rule. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
}

const rule = ruleTable('cdk8s-gardener', {
  'RULE-FAILED': {
    reason: 'a rule of ours has failed, so that not everything was judged: this is a bug, please report it',
  },
  'ACCEPT-UNUSED': { severity: 'notice', reason: 'nothing like this was found, so the acceptance can go' },
});

/** Changes a finding before it is kept, or drops it: what a tree of unknown layout does not allow to say. */
export type Revision = (entry: ViewObject, finding: Finding) => Finding | undefined;

/** Collects the findings of one tree: those that are added as they turn up, and those of the topics' checks. */
export class Judge {
  private readonly found: Finding[] = [];
  private readonly revise: Revision | undefined;

  constructor(revise?: Revision) {
    this.revise = revise;
  }

  /** Adds findings about one object; cluster, object and origin are filled in. */
  add(entry: ViewObject, findings: readonly Finding[]): void {
    for (const finding of findings) {
      const revised = this.revise === undefined ? finding : this.revise(entry, finding);
      if (revised !== undefined) this.found.push(located(entry, revised));
    }
  }

  /** Adds a finding about no object of the tree. */
  addGlobal(finding: Finding): void {
    this.found.push(finding);
  }

  /** Runs the checks of all topics over a tree. */
  run(view: View, topics: readonly Topic[]): void {
    const checks = topics.flatMap(topic => topic.checks);
    const found = runObjectChecks(checks, view);
    for (const [position, check] of checks.entries()) {
      for (const { entry, findings } of found[position] ?? []) this.add(entry, findings);
      this.runTreeCheck(check, view);
    }
  }

  /** All findings, sorted, accepted ones apart. */
  result(acceptances: readonly Acceptance[] = []): Judgement {
    const findings: Finding[] = [];
    const accepted: AcceptedFinding[] = [];
    const used = new Set<Acceptance>();
    for (const finding of distinct(this.found).sort(compareFindings)) {
      const acceptance = acceptances.find(candidate => accepts(candidate, finding));
      if (acceptance === undefined) findings.push(finding);
      else {
        used.add(acceptance);
        accepted.push({ finding, reason: acceptance.reason });
      }
    }
    for (const acceptance of acceptances) if (!used.has(acceptance)) findings.push(unused(acceptance));
    return { findings, accepted };
  }

  private runTreeCheck(check: Check, view: View): void {
    if (check.tree === undefined) return;
    const reports = new Map<ViewObject, Report>();
    const reportFor = (entry: ViewObject): Report => {
      let report = reports.get(entry);
      if (report === undefined) reports.set(entry, (report = new Report()));
      return report;
    };
    const failures = new Report();
    guarded(failures, () => check.tree?.(view, reportFor));
    for (const failure of failures.findings) this.addGlobal(failure);
    for (const [entry, report] of reports) this.add(entry, report.findings);
  }
}

interface FoundInObject {
  readonly entry: ViewObject;
  readonly findings: readonly Finding[];
}

/**
 * What the checks of single objects find, by check. Each object meets all of its checks in a row, so that what they ask about it is worked out
 * once (see `memoizeLast`) and forgotten at once.
 */
function runObjectChecks(checks: readonly Check[], view: View): readonly FoundInObject[][] {
  const found = checks.map((): FoundInObject[] => []);
  const kinds = new Set(checks.flatMap(check => (check.object === undefined ? [] : (check.kinds ?? []))));
  for (const kind of kinds) {
    const concerned = [...checks.keys()].filter(position => checks[position]?.kinds?.includes(kind) === true);
    const sound = checks.map(() => new SoundTwins());
    const slash = kind.lastIndexOf('/');
    for (const entry of view.ofKind(kind.slice(0, slash), kind.slice(slash + 1)))
      for (const position of concerned) {
        const report = new Report();
        const check = checks[position];
        guarded(report, () => {
          sound[position]?.judge(check?.twin?.(entry, view), report, () => check?.object?.(entry, report, view));
        });
        if (report.findings.length > 0) found[position]?.push({ entry, findings: report.findings });
      }
  }
  return found;
}

/** One rule that fails must not hide what all others have found. */
function guarded(report: Report, judge: () => void): void {
  try {
    judge();
  } catch (error) {
    report.add(rule['RULE-FAILED'], '', {
      value: error instanceof Error ? error.stack?.split('\n').slice(0, 3).join(' ') : String(error),
    });
  }
}

/** Whether a finding says that a field has the wrong JSON type, so that nothing else can be said about the object. */
export function isMalformed({ type }: Finding): boolean {
  return type === 'typeInvalid' || type === 'decode';
}

/** Whether a judgement holds a finding at least that bad. */
export function reaches(findings: readonly Finding[], threshold: Severity): boolean {
  const limit = severities.indexOf(threshold);
  return findings.some(finding => severities.indexOf(finding.severity) <= limit);
}

/** What names the object of an entry in a finding. */
export function referenceOf({ object: { apiVersion, kind, metadata } }: ViewObject): ObjectReference {
  const { namespace, name = metadata.generateName ?? '' } = metadata;
  return { apiVersion, kind, ...(namespace !== undefined && { namespace }), name };
}

function located(entry: ViewObject, finding: Finding): Finding {
  const origin = finding.origin ?? entry.origin(finding.path);
  return {
    ...finding,
    ...(entry.cluster !== '' && { cluster: entry.cluster }),
    object: referenceOf(entry),
    ...(origin && { origin }),
  };
}

function unused(acceptance: Acceptance): Finding {
  const { id, severity, reason, source } = rule['ACCEPT-UNUSED'];
  const { reason: _, ...wanted } = acceptance;
  return { rule: id, severity, path: '', value: wanted, message: reason, source };
}

/**
 * Two rules may see one mistake, for example a generic one and that of the kind: the API server's answer counts once, in the words of a rule
 * that knows what the field is for, where there is one. Objects of one name in two files are two. A schema lists the values of a field that such a rule calls invalid.
 */
function distinct(findings: readonly Finding[]): Finding[] {
  const kept = new Map<unknown, Finding>();
  for (const finding of findings) {
    const { cluster, object, path, type, value, origin } = finding;
    const answer = type === 'notSupported' ? 'invalid' : type;
    const key = type === undefined ? finding : JSON.stringify([cluster, object, path, answer, value, origin]);
    const first = kept.get(key);
    if (first === undefined) kept.set(key, finding);
    else if (knowsBetter(finding, first)) kept.set(key, withAllowed(finding, first));
    else if (knowsBetter(first, finding)) kept.set(key, withAllowed(first, finding));
    else if (first.type !== type && !isGeneric(finding)) kept.set(finding, finding);
  }
  return [...kept.values()];
}

function withAllowed(finding: Finding, { allowed }: Finding): Finding {
  return allowed === undefined ? finding : { allowed, ...finding };
}

const isGeneric = ({ rule: id }: Finding): boolean => id.startsWith('SCHEMA-');

function knowsBetter(finding: Finding, first: Finding): boolean {
  return isGeneric(first) && !isGeneric(finding) && finding.severity === first.severity;
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.cluster ?? '', b.cluster ?? '') ||
    compareText(objectKey(a), objectKey(b)) ||
    compareText(a.path, b.path) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

function objectKey({ object }: Finding): string {
  return object === undefined
    ? ''
    : `${groupOf(object.apiVersion)} ${object.kind} ${object.namespace ?? ''} ${object.name}`;
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
