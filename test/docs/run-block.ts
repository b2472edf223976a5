import * as fs from 'node:fs';
import * as path from 'node:path';
import { transformSync } from 'esbuild';
import { root, type CodeBlock } from './documents';

const cache = path.join(root, 'node_modules', '.cache', 'cdk8s-gardener');

/** Runs a block that is a whole program in this process, and returns what it prints, line by line. */
export function runBlock(block: CodeBlock): readonly string[] {
  const printed: string[] = [];
  const spy = jest.spyOn(console, 'log').mockImplementation((...values: unknown[]) => {
    printed.push(...values.map(String).join(' ').split('\n'));
  });
  fs.mkdirSync(cache, { recursive: true });
  const folder = fs.mkdtempSync(path.join(cache, 'block-'));
  try {
    const file = path.join(folder, 'block.js');
    fs.writeFileSync(file, javascript(block));
    require(file);
  } finally {
    spy.mockRestore();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return printed;
}

/** The lines that a block says it prints: the comments of their own after its first output. */
export function promisedLines({ text }: CodeBlock): readonly string[] {
  const lines = text.split('\n');
  const first = lines.findIndex(line => /\bconsole\.log\(/.test(line));
  if (first < 0) return [];
  return lines.slice(first).flatMap(line => /^\/\/ (.*)$/.exec(line)?.[1] ?? []);
}

/** The block as a program whose imports name files. */
function javascript({ text, document }: CodeBlock): string {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs', target: 'node20' });
  return code.replace(
    /\brequire\("([^"]+)"\)/g,
    (_, name: string) => `require(${JSON.stringify(moduleFile(name, document))})`,
  );
}

/** File of a module by the name that users import it by. */
function moduleFile(name: string, document: string): string {
  if (name === 'cdk8s-gardener') return path.join(root, 'lib/index.ts');
  const [, inside] = /^cdk8s-gardener\/(.+)$/.exec(name) ?? [];
  if (inside !== undefined)
    return path.join(root, inside.startsWith('imports/') ? inside : `lib/${inside}`, 'index.ts');
  if (name.startsWith('.')) return path.join(path.resolve(root, path.dirname(document), name), 'index.ts');
  return name;
}
