import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { root, type CodeBlock } from './documents';

/** A block that does not compile. */
export interface TypeProblem {
  /** Document and line, as an editor opens it. */
  readonly place: string;
  readonly message: string;
}

/** Code that stands before a block that is no whole program: imports and declarations that the reader knows from the text. */
export type Preambles = Readonly<Record<string, string>>;

const cache = path.join(root, 'node_modules', '.cache', 'cdk8s-gardener');

/** Compiles all blocks in one run of the compiler, with the names by which the package is imported. */
export function typeProblems(blocks: readonly CodeBlock[], preambles: Preambles): readonly TypeProblem[] {
  fs.mkdirSync(cache, { recursive: true });
  const folder = fs.mkdtempSync(path.join(cache, 'docs-'));
  try {
    const sources = blocks.map((block, index) => ({ block, ...sourceOf(block, preambles), file: `block-${index}.ts` }));
    for (const { file, text } of sources) fs.writeFileSync(path.join(folder, file), text);
    fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(configuration(folder)));
    const tsc = path.join(root, 'node_modules/typescript-native/bin/tsc');
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return stdout
      .split('\n')
      .filter(line => /error TS/.test(line))
      .map(line => {
        const [, file, row = '1', message] = /^(block-\d+\.ts)\((\d+),\d+\): (.*)$/.exec(line) ?? [];
        const source = sources.find(candidate => candidate.file === file);
        if (source === undefined) return { place: '', message: line };
        const { block, added } = source;
        return { place: `${block.document}:${block.line + Number(row) - added}`, message: message ?? line };
      });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The text to compile, a module of its own, and how many lines were put before it. */
function sourceOf(block: CodeBlock, preambles: Preambles): { readonly text: string; readonly added: number } {
  const preamble = isProgram(block) ? '' : (preambles[block.document] ?? '');
  const text = `${preamble}\n${block.text}\nexport {};\n`;
  const resolve = (target: string): string => path.resolve(root, path.dirname(block.document), target);
  return {
    text: text.replace(/(from\s+')(\.[^']*)'/g, (_, from: string, target: string) => `${from}${resolve(target)}'`),
    added: preamble.split('\n').length,
  };
}

/** Whether a block stands for itself: it imports what it uses. */
export function isProgram({ text }: CodeBlock): boolean {
  return /^import /m.test(text);
}

function configuration(folder: string): object {
  const to = (target: string): string => path.relative(folder, path.join(root, target));
  return {
    extends: to('tsconfig.json'),
    compilerOptions: {
      noUnusedLocals: false,
      noUnusedParameters: false,
      types: ['node'],
      typeRoots: [to('node_modules/@types')],
      paths: {
        'cdk8s-gardener': [to('lib/index.ts')],
        'cdk8s-gardener/imports/*': [to('imports/*/index.ts')],
        'cdk8s-gardener/*': [to('lib/*/index.ts')],
      },
    },
    include: ['./*.ts'],
    exclude: [],
  };
}
