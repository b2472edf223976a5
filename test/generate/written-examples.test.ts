import * as path from 'node:path';
import type { Mistake } from '../../tools/generate/examples/mistake';
import { overlay } from '../../tools/generate/examples/overlay';
import { Scene } from '../../tools/generate/examples/scene';
import { WrittenExamples } from '../../tools/generate/examples/written-examples';

const folder = path.resolve(__dirname, '../../tools/generate/examples');

function judged(parts: Partial<Mistake> & Pick<Mistake, 'bad' | 'good'>): {
  readonly problem: string | undefined;
  readonly examples: WrittenExamples;
} {
  const examples = new WrittenExamples(folder, new Date('2026-11-25'));
  const problem = examples.add({ place: 'here', rules: [], also: [], change: false, ...parts });
  return { problem, examples };
}

const configMap = (name: string, more = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: shop${more}}\n`;

describe('a written mistake', () => {
  it('is the example of the rule that it names', () => {
    const { problem, examples } = judged({ rules: ['OBJ-NAME'], bad: configMap('A_b'), good: configMap('a-b') });
    expect(problem).toBeUndefined();
    expect(examples.meant).toEqual({
      'OBJ-NAME': {
        kind: 'ConfigMap',
        path: 'metadata.name',
        says: expect.stringMatching(/^metadata\.name: Invalid value: "A_b": /) as unknown,
        bad: configMap('A_b'),
        good: configMap('a-b'),
      },
    });
  });

  it('is refused when it is not one', () => {
    const { problem } = judged({ rules: ['OBJ-ANNOTATION'], bad: configMap('A_b'), good: configMap('a-b') });
    expect(problem).toMatch(/^here: bad is not told from good by OBJ-ANNOTATION, but by\n {2}OBJ-NAME metadata\.name/);
  });

  it('is refused when more is wrong than it says, unless that cannot be helped', () => {
    const bad = configMap('A_b', ', labels: {"-app": a}');
    const parts = { rules: ['OBJ-NAME'], bad, good: configMap('a-b') };
    expect(judged(parts).problem).toMatch(/^here: more than that is wrong:\n {2}OBJ-LABEL /);
    expect(judged({ ...parts, also: ['OBJ-LABEL'] }).problem).toBeUndefined();
  });

  it('is refused when what should be right is not', () => {
    const good = configMap('a-b', ', labels: {"-app": a}');
    const { problem } = judged({ rules: ['OBJ-NAME'], bad: configMap('A_b', ', labels: {"-app": a}'), good });
    expect(problem).toMatch(/^here: good is wrong, too:\n {2}OBJ-LABEL /);
  });

  it('serves the rules that have no better example when it names none', () => {
    const { examples } = judged({ bad: configMap('A_b'), good: configMap('a-b') });
    expect([Object.keys(examples.found), Object.keys(examples.meant)]).toEqual([['OBJ-NAME'], []]);
  });

  it('shows of a scene only what is laid over it', () => {
    const pool = (zones: string): string =>
      `kind: Shoot\nspec: {provider: {workers: [{name: cpu, maxSurge: 2, zones: ${zones}}]}}\n`;
    const { problem, examples } = judged({
      rules: ['OS-MIN-BELOW-ZONES'],
      scene: 'openstack',
      bad: pool('[eu-1a, eu-1b]'),
      good: pool('[eu-1a]'),
    });
    expect(problem).toBeUndefined();
    expect(examples.meant['OS-MIN-BELOW-ZONES']).toMatchObject({
      path: 'spec.provider.workers[0].minimum',
      bad: pool('[eu-1a, eu-1b]'),
    });
  });

  it('may be one of facts, and of other files that have names', () => {
    const file = (object: string): Record<string, string> => ({ 'facts/soil.yaml': `${object}: {natAddresses: []}\n` });
    const bad = file('seeds/soil');
    const { problem, examples } = judged({ rules: ['FACTS-OBJECT'], bad, good: file('seed/soil') });
    expect(problem).toBeUndefined();
    expect(examples.meant['FACTS-OBJECT']).toMatchObject({
      kind: 'file',
      bad: '# facts/soil.yaml\nseeds/soil: {natAddresses: []}\n',
    });
  });

  it('may be one of an app', () => {
    const app = (name: string): Record<string, string> => ({
      'app.ts': `new ApiObject(new Unit(landscape.runtime, 'u'), 'a', ${JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })});\n`,
    });
    const { problem, examples } = judged({ rules: ['OBJ-NAME'], bad: app('A_b'), good: app('a-b') });
    expect(problem).toBeUndefined();
    expect(examples.meant['OBJ-NAME']?.bad).toMatch(/^\/\/ app\.ts\nnew ApiObject\(/);
  });

  it('may be one of a change', () => {
    const surge = (maxSurge: number): string =>
      `kind: Shoot\nspec: {provider: {workers: [{name: cpu, machine: {type: ${maxSurge === 1 ? 'm1.4' : 'm1.8'}}}]}}\n`;
    const { problem, examples } = judged({
      rules: ['SHOOT-ROLL'],
      scene: 'openstack',
      change: true,
      bad: surge(2),
      good: surge(1),
    });
    expect([problem, examples.meant['SHOOT-ROLL']?.change]).toEqual([undefined, true]);
  });

  it('may be one of an upgrade', () => {
    const to = (version: string): Record<string, string> => ({
      check: `--gardener 1.148.0 --to ${version}`,
      'a.yaml': configMap('a'),
    });
    const { problem, examples } = judged({ rules: ['UPGRADE-STEPS'], bad: to('1.150.0'), good: to('1.149.0') });
    expect(problem).toBeUndefined();
    expect(examples.meant['UPGRADE-STEPS']?.bad).toBe(
      `# cdk8s-gardener check . --gardener 1.148.0 --to 1.150.0\n# a.yaml\n${configMap('a')}`,
    );
  });
});

describe('a scene', () => {
  const filesOf = (name: string): Readonly<Record<string, string>> =>
    new Scene(path.join(folder, 'scenes', name)).with({});

  it('has the files of the scenes that it is built on, and its own in their place', () => {
    const [meadow, seed] = [filesOf('meadow'), filesOf('seed')];
    expect(Object.keys(seed).sort()).toEqual(['profile.yaml', 'project.yaml', 'seed.yaml', 'shoot.yaml']);
    expect(seed['profile.yaml']).toBe(meadow['profile.yaml']);
    expect([meadow, seed].map(files => /seedName: soil/.test(files['shoot.yaml'] ?? ''))).toEqual([false, true]);
  });

  it('must exist', () => {
    expect(() => filesOf('desert')).toThrow(/^there is no scene .*desert$/);
  });
});

describe('overlay', () => {
  it('merges maps, and lists by name or type, and takes away what is null', () => {
    const whole = { a: 1, b: { c: 2, d: 3 }, list: [{ name: 'x', v: 1 }, { name: 'y' }], plain: [1, 2] };
    const part = { b: { c: null, e: 4 }, list: [{ name: 'y', w: 2 }, { name: 'z' }], plain: [3] };
    expect(overlay(whole, part)).toEqual({
      a: 1,
      b: { d: 3, e: 4 },
      list: [{ name: 'x', v: 1 }, { name: 'y', w: 2 }, { name: 'z' }],
      plain: [3],
    });
    expect(overlay([{ type: 'acl', v: 1 }], [{ type: 'acl', v: 2 }])).toEqual([{ type: 'acl', v: 2 }]);
    expect(whole.b).toEqual({ c: 2, d: 3 });
  });
});
