import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { firstDifference, writeFiles } from './output';
import type { Step } from './step';

/**
 * Writes every generated file of the project, or with `--check` compares them with what is committed and names the first
 * difference. The steps are the modules of `steps/`.
 */
function main(root: string, args: readonly string[]): number {
  const unknown = args.find(arg => arg !== '--check');
  if (unknown !== undefined) {
    console.error(`unknown argument ${unknown}; usage: npm run generate [-- --check]`);
    return 2;
  }
  const check = args.includes('--check');
  let different = 0;
  for (const step of loadSteps()) {
    const files = [...step.render(root)];
    if (!check) {
      const { written, deleted } = writeFiles(root, step, files);
      console.error(`${step.name}: ${files.length} files, ${written} written, ${deleted} deleted`);
      continue;
    }
    const difference = firstDifference(root, step, files);
    if (difference === undefined) continue;
    different++;
    console.error(`${step.name}: ${difference}\n  fix: npm run generate`);
  }
  return different === 0 ? 0 : 1;
}

function loadSteps(): Step[] {
  const folder = join(__dirname, 'steps');
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.ts'))
    .sort();
  return names.map(name => (require(join(folder, name)) as { step: Step }).step);
}

process.exitCode = main(resolve(__dirname, '../..'), process.argv.slice(2));
