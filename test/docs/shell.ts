import * as fs from 'node:fs';
import * as path from 'node:path';
import { suggest } from '../../lib/core/suggest';
import type { Command } from '../../lib/cli/command';
import { commands } from '../../lib/cli/commands.generated';
import { root } from './documents';

const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Programs of the reader's machine. */
const foreign = new Set([
  'git',
  'kubectl',
  'helm',
  'flux',
  'sops',
  'cd',
  'jq',
  'tar',
  'ssh-keygen',
  'age-keygen',
  'openstack',
]);

/** npm's own words that are no scripts. */
const npmVerbs = new Set(['ci', 'install', 'pack', 'start', 'test']);

/** Why a line of a shell block cannot be run as it stands, or undefined. */
export function shellProblem(line: string): string | undefined {
  const bare = line.replace(/(^|\s)#.*$/, '').trim();
  if (bare === '') return undefined;
  for (const command of bare.split(/\s*(?:\||&&|;)\s*/)) {
    const problem = commandProblem(words(command));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Words without assignments before and redirections behind. */
function words(command: string): readonly string[] {
  const all = command.split(/\s+/).filter(word => word !== '');
  const first = all.findIndex(word => !/^[A-Z_0-9]+=/.test(word));
  const last = all.findIndex(word => /^[<>]/.test(word));
  return first < 0 ? [] : all.slice(first, last < 0 ? undefined : last);
}

function commandProblem([program, ...args]: readonly string[]): string | undefined {
  if (program === undefined || foreign.has(program)) return undefined;
  if (program === 'npm') return npmProblem(args);
  if (program === 'npx') return binProblem(args);
  if (program === 'node') return fileProblem(args);
  if (program === 'cdk8s-gardener') return ownProblem(args);
  return `nobody has a program "${program}"`;
}

function npmProblem([verb = '', ...rest]: readonly string[]): string | undefined {
  const script = verb === 'run' ? rest[0] : verb;
  if (script === undefined || (verb !== 'run' && !npmVerbs.has(verb))) return `npm has no command "${verb}"`;
  if (verb === 'ci' || verb === 'install' || verb === 'pack') return undefined;
  if (scripts[script] === undefined) return `there is no script "${script}"`;
  const args = rest.slice(rest.indexOf('--') + 1);
  if (rest.includes('--') && script === 'start') return ownProblem(['synth', ...args]);
  return missingFile(args);
}

function binProblem([name = '', ...args]: readonly string[]): string | undefined {
  if (name === 'cdk8s-gardener') return ownProblem(args);
  if (!fs.existsSync(path.join(root, 'node_modules', '.bin', name))) return `there is no program "${name}"`;
  return missingFile(args);
}

function fileProblem(args: readonly string[]): string | undefined {
  return missingFile(args.filter(arg => /\.[cm]?[jt]s$/.test(arg)));
}

/** What looks like a path of this repository must be one. */
function missingFile(args: readonly string[]): string | undefined {
  const missing = args.find(
    arg => /^(?:apps|bench|docs|imports|lib|test|tools)\//.test(arg) && !fs.existsSync(path.join(root, arg)),
  );
  return missing === undefined ? undefined : `there is no ${missing}`;
}

/** A call of our own program: the command and its options exist. */
export function ownProblem([name = '', ...args]: readonly string[]): string | undefined {
  if (name === 'COMMAND' || name.startsWith('-')) return undefined;
  const load = commands[name];
  if (load === undefined) return `there is no command "${name}": ${suggest(name, Object.keys(commands)) ?? ''}`;
  const { options } = load();
  const unknown = args.find(
    arg => arg.startsWith('--') && arg !== '--help' && !(arg.slice(2).split('=')[0]! in options),
  );
  return unknown === undefined ? undefined : `"${name}" has no option ${unknown}`;
}

/** All commands of our own program. */
export const ownCommands: readonly Command[] = Object.values(commands).map(load => load());

/** The npm scripts that people call: without those that npm calls by itself. */
export const peoplesScripts: readonly string[] = Object.keys(scripts).filter(name => !/^(?:pre|post)/.test(name));
