import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject } from 'cdk8s';
import type { Finding } from '../../lib/core/finding';
import type { Landscape, LandscapeProps } from '../../lib/landscape/landscape';
import { provideTopics } from '../../lib/landscape/topics';
import { ruleTable } from '../../lib/rules/rule';
import type { Topic } from '../../lib/rules/topic';
import { MemorySink } from '../../lib/synth/output/sink';
import type { Synthesis } from '../../lib/synth/synthesis';
import type { Verdict, Verdicts } from '../../lib/synth/verdict';
import { VerdictFile } from '../../lib/synth/verdict-file';
import { configMap, landscape } from './tree';

const rule = ruleTable('here', { 'T-ODD': { severity: 'warning', reason: 'this is odd' } });
let judged = 0;

/** Finds every ConfigMap odd, foresees a Secret for it, and counts. */
const topic: Topic = {
  name: 'odd',
  checks: [
    {
      rules: [],
      tree: () => {
        judged++;
      },
    },
    {
      rules: [rule['T-ODD']],
      kinds: ['/ConfigMap'],
      object: ({ object }, report) => report.add(rule['T-ODD'], 'data', { value: object['data'] }),
    },
  ],
  *predict(view) {
    for (const because of view.ofKind('', 'ConfigMap')) {
      const { name = '' } = because.object.metadata;
      yield { cluster: 'runtime', object: { apiVersion: 'v1', kind: 'Secret', metadata: { name } }, because };
    }
  },
};

class Memory implements Verdicts {
  private known: readonly [string, Verdict] | undefined;

  find(inputs: string): Verdict | undefined {
    return this.known?.[0] === inputs ? this.known[1] : undefined;
  }

  keep(inputs: string, verdict: Verdict): void {
    this.known = [inputs, JSON.parse(JSON.stringify(verdict)) as Verdict];
  }
}

type Told = Synthesis & { readonly text: ReadonlyMap<string, string>; readonly judged: boolean };

function told(root: Landscape, verdicts: Verdicts, extras = true): Told {
  const sink = new MemorySink();
  const before = judged;
  const synthesis = root.render(sink, { verdicts, extras });
  return { ...synthesis, text: sink.files, judged: judged > before };
}

function app(props: Partial<LandscapeProps> = {}, value = 'value'): Landscape {
  const root = landscape(props);
  configMap(root.runtime.unit('web'), 'settings', { data: { key: value } });
  return root;
}

