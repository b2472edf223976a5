import * as fs from 'node:fs';
import * as path from 'node:path';
import { transformSync } from 'esbuild';
import * as entry from '../../lib/flux/index';

const text = fs.readFileSync(path.join(__dirname, '../../lib/flux/README.md'), 'utf8');
const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => block);

/** Runs an example; what it prints, line by line. */
function run(block: string): string[] {
  const { code } = transformSync(block, { loader: 'ts', format: 'cjs' });
  const printed: string[] = [];
  const load = (name: string): unknown => {
    if (name !== 'cdk8s-gardener/flux') throw new Error(`the example imports ${name}`);
    return entry;
  };
  const log = (...values: unknown[]): void => void printed.push(values.join(' '));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- examples of our own
  new Function('require', 'console', code)(load, { log });
  return printed;
}

describe('the examples of the README', () => {
  it.each(blocks.map((block, index) => [index + 1, block] as const))('example %d prints what it says', (_, block) => {
    expect(run(block)).toEqual([...block.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line));
  });
});
