import type { Finding, Severity } from '../../core/finding';
import { displayName } from '../../core/object';
import type { AcceptedFinding } from '../acceptance';
import type { Judgement } from '../judge';
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
  const rules = [...new Set(all.map(finding => finding.rule))].sort();
  const run = {
    tool: {
      driver: {
        name: 'cdk8s-gardener',
        informationUri: 'https://www.npmjs.com/package/cdk8s-gardener',
        rules: rules.map(id => ({ id })),
      },
    },
    columnKind: 'utf16CodeUnits',
    results: [...findings.map(finding => result(finding)), ...accepted.map(acceptedResult)],
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function acceptedResult({ finding, reason }: AcceptedFinding): object {
  return { ...result(finding), suppressions: [{ kind: 'external', justification: reason }] };
}

function result(finding: Finding): object {
  const { rule, severity, object, cluster, origin, path, fix } = finding;
  const fixText = fix === undefined ? '' : ` (fix: ${fix})`;
  return {
    ruleId: rule,
    level: levels[severity],
    message: { text: `${object === undefined ? '' : `${displayName(object)}: `}${fieldErrorText(finding)}${fixText}` },
    locations: [
      {
        ...(origin !== undefined && origin.file !== '' && { physicalLocation: physicalLocation(origin) }),
        logicalLocations: [
          {
            fullyQualifiedName: [cluster, object && displayName(object), path]
              .filter(part => part !== undefined && part !== '')
              .join(' '),
          },
        ],
      },
    ],
  };
}

function physicalLocation({ file, line, column }: NonNullable<Finding['origin']>): object {
  return {
    artifactLocation: { uri: file },
    ...(line !== undefined && { region: { startLine: line, ...(column !== undefined && { startColumn: column }) } }),
  };
}
