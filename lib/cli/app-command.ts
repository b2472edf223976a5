import * as fs from 'node:fs';
import * as path from 'node:path';
import { load } from 'js-yaml';
import { UsageError } from './command';

/** How the app of a project is started. */
export interface AppCommand {
  /** The command line of cdk8s.yaml. */
  readonly command: string;
  /** The file that it runs, when it is one that we can load into this process. */
  readonly file?: string;
}

/**
 * The app of the project in a folder: `app` of its cdk8s.yaml.
 *
 * @throws UsageError when there is none
 */
export function appCommand(folder: string): AppCommand {
  const config = path.join(folder, 'cdk8s.yaml');
  if (!fs.existsSync(config))
    throw new UsageError(
      `no cdk8s.yaml in ${folder}: run the command where the app is, or write one (app: node -r tsx/cjs apps/main.ts)`,
    );
  let app: unknown;
  try {
    app = (load(fs.readFileSync(config, 'utf8')) as { app?: unknown } | null)?.app;
  } catch (error) {
    throw new UsageError(`cdk8s.yaml: ${(error as Error).message}`);
  }
  if (typeof app !== 'string' || app.trim() === '') throw new UsageError('cdk8s.yaml has no "app"');
  const missing = missingFileOf(app, folder);
  if (missing !== undefined)
    throw new UsageError(`cdk8s.yaml runs ${missing}, and there is no such file in ${folder}: correct its "app"`);
  const file = fileOf(app, folder);
  return { command: app, ...(file !== undefined && { file }) };
}

/** Options of node that are followed by a module. */
const takesModule = /^(?:-r|--require|--import|--loader|--experimental-loader)$/;

/** The file that `node [options] FILE` would not find. Words that only a shell understands are left to it. */
function missingFileOf(command: string, folder: string): string | undefined {
  const [program, ...words] = command.trim().split(/\s+/);
  if (program !== 'node') return undefined;
  const file = words.find((word, i) => !word.startsWith('-') && !takesModule.test(words[i - 1] ?? ''));
  if (file === undefined || !/^[\w./\\:@-]+\.[cm]?[jt]s$/.test(file)) return undefined;
  return fs.existsSync(path.resolve(folder, file)) ? undefined : file;
}

/** `node [options] FILE` loads a file; anything else is a command of its own. */
function fileOf(command: string, folder: string): string | undefined {
  const words = command.trim().split(/\s+/);
  const last = words[words.length - 1];
  if (words[0] !== 'node' || last === undefined || !/\.[cm]?[jt]s$/.test(last)) return undefined;
  const file = path.resolve(folder, last);
  return fs.existsSync(file) ? file : undefined;
}
