// Every command that a document or a help text shows exists, with its options; every command that exists is in the README.
import { documents } from './documents';
import { ownCommands, ownProblem, peoplesScripts, shellProblem } from './shell';

const all = documents();
const shells = all.flatMap(({ blocks }) => blocks.filter(({ language }) => language === 'sh'));
const readme = all.find(({ path }) => path === 'README.md')!.text;

describe('shell blocks', () => {
  it.each(shells.map(block => [`${block.document}:${block.line}`, block] as const))('%s can be run', (_, { text }) => {
    const problems = text.split('\n').flatMap(line => {
      const problem = shellProblem(line);
      return problem === undefined ? [] : [`${line}: ${problem}`];
    });
    expect(problems).toEqual([]);
  });

  it('are told when they cannot', () => {
    expect(shellProblem('npm run nothing')).toBe('there is no script "nothing"');
    expect(shellProblem('npm start -- --chekc')).toBe('"synth" has no option --chekc');
    expect(shellProblem('kubectl get shoots | cdk8s-gardener fact -')).toBe('there is no command "fact": facts');
    expect(shellProblem('npx nothing')).toBe('there is no program "nothing"');
    expect(shellProblem('npx jest test/nowhere')).toBe('there is no test/nowhere');
    expect(shellProblem('make')).toBe('nobody has a program "make"');
  });
});

describe('commands in running text', () => {
  const inline = all
    .filter(({ path }) => path !== 'docs/rules.md')
    .flatMap(({ path, text }) =>
      [
        ...text
          .replace(/^```[\s\S]*?^```/gm, '')
          .matchAll(/`((?:CDK8S_\w+=\w+ )?(?:npm|npx|cdk8s-gardener|node) [^`]+)`/g),
      ].map(([, command = '']) => [path, command] as const),
    );

  it.each(inline)('%s: %s exists', (_, command) => {
    expect(shellProblem(command.replace(/[.,;]$/, ''))).toBeUndefined();
  });
});

describe('the tables of the README', () => {
  it('name every npm script', () => {
    expect(peoplesScripts.filter(name => !readme.includes(script(name)))).toEqual([]);
  });

  it('name every command of our own, in the words of its help', () => {
    const missing = ownCommands
      .filter(({ name, summary }) => {
        return !new RegExp(`^\\| \`${name}(?: [^\`]*)?\` \\| ${escaped(summary)} \\|$`, 'm').test(readme);
      })
      .map(({ name, summary }) => `| \`${name}\` | ${summary} |`);
    expect(missing).toEqual([]);
  });
});

describe('help texts', () => {
  it.each(ownCommands.map(command => [command.name, command] as const))(
    'of %s show calls that exist',
    (_, { help, options, usage }) => {
      const examples = [...help.matchAll(/cdk8s-gardener ([^\n|]*)/g)].map(([, call = '']) =>
        call.replace(/\s#.*$/, '').split(' '),
      );
      expect(examples.map(ownProblem).filter(problem => problem !== undefined)).toEqual([]);
      for (const option of Object.keys(options)) expect(help + usage).toContain(`--${option}`);
    },
  );
});

const script = (name: string): string => (name === 'start' || name === 'test' ? `\`npm ${name}` : `\`npm run ${name}`);
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
