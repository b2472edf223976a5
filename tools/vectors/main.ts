// npm run vectors -- FILE.json [--topic NAME] [--id ID]: runs a file of test vectors against this project.
import * as fs from 'node:fs';
import { parseArgs } from 'node:util';
import { runVectors, UnknownShape } from './runner';

const usage = 'usage: npm run vectors -- FILE.json [--topic NAME] [--id ID]';

function main(): number {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { topic: { type: 'string' }, id: { type: 'string' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) return refuse(usage);
  const data: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
  const { passed, failed, notRun, evidence } = runVectors(data, values);
  for (const entry of failed) console.log(`failed: ${entry.case.id} (${entry.case.group}) ${entry.reason}`);
  for (const entry of notRun) console.log(`not run: ${entry.id} ${entry.notRun}`);
  for (const { group, count } of evidence) console.log(`evidence: ${group} ${count}`);
  console.log(`${passed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

function refuse(message: string): number {
  console.error(message);
  return 2;
}

try {
  process.exitCode = main();
} catch (error) {
  const known =
    error instanceof UnknownShape || error instanceof SyntaxError || (error as { code?: unknown }).code !== undefined;
  if (!known) throw error;
  process.exitCode = refuse(`${(error as Error).message}\n${usage}`);
}
