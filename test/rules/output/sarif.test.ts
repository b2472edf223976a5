import { Ajv } from 'ajv';
import type { Finding } from '../../../lib/core/finding';
import { printSarif } from '../../../lib/rules/output/sarif';
import { ruleTable } from '../../../lib/rules/rule';

ruleTable('gardener:pkg/x.go v1.150', {
  'SARIF-A': { reason: 'a is wanted', fix: 'write a', severity: 'warning' },
  'SARIF-B': 'b is wanted',
});

const object = { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'b', name: 'a' };
const findings: readonly Finding[] = [
  {
    rule: 'SARIF-B',
    severity: 'error',
    type: 'required',
    cluster: 'seeds/soil',
    object,
    path: 'spec.workers[0].name',
    message: 'b is wanted',
    origin: { file: 'a folder/ä#1.yaml', line: 3, column: 5 },
  },
  { rule: 'SARIF-A', severity: 'critical', path: '', message: 'no file', origin: { file: '', construct: 'x/y' } },
  { rule: 'SARIF-NOBODY-KNOWS', severity: 'info', path: '', message: 'odd' },
];
const accepted = [{ finding: { ...findings[0], rule: 'SARIF-A', severity: 'notice' } as Finding, reason: 'known' }];

/**
 * What SARIF 2.1.0 requires of the parts that we write (OASIS, sections 3.13 to 3.52): which properties must be there, which values they
 * may have, and that no others appear.
 */
const text = { type: 'string', minLength: 1 };
const message = {
  type: 'object',
  required: ['text'],
  additionalProperties: false,
  properties: { text, markdown: text },
};
const propertyBag = {
  type: 'object',
  properties: { tags: { type: 'array', items: { type: 'string' }, uniqueItems: true } },
};
const level = { enum: ['none', 'note', 'warning', 'error'] };
const positive = { type: 'integer', minimum: 1 };
const descriptor = {
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: {
    id: text,
    shortDescription: message,
    help: message,
    defaultConfiguration: { type: 'object', additionalProperties: false, properties: { level } },
    properties: propertyBag,
  },
};
const location = {
  type: 'object',
  additionalProperties: false,
  properties: {
    physicalLocation: {
      type: 'object',
      required: ['artifactLocation'],
      additionalProperties: false,
      properties: {
        artifactLocation: {
          type: 'object',
          required: ['uri'],
          additionalProperties: false,
          // a URI reference has neither spaces nor anything beyond ASCII
          properties: { uri: { type: 'string', pattern: "^[A-Za-z0-9\\-._~%!$&'()*+,;=:@/]+$" } },
        },
        region: {
          type: 'object',
          required: ['startLine'],
          additionalProperties: false,
          properties: { startLine: positive, startColumn: positive },
        },
      },
    },
    logicalLocations: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        properties: { name: text, fullyQualifiedName: text, kind: { enum: ['object', 'property'] } },
      },
    },
  },
};
const result = {
  type: 'object',
  required: ['message', 'ruleId', 'ruleIndex', 'level', 'locations'],
  additionalProperties: false,
  properties: {
    ruleId: text,
    ruleIndex: { type: 'integer', minimum: 0 },
    level,
    message,
    locations: { type: 'array', items: location },
    suppressions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['kind'],
        additionalProperties: false,
        properties: { kind: { enum: ['inSource', 'external'] }, justification: text },
      },
    },
    properties: propertyBag,
  },
};
const run = {
  type: 'object',
  required: ['tool', 'results'],
  additionalProperties: false,
  properties: {
    tool: {
      type: 'object',
      required: ['driver'],
      additionalProperties: false,
      properties: {
        driver: {
          type: 'object',
          required: ['name'],
          additionalProperties: false,
          properties: {
            name: text,
            informationUri: { type: 'string', pattern: '^https://' },
            rules: { type: 'array', uniqueItems: true, items: descriptor },
          },
        },
      },
    },
    columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
    results: { type: 'array', items: result },
  },
};
const log = {
  type: 'object',
  required: ['version', 'runs'],
  additionalProperties: false,
  properties: {
    $schema: { const: 'https://json.schemastore.org/sarif-2.1.0.json' },
    version: { const: '2.1.0' },
    runs: { type: 'array', items: run },
  },
};

interface Log {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
      readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number }[];
    },
  ];
}

const printed = JSON.parse(printSarif({ findings, accepted })) as Log;
const [{ tool, results }] = printed.runs;

it('has the structure that the standard requires', () => {
  const ajv = new Ajv({ strict: true, strictTypes: false });
  expect(ajv.validate(log, printed)).toBe(true);
  expect(ajv.validate(log, JSON.parse(printSarif({ findings: [], accepted: [] })))).toBe(true);
});

it('describes each rule once, and each result points at its own', () => {
  const { rules } = tool.driver;
  expect(rules.map(({ id }) => id)).toEqual(['SARIF-A', 'SARIF-B', 'SARIF-NOBODY-KNOWS']);
  expect(results.map(({ ruleId, ruleIndex }) => rules[ruleIndex]?.id === ruleId)).toEqual([true, true, true, true]);
  expect(rules[0]).toEqual({
    id: 'SARIF-A',
    shortDescription: { text: 'a is wanted' },
    help: {
      text: 'a is wanted\nfix: write a\nsource: gardener:pkg/x.go v1.150',
      markdown:
        'a is wanted\n\nfix: write a\n\nsource: gardener:pkg/x.go v1.150\n\n`cdk8s-gardener rules SARIF-A` tells more',
    },
    defaultConfiguration: { level: 'warning' },
    properties: { severity: 'warning', source: 'gardener:pkg/x.go v1.150', tags: ['gardener'] },
  });
});

it('says where: the place in the file, and the field in its object', () => {
  expect(results[0]).toEqual({
    ruleId: 'SARIF-B',
    ruleIndex: 1,
    level: 'error',
    message: { text: 'ConfigMap b/a: spec.workers[0].name: Required value: b is wanted' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'a%20folder/%C3%A4%231.yaml' },
          region: { startLine: 3, startColumn: 5 },
        },
        logicalLocations: [
          { name: 'name', fullyQualifiedName: 'seeds/soil ConfigMap b/a spec.workers[0].name', kind: 'property' },
        ],
      },
    ],
    properties: { severity: 'error' },
  });
});

it('keeps accepted findings, as suppressed', () => {
  expect(results[3]).toMatchObject({
    ruleId: 'SARIF-A',
    level: 'note',
    suppressions: [{ kind: 'external', justification: 'known' }],
  });
});