describe('the verdict about a landscape', () => {
  beforeAll(() => {
    provideTopics(() => [topic]);
  });
  afterAll(() => {
    provideTopics(() => []);
  });

  test('is told again about the same objects, with places, previews and reports', () => {
    const memory = new Memory();
    const first = told(app(), memory);
    const again = told(app(), memory);
    expect([first.judged, again.judged]).toEqual([true, false]);
    expect({ ...again, judged: true }).toEqual(first);
    expect(again.findings).toMatchObject([{ rule: 'T-ODD', path: 'data', object: { name: 'settings' } }]);
    expect([...again.text.keys()]).toContain('test/preview/runtime/configmap.test.settings.yaml');
  });

  test('says where the app makes the object now', () => {
    const memory = new Memory();
    const props = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'test' } };
    const [here, there] = [landscape(), landscape()];
    new ApiObject(here.runtime.unit('web'), 'settings', props);
    new ApiObject(there.runtime.unit('web'), 'settings', props);
    const [first, moved] = [told(here, memory), told(there, memory)];
    expect(moved.judged).toBe(false);
    const [origin, later] = [first, moved].map(({ findings }) => findings[0]?.origin);
    expect(origin).toMatchObject({ file: 'test/synth/verdict.test.ts', construct: 'runtime/web/settings' });
    expect(later).toEqual({ ...origin, line: (origin?.line ?? 0) + 1 });
  });

  const fact = { value: 'x', origin: { file: 'facts.yaml', line: 1, column: 1 } };
  const others: Readonly<Record<string, () => Landscape>> = {
    'a field': () => app({}, 'another'),
    'the version of Gardener': () => app({ gardener: '1.149.0' }),
    'a fact': () => app({ facts: new Map([['landscape', new Map([['t', fact]])]]) }),
    'an acceptance': () => app({ accept: [{ rule: 'T-ODD', reason: 'known' }] }),
    'an object that exists elsewhere': () => {
      const root = app();
      root.declareExternal({ apiVersion: 'v1', kind: 'Secret', name: 'x' });
      return root;
    },
    'one more object': () => {
      const root = app();
      configMap(root.runtime.unit('web'), 'more');
      return root;
    },
    'another unit': () => {
      const root = landscape();
      configMap(root.runtime.unit('web2'), 'settings');
      return root;
    },
    'what was wrong before anything was judged': () => {
      const root = app();
      root.node.addValidation({ validate: () => ['no'] });
      return root;
    },
  };

  test.each(Object.entries(others))('is not told when %s is another', (_, change) => {
    const memory = new Memory();
    told(app(), memory);
    expect(told(change(), memory).judged).toBe(true);
    expect(told(change(), memory).judged).toBe(false);
    expect(told(app(), memory).judged).toBe(true);
  });

  test('is another one without previews and reports', () => {
    const memory = new Memory();
    told(app(), memory);
    expect(told(app(), memory, false).judged).toBe(true);
  });

  test('is none about objects that were judged as they were meant', () => {
    const memory = new Memory();
    const misspelled = (): Landscape => {
      const root = landscape({ accept: [{ rule: 'SCHEMA-UNKNOWN-FIELD', reason: 'known' }] });
      const metadata = { name: 'x', namespcae: 'test' } as object as { name: string };
      new ApiObject(root.runtime.unit('web'), 'x', { apiVersion: 'v1', kind: 'ConfigMap', metadata });
      return root;
    };
    const [first, again] = [told(misspelled(), memory), told(misspelled(), memory)];
    expect(first.findings).toMatchObject([{ rule: 'T-ODD', object: { namespace: 'test' } }]);
    expect(again.findings).toEqual(first.findings);
  });

  test('is none when a rule of ours has failed', () => {
    const memory = new Memory();
    const failing: Topic = {
      name: 'failing',
      checks: [
        {
          rules: [],
          tree: () => {
            throw new Error('a bug');
          },
        },
      ],
    };
    for (const again of [1, 2])
      expect({ again, ...told(app({ topics: [failing] }), memory) }).toMatchObject({ again, judged: true });
  });
});

describe('a file of verdicts', () => {
  let folder: string;
  const verdict: Verdict = { global: [], objects: [[0, []]], files: [['reports/a.md', '# a\n']] };
  const file = (): string => path.join(folder, '.cdk8s-gardener', 'dist', 'verdicts', 'meadow.json');
  const verdicts = (version = '1'): VerdictFile => new VerdictFile(path.join(folder, 'dist'), 'meadow', version);

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'verdicts-'));
  });
  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  test('knows the last verdict, of the same inputs and the same program', () => {
    verdicts().keep('one', verdict);
    expect([verdicts().find('one'), verdicts().find('two'), verdicts('2').find('one')]).toEqual([
      verdict,
      undefined,
      undefined,
    ]);
    verdicts().keep('two', verdict);
    expect(verdicts().find('one')).toBeUndefined();
  });

  test('knows nothing when somebody has written something else', () => {
    verdicts().keep('one', verdict);
    fs.writeFileSync(file(), '{ "inputs": ');
    expect(verdicts().find('one')).toBeUndefined();
  });

  test('keeps no verdict that JSON would change', () => {
    const finding: Finding = { rule: 'T', severity: 'error', path: '', message: '', value: undefined, source: '' };
    verdicts().keep('one', { ...verdict, objects: [[0, [finding]]] });
    expect(verdicts().find('one')).toBeUndefined();
  });

  test('is written into no folder that may not be written', () => {
    fs.writeFileSync(path.join(folder, '.cdk8s-gardener'), 'a file');
    expect(() => verdicts().keep('one', verdict)).not.toThrow();
  });
});

test('objects whose text is not ours count as well', () => {
  const digests = ['a', 'b'].map(value => {
    const memory = new Memory();
    const root = landscape();
    new ApiObject(root.runtime.unit('x'), 'list', {
      apiVersion: 'v1',
      kind: 'List',
      metadata: { name: 'x' },
      items: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { value } }],
    });
    let inputs = '';
    told(root, { find: key => void (inputs = key), keep: (key, verdict) => memory.keep(key, verdict) });
    return inputs;
  });
  expect(digests[0]).not.toBe(digests[1]);
});
