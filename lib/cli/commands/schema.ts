import {
  builtinRegistry,
  describeRecord,
  kindRecord,
  lookUp,
  LookUpError,
  printDescription,
  printKinds,
} from '../../api';
import { exitCodes, textOption, UsageError, type Arguments, type Command } from '../command';

/** `schema`: what kinds and fields there are. */
export const command: Command = {
  name: 'schema',
  summary: 'list kinds and describe their fields',
  usage: 'schema [KIND[.PATH]] [--format FORMAT]',
  help: `
Without an argument: all kinds by API group. With a kind, and a path below it: the fields with their types, defaults and
allowed values, which of them are required or immutable, which Gardener version has them, and where they are declared.

  --format FORMAT  text (default), json

examples:
  cdk8s-gardener schema Shoot
  cdk8s-gardener schema Shoot.spec.provider.workers
  cdk8s-gardener schema core.gardener.cloud/v1/ControllerDeployment --format json
`,
  options: { format: { type: 'string' } },
  run(args) {
    const [wanted, ...more] = args.positionals;
    if (more.length > 0) throw new UsageError(`schema takes one kind, got "${args.positionals.join(' ')}"`);
    process.stdout.write(wanted === undefined ? allKinds(args) : oneKind(wanted, args));
    return exitCodes.ok;
  },
};

function allKinds(args: Arguments): string {
  const kinds = [...builtinRegistry().all()];
  return wantsJson(args) ? json(kinds.map(kindRecord)) : printKinds(kinds);
}

function oneKind(wanted: string, args: Arguments): string {
  try {
    const description = lookUp(wanted, builtinRegistry());
    return wantsJson(args) ? json(describeRecord(description)) : printDescription(description, wanted);
  } catch (error) {
    throw error instanceof LookUpError ? new UsageError(error.message) : error;
  }
}

function wantsJson(args: Arguments): boolean {
  const format = textOption(args, 'format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError(`unknown format "${format}": one of text, json`);
  return format === 'json';
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
