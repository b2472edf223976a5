import type { Finding, Origin, Severity } from '../../core/finding';
import { displayName } from '../../core/object';
import type { AcceptedFinding } from '../acceptance';
import type { Judgement } from '../judge';
import { knownRules } from '../known-rules';
import type { Rule } from '../rule';
import { fieldErrorText } from './field-error-text';

const levels: Readonly<Record<Severity, string>> = {
  critical: 'error',
  error: 'error',
  warning: 'warning',
  notice: 'note',
  info: 'note',
};

/** Findings as SARIF 2.1.0, for code scanning in GitHub, GitLab and editors. Accepted ones are there as suppressed. */
export function printSarif({ findings, accepted }: Judgement): string {
  const all = [...findings, ...accepted.map(({ finding }) => finding)];
  const ids = [...new Set(all.map(finding => finding.rule))].sort();
  const known = new Map(knownRules().map(rule => [rule.id, rule]));
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const run = {
    tool: {
      driver: {
        name: 'cdk8s-gardener',
        informationUri: 'https://www.npmjs.com/package/cdk8s-gardener',
        rules: ids.map(id => descriptor(id, known.get(id))),
      },
    },
    columnKind: 'utf16CodeUnits',
    results: [
      ...findings.map(finding => result(finding, indexOf)),
      ...accepted.map(one => acceptedResult(one, indexOf)),
    ],
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

/** What viewers show beside a result. */
function descriptor(id: string, rule: Rule | undefined): object {
  if (rule === undefined) return { id };
  const { severity, reason, fix, source } = rule;
  const lines = [reason, ...(fix === undefined ? [] : [`fix: ${fix}`]), `source: ${source}`];
  return {
    id,
    shortDescription: { text: reason },
    help: { text: lines.join('\n'), markdown: [...lines, `\`cdk8s-gardener rules ${id}\` tells more`].join('\n\n') },
    defaultConfiguration: { level: levels[severity] },
    properties: { severity, source, tags: ['gardener'] },
  };
}

type IndexOf = ReadonlyMap<string, number>;

function acceptedResult({ finding, reason }: AcceptedFinding, indexOf: IndexOf): object {
  return { ...result(finding, indexOf), suppressions: [{ kind: 'external', justification: reason }] };
}

function result(finding: Finding, indexOf: IndexOf): object {
  const { rule, severity, object, origin, fix } = finding;
  const fixText = fix === undefined ? '' : ` (fix: ${fix})`;
  return {
    ruleId: rule,
    ruleIndex: indexOf.get(rule),
    level: levels[severity],
    message: { text: `${object === undefined ? '' : `${displayName(object)}: `}${fieldErrorText(finding)}${fixText}` },
    locations: [
      {
        ...(origin !== undefined && origin.file !== '' && { physicalLocation: physicalLocation(origin) }),
        ...logicalLocations(finding),
      },
    ],
    // five severities become three levels
    properties: { severity },
  };
}

/** The field, in the object that it belongs to. */
function logicalLocations({ cluster, object, path }: Finding): object {
  const parts = [cluster, object && displayName(object), path].filter(part => part !== undefined && part !== '');
  if (parts.length === 0) return {};
  const last = path === '' ? object?.name : /[^.[\]]+\]?$/.exec(path)?.[0].replace(']', '');
  const kind = path === '' ? 'object' : 'property';
  return {
    logicalLocations: [
      { ...(last !== undefined && last !== '' && { name: last }), fullyQualifiedName: parts.join(' '), kind },
    ],
  };
}

function physicalLocation({ file, line, column }: Origin): object {
  return {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
    ...(line !== undefined && { region: { startLine: line, ...(column !== undefined && { startColumn: column }) } }),
  };
}
