import type { Command } from '../../lib/cli/command';
import { oneOf, UsageError } from '../../lib/cli/command';
import { parseArguments } from '../../lib/cli/parse';

const command: Command = {
  name: 'check',
  summary: '',
  usage: '',
  help: '',
  options: { format: { type: 'string' }, strict: { type: 'boolean' }, field: { type: 'string', multiple: true } },
  run: () => 0,
};

const parse = (...args: string[]): unknown => parseArguments(command, args);

it('reads options, with their values behind "=" or a blank, between other arguments', () => {
  expect(parse('a', '--format=json', '--strict', '-', '--field', 'x', '--field', 'y')).toEqual({
    positionals: ['a', '-'],
    values: { format: 'json', strict: true, field: ['x', 'y'] },
  });
  expect(parse('--', '--strict')).toEqual({ positionals: ['--strict'], values: {} });
});

it.each([
  [['--fromat', 'json'], 'check has no option "--fromat", did you mean --format?'],
  [['--fromat=json'], 'check has no option "--fromat", did you mean --format?'],
  [['-format', 'json'], 'check has no option "-format", did you mean --format?'],
  [['--halp'], 'check has no option "--halp", did you mean --help?'],
  [['--quiet'], 'check has no option "--quiet": see cdk8s-gardener check --help'],
  [['-q'], 'check has no option "-q": see cdk8s-gardener check --help'],
  [['--format'], '--format needs a value: see cdk8s-gardener check --help'],
  [['--format', '--strict'], '--format needs a value: see cdk8s-gardener check --help'],
  [['--strict=yes'], '--strict takes no value, got "yes"'],
])('%j: %s', (args, message) => {
  expect(() => parse(...args)).toThrow(new UsageError(message));
});

it('suggests the word that was meant, and names all', () => {
  expect(oneOf(['text', 'json'], 'json', 'format')).toBe('json');
  expect(() => oneOf(['text', 'json'], 'jsno', 'format')).toThrow(
    new UsageError('unknown format "jsno" (one of text, json), did you mean json?'),
  );
  expect(() => oneOf(['text', 'json'], 'xml', 'format')).toThrow(
    new UsageError('unknown format "xml" (one of text, json)'),
  );
});
