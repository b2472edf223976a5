import { commands } from '../../lib/cli/commands.generated';
import { overview } from '../../lib/cli/overview';
import { cli } from './cli';

const all = Object.values(commands).map(load => load());

describe('the overview', () => {
  const text = overview(all);

  it('names every command once, with what it does, by purpose', () => {
    for (const { name, summary } of all)
      expect(text.split('\n').filter(line => new RegExp(`^ {2}${name} `).test(line))).toEqual([
        expect.stringMatching(new RegExp(`${summary.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}$`)),
      ]);
    expect(text).toMatch(
      /look at YAML[\s\S]*check[\s\S]*write a landscape[\s\S]*synth[\s\S]*look things up[\s\S]*rules/,
    );
  });

  it('shows commands that nobody has given a purpose', () => {
    const unknown = { ...all[0]!, name: 'new-one', summary: 'does something' };
    expect(overview([unknown])).toContain('more\n  new-one  does something\n');
  });
});

it('is what is said without a command, with --help and with help', () => {
  const [none, option, word] = [cli([]), cli(['--help']), cli(['help'])];
  expect(none).toEqual({ status: 0, output: overview(all), errors: '' });
  expect([option, word]).toEqual([none, none]);
});

it('help of a command is the same in both ways, with its examples', () => {
  const help = cli(['check', '--help']);
  expect(help.output).toMatch(/^usage: cdk8s-gardener check PATH\.\.\. [\s\S]*\nexamples:\n {2}cdk8s-gardener check /);
  expect(cli(['help', 'check'])).toEqual(help);
});

it.each([
  ['chekc', 'unknown command "chekc", did you mean check?'],
  ['constructor', 'unknown command "constructor": cdk8s-gardener --help lists all'],
  ['package.json', 'unknown command "package.json": to check files, cdk8s-gardener check package.json'],
  ['--format', 'options come behind a command: cdk8s-gardener COMMAND --format'],
])('%s is wrong usage', (word, message) => {
  expect(cli([word])).toEqual({ status: 2, output: '', errors: `${message}\n` });
});

it('tells its version', () => {
  expect(cli(['--version'])).toMatchObject({ status: 0, output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string });
});
