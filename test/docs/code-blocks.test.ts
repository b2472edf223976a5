// Every TypeScript and YAML block of every document: it compiles, runs, prints what it says, and is what the files say that it names.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { loadAll } from 'js-yaml';
import { documents, excerptOf, root, type CodeBlock } from './documents';
import { synthExample } from './example';
import { falseLine, falseStatement } from './excerpt';
import { preambles } from './preambles';
import { promisedLines, runBlock } from './run-block';
import { isProgram, typeProblems } from './type-check';

const all = documents().flatMap(({ blocks }) => blocks);
const place = ({ document, line }: CodeBlock): string => `${document}:${line}`;
const named = (blocks: readonly CodeBlock[]): readonly (readonly [string, CodeBlock])[] =>
  blocks.map(block => [place(block), block]);

const excerpts = all.filter(block => excerptOf(block) !== undefined);
const code = all.filter(block => block.language === 'ts' && !excerpts.includes(block));

describe('blocks of TypeScript', () => {
  it('compile', () => {
    expect(typeProblems(code, preambles)).toEqual([]);
  }, 60_000);

  it.each(named(code.filter(isProgram)))('%s runs and prints what it says', (_, block) => {
    expect(runBlock(block)).toEqual(promisedLines(block));
  });
});

describe('excerpts of files', () => {
  it.each(named(excerpts))('%s is what the file holds', (_, block) => {
    const { file, lines } = excerptOf(block)!;
    const whole = fs.readFileSync(path.join(root, file), 'utf8').split('\n');
    const wrong = file.endsWith('.ts') ? falseStatement(lines, whole) : falseLine(lines, whole);
    expect(wrong).toBeUndefined();
  });

  it('are told from others', () => {
    const file = ['a:', '  b: 1', '  c:', '    d: 2', '  e: 3'];
    expect(falseLine(['a:', '  # ...', '  e: 3'], file)).toBeUndefined();
    expect(falseLine(['c:', '  d: 2'], file)).toBeUndefined();
    expect(falseLine(['b: 1', 'c:', 'd: 2'], file)).toBe('b: 1');
    expect(falseLine(['a:', '  e: 3'], file)).toBe('a:');
    expect(falseLine(['e: 3', '# ...', 'b: 1'], file)).toBe('b: 1');
    expect(falseLine(['a:', '# ...', 'f: 4'], file)).toBe('f: 4');
    expect(falseStatement(['f(', '  a,', ')'], ['f(a)'])).toBeUndefined();
    expect(falseStatement(['f(b)'], ['f(a)'])).toBe('f(b)');
  });
});

describe('blocks of YAML', () => {
  it.each(named(all.filter(({ language }) => language === 'yaml')))('%s is YAML', (_, { text }) => {
    expect(() => loadAll(text)).not.toThrow();
  });
});

describe('findings', () => {
  const shown = all.filter(({ document, text }) => document === 'README.md' && /^error /.test(text));

  it('of the README are what a misspelled field of the example gives', () => {
    const edit = { file: 'apps/shoots.ts', from: "purpose: 'development'", to: "purpos: 'development'" };
    const { status, stderr } = synthExample(edit);
    expect(status).toBe(1);
    expect(shown).toHaveLength(1);
    for (const { text } of shown) expect(stderr).toContain(text);
  }, 30_000);
});

describe('blocks', () => {
  it('say in which language they are', () => {
    const known = ['ts', 'yaml', 'sh', 'text', 'json'];
    expect(all.filter(({ language }) => !known.includes(language)).map(place)).toEqual([]);
  });

  it('that show YAML or an app name the file they are an excerpt of, or stand for themselves', () => {
    const loose = all.filter(block => block.language === 'yaml' && !excerpts.includes(block) && !isWhole(block));
    expect(loose.map(place)).toEqual([]);
  });
});

/** Nothing is left out of the block. */
function isWhole({ text }: CodeBlock): boolean {
  return !/^\s*# \.\.\.$/m.test(text);
}
