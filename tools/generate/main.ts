import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { firstDifference, writeFiles } from './output';
import type { Step } from './step';

/**
 * Writes every generated file of the project, or with `--check` compares them with what is committed and names the first
 * difference. The steps are the modules of `steps/`. Ends with 0, 1 for a difference or an input that was changed, 2 for a
 * wrong argument.
 */
function main(root: string, args: readonly string[]): number {
  const unknown = args.find(arg => arg !== '--check');
  if (unknown !== undefined) {
    console.error(`unknown argument ${unknown}; usage: npm run generate [-- --check]`);
    return 2;
  }
  const run = args.includes('--check') ? checkStep : writeStep;
  const failed = loadSteps().filter(step => !run(root, step));
  return failed.length === 0 ? 0 : 1;
}

function writeStep(root: string, step: Step): boolean {
  return attempt(step, () => {
    const files = [...step.render(root)];
    const { written, deleted } = writeFiles(root, step, files);
    console.error(`${step.name}: ${files.length} files, ${written} written, ${deleted} deleted`);
    return true;
  });
}

function checkStep(root: string, step: Step): boolean {
  return attempt(step, () => {
    const difference = firstDifference(root, step, [...step.render(root)]);
    if (difference !== undefined) console.error(`${step.name}: ${difference}\n  fix: npm run generate`);
    return difference === undefined;
  });
}

/** A step that cannot run says why, and the others run all the same. */
function attempt(step: Step, action: () => boolean): boolean {
  try {
    return action();
  } catch (error) {
    console.error(`${step.name}: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function loadSteps(): Step[] {
  const folder = join(__dirname, 'steps');
  const names = readdirSync(folder)
    .filter(name => name.endsWith('.ts'))
    .sort();
  return names.map(name => (require(join(folder, name)) as { step: Step }).step);
}

process.exitCode = main(resolve(__dirname, '../..'), process.argv.slice(2));
