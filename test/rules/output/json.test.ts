import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { severities } from '../../../lib/core/finding';
import { findingsVersion, printJson } from '../../../lib/rules/output/json';
import { judgeFiles, type Files } from '../../manifests/tree';

const root = path.resolve(__dirname, '../../..');

interface Schema {
  readonly properties: { readonly version: { readonly const: number } };
  readonly $defs: { readonly finding: { readonly properties: { readonly severity: { readonly enum: string[] } } } };
}

const schema = JSON.parse(fs.readFileSync(path.join(root, 'docs/findings.schema.json'), 'utf8')) as Schema;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

function problems(document: unknown): string[] {
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const shoot =
  'apiVersion: core.gardener.cloud/v1beta1\nkind: Shoot\nmetadata:\n  name: fern\n  namespace: garden-dev\n';
const trees: Readonly<Record<string, Files>> = {
  'nothing wrong': { 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n' },
  'broken YAML': { 'a.yaml': 'a: [1\n', 'b.yaml': '\u0000\u0001' },
  'wrong types and missing fields': {
    'a.yaml': `${shoot}spec:\n  purpos: x\n  kubernetes: 3\n  provider: {workers: [3, {}]}\n`,
  },
  'many rules': {
    'a.yaml': `${shoot}spec:\n  purpose: x\n  kubernetes: {version: 1.30}\n  cloudProfile: {name: a, kind: X}\n  region: a\n  provider: {type: openstack, workers: [{name: A_, minimum: -1, maximum: 9007199254740993, machine: {type: x}}]}\n`,
  },
  'a landscape': { 'dist/m/virtual-garden/shoots/dev/a.yaml': `${shoot}spec: {}\n` },
  'secrets and lists': {
    'a.yaml':
      'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {a: b, c: 3}}\n',
  },
};

describe('what is printed', () => {
  it.each(Object.entries(trees))('about a tree with %s is as the schema says', (_, files) => {
    const judgement = judgeFiles(files, { acceptances: [{ rule: 'SCHEMA-REQUIRED', reason: 'later' }] });
    const context = { gardener: judgement.gardener, extent: { objects: 1, files: 1 } };
    expect(problems(JSON.parse(printJson(judgement, context)))).toEqual([]);
  });

  it('by the synth of the examples is as the schema says', () => {
    for (const landscape of ['meadow', 'meadow-dev'])
      expect(
        problems(JSON.parse(fs.readFileSync(path.join(root, 'dist', landscape, 'reports/findings.json'), 'utf8'))),
      ).toEqual([]);
  });

  it('has no number that JSON cannot hold', () => {
    const finding = { rule: 'A', severity: 'error', path: 'a', message: 'b', value: 2n ** 60n } as const;
    expect(JSON.parse(printJson({ findings: [finding], accepted: [] }))).toMatchObject({
      findings: [{ value: '1152921504606846976' }],
    });
  });
});

describe('the schema', () => {
  it('has the version and the severities of the code', () => {
    expect(schema.properties.version.const).toBe(findingsVersion);
    expect(schema.$defs.finding.properties.severity.enum).toEqual(severities);
  });

  const finding = { rule: 'A', severity: 'error', path: '', message: 'm' };
  it.each([
    ['another version', { version: 2, findings: [], accepted: [] }],
    ['no version', { findings: [], accepted: [] }],
    ['a field that nobody knows', { version: 1, findings: [], accepted: [], extra: 1 }],
    ['a severity that there is not', { version: 1, findings: [{ ...finding, severity: 'fatal' }], accepted: [] }],
    ['an error type that there is not', { version: 1, findings: [{ ...finding, type: 'odd' }], accepted: [] }],
    ['a finding without a rule', { version: 1, findings: [{ ...finding, rule: undefined }], accepted: [] }],
    [
      'a line before the first',
      { version: 1, findings: [{ ...finding, origin: { file: 'a', line: 0 } }], accepted: [] },
    ],
    [
      'a column without a line',
      { version: 1, findings: [{ ...finding, origin: { file: 'a', column: 1 } }], accepted: [] },
    ],
    [
      'an object without a name',
      { version: 1, findings: [{ ...finding, object: { apiVersion: 'v1', kind: 'A' } }], accepted: [] },
    ],
    ['an acceptance without a reason', { version: 1, findings: [], accepted: [{ finding }] }],
  ])('refuses %s', (_, document) => {
    expect(problems(JSON.parse(JSON.stringify(document)))).not.toEqual([]);
  });
});
