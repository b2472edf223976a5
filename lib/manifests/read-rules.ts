import type { Finding, Origin } from '../core/finding';
import { Report, type Details } from '../rules/report';
import { ruleTable, type Rule } from '../rules/rule';
import type { ReadCode, ReadProblem } from '../yaml/reader/problem';

/** What can be wrong with files of manifests. */
export const rule = ruleTable('measured with kubectl 1.36 and kustomize 5.8.1', {
  'READ-FILE': { reason: 'the file cannot be read' },
  'READ-SYNTAX': 'the document is no YAML',
  'READ-REFUSED': { reason: 'not every tool of the chain reads the document' },
  'READ-REFUSED-BY-KUSTOMIZE': { reason: 'kubectl reads the document, kustomize and Flux do not' },
  'READ-DUPLICATE-KEY': { reason: 'the key is there twice', fix: 'remove one of them' },
  'READ-AMBIGUOUS': {
    severity: 'warning',
    reason: 'kubectl and kustomize read different values',
    fix: 'quote the value',
  },
  'READ-NUMBER-FORM': { severity: 'info', reason: 'the number is read as another text than it is written' },
  'READ-UNREAD': { severity: 'warning', reason: 'no tool of the chain reads this part of the file' },
  'READ-CHARACTER': {
    severity: 'info',
    reason: 'a character that is not seen, and that readers treat in their own way',
  },
  'READ-FEATURE': { severity: 'info', reason: 'a feature of YAML that not every reader knows' },
  'READ-NO-OBJECT': {
    severity: 'notice',
    reason: 'the file holds something else than Kubernetes objects, and is left alone',
  },
  'READ-TEMPLATE': {
    severity: 'notice',
    reason: 'the file is a template, and is not read',
    fix: 'check what it becomes, for a chart: helm template CHART | cdk8s-gardener check -',
  },
  'READ-FRAGMENT': {
    severity: 'info',
    reason: 'a patch of kustomize: its fields are checked, and not what is missing in it',
    fix: 'check what it becomes: kustomize build FOLDER | cdk8s-gardener check -',
    source: 'kustomize:api/types/kustomization.go v5.8',
  },
  'READ-PLACEHOLDER': {
    severity: 'notice',
    reason: 'the object holds placeholders, and is judged without them',
    fix: 'check what it becomes when they are replaced',
  },
  'READ-API-VERSION': { reason: 'apiVersion is missing', fix: 'add it; the document is applied by nobody without' },
  'READ-KIND': { reason: 'kind is missing', fix: 'add it; the document is applied by nobody without' },
});

/** A finding about a file. */
export function fileFinding(found: Rule, origin: Origin, details: Details = {}): Finding {
  return { ...objectFinding(found, details), origin };
}

/** A finding about an object as a whole; the judge adds which one. */
export function objectFinding(found: Rule, details: Details = {}): Finding {
  const report = new Report();
  report.add(found, '', details);
  return report.findings[0] as Finding;
}

const syntax = new Set<ReadCode>([
  'encoding',
  'control-character',
  'syntax',
  'escape',
  'depth',
  'alias-bomb',
  'unknown-alias',
  'recursive-alias',
]);

const lookAbove = 'the position is where the reader gave up; the mistake may be in the lines above';

/** A problem of the reader as a finding. */
export function problemFinding(problem: ReadProblem, file: string): Finding {
  const { message, path, line, column, fix = problem.code === 'syntax' ? lookAbove : undefined } = problem;
  const finding = fileFinding(ruleOf(problem), { file, line, column }, { message, ...(fix !== undefined && { fix }) });
  return { ...finding, path: path === undefined ? '' : path.toString() };
}

function ruleOf({ code, refusedBy }: ReadProblem): Rule {
  if (syntax.has(code)) return rule['READ-SYNTAX'];
  if (code === 'duplicate-key') return rule['READ-DUPLICATE-KEY'];
  if (refusedBy === 'kustomize') return rule['READ-REFUSED-BY-KUSTOMIZE'];
  if (refusedBy !== 'nobody') return rule['READ-REFUSED'];
  return harmless[code] ?? rule['READ-NUMBER-FORM'];
}

/** What no tool refuses. */
const harmless: Partial<Record<ReadCode, Rule>> = {
  'readers-differ': rule['READ-AMBIGUOUS'],
  'key-type': rule['READ-AMBIGUOUS'],
  separator: rule['READ-UNREAD'],
  'byte-order-mark': rule['READ-CHARACTER'],
  'line-break': rule['READ-CHARACTER'],
  merge: rule['READ-FEATURE'],
  tag: rule['READ-FEATURE'],
};
