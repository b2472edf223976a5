import type { Finding } from '../../lib/core/finding';
import { Judge, reaches } from '../../lib/rules/judge';
import { printGithub } from '../../lib/rules/output/github';
import { printJson } from '../../lib/rules/output/json';
import { printSarif } from '../../lib/rules/output/sarif';
import { printFindings } from '../../lib/rules/output/text';
import { ruleTable } from '../../lib/rules/rule';
import type { Topic } from '../../lib/rules/topic';
import { View, type ViewObject } from '../../lib/rules/view';

const rule = ruleTable('here', {
  'T-A': { reason: 'a is wanted', fix: 'write a' },
  'T-B': { severity: 'warning', reason: 'b is odd' },
});
const shoot = (name: string): ViewObject => ({
  cluster: 'virtual-garden',
  unit: 'shoots/dev',
  object: {
    apiVersion: 'core.gardener.cloud/v1beta1',
    kind: 'Shoot',
    metadata: { name, namespace: 'garden-dev' },
  },
  origin: () => ({ file: 'apps/shoots.ts', line: 12, column: 3 }),
});
const topic: Topic = {
  name: 'test',
  checks: [
    {
      rules: [rule['T-A']],
      kinds: ['core.gardener.cloud/Shoot'],
      object: ({ object }, report) => report.notSupported(rule['T-A'], 'spec.a', object.metadata.name, ['a', 'b']),
    },
    {
      rules: [rule['T-B']],
      tree: (view, reportFor) => view.objects.forEach(entry => reportFor(entry).add(rule['T-B'], 'spec.b')),
    },
  ],
};

function judged(accept = {}): ReturnType<Judge['result']> {
  const judge = new Judge();
  judge.run(new View({ objects: [shoot('z'), shoot('c')], gardener: '1.150.0' }), [topic]);
  return judge.result(Object.keys(accept).length > 0 ? [{ rule: 'T-B', reason: 'known', ...accept }] : []);
}

