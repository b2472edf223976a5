import { FieldPath } from '../../../lib/core/field-path';
import { validateValuesTemplates } from '../../../lib/gardener/validation/values-templates';
import { Report } from '../../../lib/rules/report';

const resources = [{ name: 'token', resourceRef: { apiVersion: 'v1', kind: 'Secret', name: 'hub' } }];

function messages(values: unknown): string[] {
  const report = new Report();
  validateValuesTemplates(values, resources, FieldPath.of('helm', 'values'), report);
  return report.findings.map(({ rule, value, path }) => `${rule} ${String(value)} ${path}`);
}

describe('templates in Helm values', () => {
  test('read the data of listed resources, in texts and keys', () => {
    expect(messages({ a: ['x {{ .resources.token.data.key1 }}{{.resources.token.data.b}}'], b: 1, c: null })).toEqual(
      [],
    );
    expect(messages({ '{{ .resources.token.data.a }}': true })).toEqual([]);
    expect(messages('{{ .resources.other.data.a }}')).toEqual([
      'VALUES-TEMPLATE-RESOURCE {{ .resources.other.data.a }} helm.values',
    ]);
  });

  test('are nothing else, and leave no braces over', () => {
    expect(messages('{{ .Values.a }}')).toEqual(['VALUES-TEMPLATE {{ .Values.a }} helm.values']);
    expect(messages('{{ .resources.token.data.a-b }}')).toEqual([
      'VALUES-TEMPLATE {{ .resources.token.data.a-b }} helm.values',
    ]);
    expect(messages('{{ .resources.token.data.a }} }}')).toEqual(['VALUES-TEMPLATE }} helm.values']);
    expect(messages('{{ {{ .resources.token.data.a }} }}')).toEqual([
      'VALUES-TEMPLATE {{ helm.values',
      'VALUES-TEMPLATE }} helm.values',
    ]);
    expect(messages('{ "json": {} }')).toEqual([]);
  });
});
