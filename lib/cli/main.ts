#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { suggest } from '../core/suggest';
import { exitCodes, UsageError, type Arguments, type Command } from './command';
import { commands } from './commands.generated';

function overview(): string {
  const rows = Object.values(commands).map(load => load());
  const list = rows.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`).join('\n');
  return `cdk8s-gardener: Gardener landscapes as code, checked before the merge\n\nusage: cdk8s-gardener COMMAND [OPTIONS]\n\n${list}\n\ncdk8s-gardener COMMAND --help tells more.\n`;
}

async function main([name, ...rest]: readonly string[]): Promise<number | undefined> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(overview());
    return exitCodes.ok;
  }
  const load = commands[name];
  if (load === undefined) {
    const near = suggest(name, Object.keys(commands));
    throw new UsageError(`unknown command "${name}"${near === undefined ? '' : `: did you mean "${near}"?`}`);
  }
  const command = load();
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`usage: cdk8s-gardener ${command.usage}\n\n${command.help.trim()}\n`);
    return exitCodes.ok;
  }
  return command.run(parse(command, rest));
}

function parse(command: Command, args: readonly string[]): Arguments {
  try {
    return parseArgs({ args: [...args], options: command.options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nusage: cdk8s-gardener ${command.usage}`);
  }
}

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
