import type * as processes from 'node:child_process';
import * as path from 'node:path';
import type * as chokidar from 'chokidar';
import type * as OfDist from '../../flux/bootstrap/of-dist';
import { CheckingRun } from '../../synth/checking-run';
import { defaultOutdir, scratchOutput } from '../../synth/output-target';
import { setRun, WritingRun } from '../../synth/run';
import type * as OfFailure from '../app-failure';
import { appCommand, type AppCommand } from '../app-command';
import { exitCodes, UsageError, type Command } from '../command';

/** `synth`: runs the app of this project and writes dist/. */
export const command: Command = {
  name: 'synth',
  summary: 'run the app and write dist/, all or nothing',
  usage: 'synth [--check | --watch | --bootstrap] [--allow-empty]',
  help: `
Runs the app that cdk8s.yaml names and writes its landscapes to dist/. Nothing changes when
there is an error: findings are printed and dist/ stays as it was. Files that a synth did not
write are never touched.

  --check        compare instead of writing; exit 1 and name the first difference
  --watch        synthesize again whenever a file of the project is saved
  --bootstrap    write, then print the two commands that bring Flux to each cluster
  --allow-empty  a landscape that adds nothing may delete what it wrote before

examples:
  cdk8s-gardener synth
  cdk8s-gardener synth --check    # in CI: dist/ is what the app says
  cdk8s-gardener synth --bootstrap
`,
  options: {
    check: { type: 'boolean' },
    watch: { type: 'boolean' },
    bootstrap: { type: 'boolean' },
    'allow-empty': { type: 'boolean' },
  },
  run({ values, positionals }) {
    if (positionals.length > 0) throw new UsageError(`synth takes no argument, got "${positionals.join(' ')}"`);
    const app = appCommand(process.cwd());
    if (values['watch'] === true) return watch(values['allow-empty'] === true);
    if (values['check'] === true) return check(app);
    const code = write(app, values['allow-empty'] === true);
    if (values['bootstrap'] === true) process.once('exit', bootstrap);
    return code;
  },
};

function write(app: AppCommand, allowEmpty: boolean): number | undefined {
  if (!canLoad(app)) return start(app);
  const run = new WritingRun({ deferred: true, allowEmpty });
  setRun(run);
  process.once('exit', code => {
    run.end(code === 0);
    if (run.changes === undefined) return;
    const { written, deleted, unchanged } = run.changes;
    process.stdout.write(
      `${defaultOutdir}/: ${written.length} files written, ${deleted.length} deleted, ${unchanged} unchanged. Look at it with: git diff ${defaultOutdir}\n`,
    );
  });
  return loadApp(app);
}

/** Runs when everything is written; after a failure there is nothing to bootstrap. */
function bootstrap(): void {
  if (process.exitCode !== undefined && process.exitCode !== exitCodes.ok) return;
  const { bootstrapOfDist } = require('../../flux/bootstrap/of-dist') as typeof OfDist;
  const { text, works } = bootstrapOfDist(defaultOutdir);
  process.stdout.write(text);
  if (!works) process.exitCode = exitCodes.findings;
}

function check(app: AppCommand): number | undefined {
  if (!canLoad(app))
    throw new UsageError(`synth --check needs an app of the form "node FILE", cdk8s.yaml has "${app.command}"`);
  const run = new CheckingRun();
  setRun(run);
  process.once('exit', code => {
    const [first] = run.differences;
    if (first !== undefined)
      process.stderr.write(
        `${path.relative(process.cwd(), first.file)}: ${first.what} (${run.differences.length} differences)\n`,
      );
    if (code === 0 && (run.failed || first !== undefined)) process.exitCode = exitCodes.findings;
  });
  return loadApp(app);
}

/** Runs the app in this process: the files are compared or written when it has ended. */
function loadApp({ file = '' }: AppCommand): number | undefined {
  process.env['CDK8S_OUTDIR'] ??= scratchOutput;
  if (needsLoader(file)) require(require.resolve('tsx/cjs', { paths: [path.dirname(file), __dirname] }));
  try {
    require(file);
    return undefined;
  } catch (error) {
    const { appFailure } = require('../app-failure') as typeof OfFailure;
    process.stderr.write(appFailure(path.relative(process.cwd(), file), error));
    return exitCodes.findings;
  }
}

/** Whether a file is TypeScript, and nobody has taught this process yet to load it. */
function needsLoader(file: string): boolean {
  const extension = path.extname(file);
  // deprecated, and where every loader of CommonJS registers itself
  const { extensions } = require as unknown as { readonly extensions: Readonly<Record<string, unknown>> };
  return /^\.[cm]?ts$/.test(extension) && extensions[extension] === undefined;
}

/** An app in TypeScript needs a loader; without one it is started as cdk8s.yaml says. */
function canLoad({ file }: AppCommand): boolean {
  if (file === undefined) return false;
  if (!needsLoader(file)) return true;
  try {
    require.resolve('tsx/cjs', { paths: [path.dirname(file), __dirname] });
    return true;
  } catch {
    return false;
  }
}

function start({ command: line }: AppCommand): number {
  const environment = { ...process.env, CDK8S_OUTDIR: process.env['CDK8S_OUTDIR'] ?? scratchOutput };
  return (
    childProcess().spawnSync(line, { shell: true, stdio: 'inherit', env: environment }).status ?? exitCodes.internal
  );
}

/** Loaded when a process is started: that takes a fiftieth of a short run. */
const childProcess = (): typeof processes => require('node:child_process') as typeof processes;

const ignored = new RegExp(
  `^(?:${[defaultOutdir, 'node_modules', '\\.git', 'build', '\\.cdk8s.*'].join('|')})(?:[\\\\/]|$)`,
);
/** Editors save in several steps; the run begins when they are through. */
const settleMilliseconds = 40;

/** Synthesizes once, and again after every change, each time in a new process so that no old module is left. */
function watch(allowEmpty: boolean): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let again = false;
  const once = (): void => {
    if (running) {
      again = true;
      return;
    }
    running = true;
    const [, main = ''] = process.argv;
    const child = childProcess().spawn(
      process.execPath,
      [...process.execArgv, main, 'synth', ...(allowEmpty ? ['--allow-empty'] : [])],
      { stdio: 'inherit' },
    );
    child.on('exit', () => {
      running = false;
      if (again) once();
      again = false;
    });
  };
  once();
  const { watch: watchFiles } = require('chokidar') as typeof chokidar;
  const cwd = process.cwd();
  watchFiles(cwd, { ignored: file => ignored.test(path.relative(cwd, file)), ignoreInitial: true }).on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(once, settleMilliseconds);
  });
  return new Promise(() => undefined);
}
