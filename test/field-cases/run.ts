import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** What a command said. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own for one test, inside the project so that apps find its dependencies; removed afterwards. */
export function folder(files: Readonly<Record<string, string>>): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'field-case-'));
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(made, file)), { recursive: true });
    fs.writeFileSync(path.join(made, file), text);
  }
  return made;
}

/** Runs a command of ours in a folder. */
export function cli(cwd: string, ...args: string[]): Outcome {
  const program = [path.join(root, 'tools/run.cjs'), path.join(root, 'lib/cli/main.ts')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

/** `check` over one file. */
export function check(text: string, ...args: string[]): Outcome {
  const cwd = folder({ 'manifest.yaml': text });
  const outcome = cli(cwd, 'check', 'manifest.yaml', ...args);
  fs.rmSync(cwd, { recursive: true });
  return outcome;
}

/** Source of an app that imports this project. */
export function app(body: string): string {
  return `import * as lib from '${root}/lib';\nimport { ApiObject, Chart } from '${root}/node_modules/cdk8s';\n${body}`;
}

interface Finding {
  readonly rule: string;
  readonly severity: string;
  readonly path: string;
  readonly message: string;
  readonly fix?: string;
  readonly origin?: { readonly file: string; readonly line?: number };
}

/** What `check` says of files, but for notices: `error RULE file:line path: message (fix)`. */
export function said(files: Readonly<Record<string, string>>): readonly [status: number | null, ...findings: string[]] {
  const cwd = folder(files);
  const { status, stdout } = cli(cwd, 'check', '.', '--format', 'json', '--now', '2026-11-25');
  fs.rmSync(cwd, { recursive: true });
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
  const lines = findings
    .filter(({ severity }) => severity !== 'notice')
    .map(
      ({ rule, severity, path, message, fix, origin: { file, line } = { file: '' } }) =>
        `${severity} ${rule} ${file}:${line ?? 0} ${path}: ${message}${fix === undefined ? '' : ` (${fix})`}`,
    );
  return [status, ...lines];
}

/** What `check` says by one rule about each of several texts, which are judged in one folder: `path: message (fix)`. */
export function saidEach(rule: RegExp, texts: Readonly<Record<string, string>>): Readonly<Record<string, string[]>> {
  const names = Object.keys(texts);
  const files = Object.fromEntries(names.map((name, position) => [`${position}.yaml`, texts[name] ?? '']));
  const cwd = folder(files);
  const { stdout } = cli(cwd, 'check', '.', '--format', 'json', '--now', '2026-11-25');
  fs.rmSync(cwd, { recursive: true });
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
  const of = (file: string): string[] =>
    findings
      .filter(finding => rule.test(finding.rule) && finding.origin?.file === file)
      .map(({ path, message, fix }) => `${path}: ${message}${fix === undefined ? '' : ` (${fix})`}`);
  return Object.fromEntries(names.map((name, position) => [name, of(`${position}.yaml`)]));
}
