import * as fs from 'node:fs';
import * as path from 'node:path';
import { header, type Step } from '../step';

const file = 'lib/cli/commands.generated.ts';

/** The commands of the command line, by folder: a topic adds a file and touches no list. */
export const step: Step = {
  name: 'commands',
  owns: candidate => candidate === file,
  folders: ['lib/cli'],
  render: root => [{ path: file, text: list(commandNames(root)) }],
};

function commandNames(root: string): string[] {
  const files = fs.readdirSync(path.join(root, 'lib/cli/commands'));
  return files
    .filter(name => name.endsWith('.ts'))
    .map(name => name.replace(/\.ts$/, ''))
    .sort();
}

/** Each is loaded when it is called: `rules` must not cost what `synth` needs. */
function list(names: readonly string[]): string {
  const key = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`);
  const rows = names.map(name => `  ${key(name)}: () => (require('./commands/${name}') as Module).command,`);
  return `${header}import type { Command } from './command';

interface Module {
  readonly command: Command;
}

/** Loads a command by its name. */
export const commands: Readonly<Record<string, () => Command>> = {
${rows.join('\n')}
};
`;
}
