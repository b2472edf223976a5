import { fromBytes, runesOf, toBytes, type ByteText } from './bytes';
import { matchesGlob } from './glob';
import { SubstitutionError } from './parser';

/** What an operator makes of the value of a variable. */
export type Operation = (value: ByteText, args: readonly ByteText[]) => ByteText;

const orDefault: Operation = (value, args) => (value === '' ? args.join('') : value);

/** The operators; every other one, also `:?` and `:+`, gives a default. Source: fluxcd/pkg:envsubst/{template,funcs}.go */
const operations: Readonly<Record<string, Operation>> = {
  ',': value => mapFirst(value, lower),
  ',,': value => mapAll(value, lower),
  '^': value => mapFirst(value, upper),
  '^^': value => mapAll(value, upper),
  '#': (value, args) => (args.length === 0 ? String(value.length) : trimPrefix(value, args[0] ?? '', 'shortest')),
  '##': (value, args) => trimPrefix(value, args[0] ?? '', 'longest'),
  '%': (value, args) => trimSuffix(value, args[0] ?? '', 'shortest'),
  '%%': (value, args) => trimSuffix(value, args[0] ?? '', 'longest'),
  ':': substring,
  '/': (value, [old = '', replacement = '']) => replaceFirst(value, old, replacement),
  '//': (value, [old = '', replacement = '']) => replaceAll(value, old, replacement),
  '/#': (value, args) => replacePrefix(value, args),
  '/%': (value, args) => replaceSuffix(value, args),
};

export function operationOf(operator: string): Operation {
  return operations[operator] ?? orDefault;
}

/** Whether an operator provides for a variable that is not set, also in strict mode. */
export function toleratesUnset(operator: string): boolean {
  return /^:?[-+=?]$/.test(operator);
}

/** Go maps code points one by one: those whose other case has several characters stay. */
function lower(char: string): string {
  return single(char, char.toLowerCase());
}

function upper(char: string): string {
  return single(char, char.toUpperCase());
}

function single(char: string, mapped: string): string {
  return Array.from(mapped).length === 1 ? mapped : char;
}

function mapAll(value: ByteText, change: (char: string) => string): ByteText {
  return runesOf(value)
    .map(({ char }) => toBytes(change(char)))
    .join('');
}

function mapFirst(value: ByteText, change: (char: string) => string): ByteText {
  const [first] = runesOf(value);
  return first === undefined ? value : toBytes(change(first.char)) + value.slice(first.width);
}

/** Go's strconv.Atoi: undefined when it refuses. */
function integer(text: ByteText): number | undefined {
  if (!/^[-+]?[0-9]+$/.test(text)) return undefined;
  const value = BigInt(text.replace(/^\+/, ''));
  return BigInt.asIntN(64, value) === value ? Number(value) : undefined;
}

/** Positions count bytes, a negative one from the end; what is no number leaves the value as it is. */
function substring(value: ByteText, [from = '', count]: readonly ByteText[]): ByteText {
  const offset = integer(from);
  if (offset === undefined) return value;
  const start = offset < 0 ? Math.max(0, value.length + offset) : offset;
  if (count === undefined) return value.slice(start);
  const length = integer(count);
  if (length === undefined) return value;
  const stop = start + length;
  if (stop >= value.length) return value.slice(start);
  // upstream does not check for this and panics
  if (stop < start) throw new SubstitutionError('slice bounds out of range');
  return value.slice(start, stop);
}

function replaceFirst(value: ByteText, old: ByteText, replacement: ByteText): ByteText {
  const at = value.indexOf(old);
  return at < 0 ? value : value.slice(0, at) + replacement + value.slice(at + old.length);
}

/** An empty text to replace stands before every character and at the end, as in Go. */
function replaceAll(value: ByteText, old: ByteText, replacement: ByteText): ByteText {
  if (old !== '') return value.split(old).join(replacement);
  const runes = runesOf(value).map(({ char }) => toBytes(char) + replacement);
  return replacement + runes.join('');
}

function replacePrefix(value: ByteText, args: readonly ByteText[]): ByteText {
  const [old = '', replacement = ''] = args;
  return args.length === 2 && value.startsWith(old) ? replacement + value.slice(old.length) : value;
}

function replaceSuffix(value: ByteText, args: readonly ByteText[]): ByteText {
  const [old = '', replacement = ''] = args;
  return args.length === 2 && value.endsWith(old) ? value.slice(0, value.length - old.length) + replacement : value;
}

/** Removes what the pattern matches at the beginning; a malformed pattern removes nothing. */
function trimPrefix(value: ByteText, pattern: ByteText, which: 'shortest' | 'longest'): ByteText {
  let found = 0;
  for (let length = value.length; length > 0; length--) {
    const matches = matchesGlob(pattern, value.slice(0, length));
    if (matches === undefined) return value;
    if (!matches) continue;
    found = length;
    if (which === 'longest') break;
  }
  return value.slice(found);
}

/** The pattern is reversed character by character, whatever it means then: so does upstream. */
function trimSuffix(value: ByteText, pattern: ByteText, which: 'shortest' | 'longest'): ByteText {
  return reversed(trimPrefix(reversed(value), reversed(pattern), which));
}

function reversed(text: ByteText): ByteText {
  return toBytes(Array.from(fromBytes(text)).reverse().join(''));
}
