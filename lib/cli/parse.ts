import { parseArgs } from 'node:util';
import { didYouMean, UsageError, type Arguments, type Command } from './command';

type Token = ReturnType<typeof tokensOf>[number];
type OptionToken = Extract<Token, { kind: 'option' }>;

const isEmpty = 'is empty: is a variable not set?';

/**
 * The arguments of a command.
 *
 * @throws UsageError in one line for an option that there is not, a value that is missing or empty, or one that is too much
 */
export function parseArguments(command: Command, args: readonly string[]): Arguments {
  const tokens = tokensOf(command, args);
  for (const token of tokens) {
    if (token.kind === 'option') checkOption(token, command, args[token.index] ?? '');
    if (token.kind === 'positional' && token.value === '') throw new UsageError(`an argument ${isEmpty}`);
  }
  return parseArgs({ args: [...args], options: command.options, allowPositionals: true });
}

function tokensOf({ options }: Command, args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true }).tokens;
}

function checkOption({ name, rawName, value, inlineValue }: OptionToken, command: Command, written: string): void {
  const option = command.options[name];
  // "-format" is read as the short options f, o, r, m, a, t
  if (option === undefined) throw unknownOption(rawName.startsWith('--') ? rawName : written, command);
  if (option.type === 'boolean' && value !== undefined)
    throw new UsageError(`--${name} takes no value, got "${value}"`);
  const isOption = inlineValue === false && /^-./.test(value);
  if (option.type === 'string' && (value === undefined || isOption))
    throw new UsageError(`--${name} needs a value: see cdk8s-gardener ${command.name} --help`);
  if (value === '') throw new UsageError(`--${name} ${isEmpty}`);
}

function unknownOption(written: string, { name, options }: Command): UsageError {
  const [option = ''] = written.split('=');
  const known = [...Object.keys(options), 'help'].map(word => `--${word}`);
  const meant = known.includes(`-${option}`) ? `, did you mean -${option}?` : didYouMean(option, known);
  return new UsageError(
    `${name} has no option "${option}"${meant === '' ? `: see cdk8s-gardener ${name} --help` : meant}`,
  );
}
