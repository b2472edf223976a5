import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { buildSync } from 'esbuild';

/** What one run of a whole process cost. */
export interface Cost {
  /** User and system time of the process and its children, seconds. */
  readonly cpu: number;
  /** Peak memory in MB; 0 when the program does not tell. */
  readonly memory: number;
}

/** A program to measure: a command line, with what is set in its environment. */
export interface Program {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs before each measurement, unmeasured. */
  readonly prepare?: () => void;
}

const cache = path.resolve('node_modules/.cache/cdk8s-gardener/bench');

/** Compiles a program of bench/programs to one file of JavaScript, so that only its own work is measured. */
export function compiled(name: string): string {
  const outfile = path.join(cache, `${name}.js`);
  buildSync({
    entryPoints: [path.join(__dirname, 'programs', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

/** A folder for the output of one program, empty. */
export function scratch(name: string): string {
  const folder = path.join(os.tmpdir(), `cdk8s-gardener-bench-${process.pid}`, name);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}

/** Removes all scratch folders of this run. */
export function cleanUp(): void {
  fs.rmSync(path.join(os.tmpdir(), `cdk8s-gardener-bench-${process.pid}`), { recursive: true, force: true });
}

/**
 * Runs the programs in turn, A B C A B C ..., and gives the median of each: a machine whose speed drifts then slows all alike.
 * The first round only warms up.
 */
export function interleaved(programs: readonly Program[], rounds = 5): Map<string, Cost> {
  const costs = new Map<string, Cost[]>(programs.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const program of programs) {
      const cost = run(program);
      if (round > 0) costs.get(program.name)?.push(cost);
    }
  }
  return new Map(
    [...costs].map(([name, list]) => [
      name,
      { cpu: median(list.map(({ cpu }) => cpu)), memory: median(list.map(({ memory }) => memory)) },
    ]),
  );
}

/** Tells milliseconds where others tell hundredths of a second. */
const shell = fs.existsSync('/bin/bash') ? '/bin/bash' : 'sh';

/** CPU time by the shell's `times`, which counts the children that have ended. */
function run({ name, command, environment = {}, prepare }: Program): Cost {
  prepare?.();
  const { status, stdout, stderr } = spawnSync(
    shell,
    ['-c', '"$@" >&2; status=$?; times; exit $status', shell, ...command],
    { env: { ...process.env, ...environment }, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (status !== 0) throw new Error(`${name} failed with ${status}:\n${stderr.slice(-2000)}`);
  const times = [...stdout.split('\n')[1]!.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  const [, memory = '0'] = /maxRSS (\d+)/.exec(stderr) ?? [];
  return { cpu: times.reduce((sum, time) => sum + time, 0), memory: Math.round(Number(memory) / 1024) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