describe('Judge', () => {
  it('sorts findings by object and field, with cluster, object and origin', () => {
    const { findings } = judged();
    expect(findings.map(({ object, rule: id }) => [object?.name, id])).toEqual([
      ['c', 'T-A'],
      ['c', 'T-B'],
      ['z', 'T-A'],
      ['z', 'T-B'],
    ]);
    expect(findings[0]).toEqual({
      rule: 'T-A',
      severity: 'error',
      type: 'notSupported',
      cluster: 'virtual-garden',
      object: { apiVersion: 'core.gardener.cloud/v1beta1', kind: 'Shoot', namespace: 'garden-dev', name: 'c' },
      path: 'spec.a',
      value: 'c',
      allowed: ['a', 'b'],
      message: 'a is wanted',
      fix: 'write a',
      source: 'here',
      origin: { file: 'apps/shoots.ts', line: 12, column: 3 },
    });
  });

  it('sets accepted findings apart, and says when an acceptance is not needed', () => {
    const { findings, accepted } = judged({ name: 'c', path: 'spec' });
    expect(findings.map(({ object, rule: id }) => `${object?.name} ${id}`)).toEqual(['c T-A', 'z T-A', 'z T-B']);
    expect(accepted.map(({ finding, reason }) => [finding.rule, finding.object?.name, reason])).toEqual([
      ['T-B', 'c', 'known'],
    ]);
    expect(judged({ name: 'nobody' }).findings.map(({ rule: id }) => id)).toContain('ACCEPT-UNUSED');
    // a path means the field and what is below it, not every field that begins alike
    expect(judged({ path: 'spe' }).accepted).toEqual([]);
  });

  it('goes on when a rule of ours fails', () => {
    const judge = new Judge();
    const broken: Topic = {
      name: 'broken',
      checks: [{ rules: [], kinds: ['core.gardener.cloud/Shoot'], object: () => JSON.parse('{') as undefined }],
    };
    judge.run(new View({ objects: [shoot('a')], gardener: '1.150.0' }), [broken, topic]);
    expect(judge.result().findings.map(({ rule: id }) => id)).toEqual(['RULE-FAILED', 'T-A', 'T-B']);
  });

  it('counts one mistake once, although two rules see it', () => {
    const judge = new Judge();
    const same = (id: string): Finding => ({
      rule: id,
      severity: 'error',
      type: 'required',
      path: 'metadata.name',
      message: 'x',
    });
    judge.add(shoot('a'), [same('ONE'), same('TWO')]);
    expect(judge.result().findings.map(({ rule: id }) => id)).toEqual(['ONE']);
  });

  it('takes the words of the rule that knows the field for a mistake that a schema sees too', () => {
    const judge = new Judge();
    const same = (id: string, changes: Partial<Finding> = {}): Finding => ({
      rule: id,
      severity: 'error',
      type: 'invalid',
      path: 'spec.range',
      message: 'x',
      ...changes,
    });
    const mild = same('FOUR', { severity: 'warning', path: 'spec.mild' });
    judge.add(shoot('a'), [same('SCHEMA-INVALID'), same('TWO'), same('SCHEMA-INVALID', { path: 'spec.mild' }), mild]);
    expect(judge.result().findings.map(({ rule: id, path }) => [id, path])).toEqual([
      ['SCHEMA-INVALID', 'spec.mild'],
      ['TWO', 'spec.range'],
    ]);
  });

  it('takes a value that a schema does not list and a rule calls invalid for one mistake', () => {
    const judge = new Judge();
    const about = (id: string, type: 'invalid' | 'notSupported'): Finding => ({
      rule: id,
      severity: 'error',
      type,
      path: 'spec.type',
      value: 'x',
      message: id,
      ...(id.startsWith('SCHEMA') && { allowed: ['y'] }),
    });
    judge.add(shoot('a'), [about('SCHEMA-NESTED-KIND', 'notSupported'), about('ONE', 'invalid')]);
    judge.add(shoot('b'), [about('ONE', 'invalid'), about('SCHEMA-NESTED-KIND', 'notSupported')]);
    judge.add(shoot('c'), [about('ONE', 'invalid'), about('TWO', 'notSupported')]);
    expect(judge.result().findings.map(({ rule: id, object, allowed }) => [object?.name, id, allowed])).toEqual([
      ['a', 'ONE', ['y']],
      ['b', 'ONE', ['y']],
      ['c', 'ONE', undefined],
      ['c', 'TWO', undefined],
    ]);
  });

  it('knows which severities reach a threshold', () => {
    const findings = judged().findings.filter(({ severity }) => severity === 'warning');
    expect([reaches(findings, 'error'), reaches(findings, 'warning'), reaches(findings, 'info')]).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('output', () => {
  const one = { findings: judged().findings.slice(0, 1), accepted: [] };

  it('reads like the API server on a terminal', () => {
    expect(printFindings(one)).toBe(
      [
        'error T-A  virtual-garden  Shoot garden-dev/c  (apps/shoots.ts:12:3)',
        '  spec.a: Unsupported value: "c": a is wanted: supported values: "a", "b"',
        '  fix: write a',
        '',
        '1 error',
        '',
      ].join('\n'),
    );
  });

  it('colors severities when asked to', () => {
    expect(printFindings(one, { color: true })).toContain('\u001b[31merror\u001b[0m T-A');
  });

  it('annotates pull requests, with line breaks escaped', () => {
    expect(printGithub(one).split('\n')[0]).toBe(
      '::error file=apps/shoots.ts,line=12,col=3,title=T-A Shoot garden-dev/c::spec.a: Unsupported value: "c": a is wanted: supported values: "a", "b"%0Afix: write a',
    );
  });

  it('is versioned JSON', () => {
    expect(JSON.parse(printJson(one))).toEqual({ version: 1, findings: one.findings, accepted: [] });
  });

  it('is SARIF with suppressed accepted findings', () => {
    const sarif = JSON.parse(printSarif({ findings: one.findings, accepted: judged({ name: 'c' }).accepted })) as {
      runs: { results: object[] }[];
    };
    expect(sarif.runs[0]?.results).toEqual([
      {
        ruleId: 'T-A',
        ruleIndex: 0,
        level: 'error',
        message: {
          text: 'Shoot garden-dev/c: spec.a: Unsupported value: "c": a is wanted: supported values: "a", "b" (fix: write a)',
        },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'apps/shoots.ts' },
              region: { startLine: 12, startColumn: 3 },
            },
            logicalLocations: [
              { name: 'a', fullyQualifiedName: 'virtual-garden Shoot garden-dev/c spec.a', kind: 'property' },
            ],
          },
        ],
        properties: { severity: 'error' },
      },
      expect.objectContaining({ ruleId: 'T-B', suppressions: [{ kind: 'external', justification: 'known' }] }),
    ]);
  });
});
