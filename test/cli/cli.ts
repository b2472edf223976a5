import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** Long enough for a busy machine: a program that needs more has no end. */
const hangsAfterMs = 180_000;

/** How the command line is started. */
export interface CliOptions {
  /** @default the root of the repository */
  readonly cwd?: string;
  /** Standard input. @default none */
  readonly input?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** As another user; only root can do that. */
  readonly uid?: number;
}

/** What a call of the command line did. */
export interface CliRun {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

const program: readonly string[] = [
  process.execPath,
  path.join(root, 'tools/run.cjs'),
  path.join(root, 'lib/cli/main.ts'),
];

/** Runs the command line as a user does; one that takes longer than half a minute is killed, and has no status. */
export function cli(
  args: readonly string[],
  { cwd = root, input = '', environment = {}, uid }: CliOptions = {},
): CliRun {
  const [command = '', ...before] = program;
  const { status, stdout, stderr } = spawnSync(command, [...before, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    timeout: hangsAfterMs,
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, GITHUB_WORKSPACE: '', ...environment },
    ...(uid !== undefined && { uid, gid: uid }),
  });
  return { status, output: stdout, errors: stderr };
}

/** Runs a line of a shell in which `cli` is the command line. */
export function shell(line: string, cwd: string): CliRun {
  const start = program.map(part => `'${part}'`).join(' ');
  const script = `set -o pipefail; cli() { ${start} "$@"; }; ${line}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd,
    encoding: 'utf8',
    timeout: hangsAfterMs,
  });
  return { status, output: stdout, errors: stderr };
}

/** A new folder with files, for one test file; others may read it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cli-'));
  fs.chmodSync(folder, 0o755);
  for (const [file, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), content);
  }
  return folder;
}
