#!/usr/bin/env node
import * as fs from 'node:fs';
import { didYouMean, exitCodes, UsageError, type Command } from './command';
import { commands } from './commands.generated';
import { overview } from './overview';
import { parseArguments } from './parse';
import { packageVersion } from './version';

async function main([name, ...rest]: readonly string[]): Promise<number | undefined> {
  if (name === undefined || isHelp(name) || (name === 'help' && rest.length === 0)) return say(allHelp());
  if (name === '--version' || name === '-V') return say(`${packageVersion()}\n`);
  if (name === 'help') return say(helpOf(find(rest[0] ?? '')));
  const command = find(name);
  const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (options.some(isHelp)) return say(helpOf(command));
  return command.run(parseArguments(command, rest));
}

const isHelp = (word: string): boolean => word === '--help' || word === '-h';

function say(text: string): number {
  process.stdout.write(text);
  return exitCodes.ok;
}

function allHelp(): string {
  return overview(Object.values(commands).map(load => load()));
}

function helpOf({ usage, help }: Command): string {
  return `usage: cdk8s-gardener ${usage}\n\n${help.trim()}\n`;
}

function find(name: string): Command {
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load !== undefined) return load();
  if (name.startsWith('-')) throw new UsageError(`options come behind a command: cdk8s-gardener COMMAND ${name}`);
  const near = didYouMean(name, Object.keys(commands));
  if (near === '' && fs.existsSync(name))
    throw new UsageError(`unknown command "${name}": to check files, cdk8s-gardener check ${name}`);
  throw new UsageError(`unknown command "${name}"${near === '' ? ': cdk8s-gardener --help lists all' : near}`);
}

/** Whoever reads our output may stop in the middle, such as `head`. */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

main(process.argv.slice(2)).then(
  code => {
    if (code !== undefined) process.exitCode = code;
  },
  (error: unknown) => {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = exitCodes.usage;
      return;
    }
    process.stderr.write(
      `this is a bug of cdk8s-gardener, please report it:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = exitCodes.internal;
  },
);
