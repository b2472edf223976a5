// docs/upgrade.md: the commands are run on the files that it shows, and print what it says.
import * as fs from 'node:fs';
import { cli, folderWith } from '../cli/cli';
import { documents } from './documents';

const { blocks } = documents().find(({ path }) => path === 'docs/upgrade.md')!;

/** Blocks of YAML whose first line names a file. */
const files = Object.fromEntries(
  blocks.flatMap(({ text }) => {
    const [, name] = /^# ([\w-]+\.yaml)\n/.exec(text) ?? [];
    return name === undefined ? [] : [[name, text]];
  }),
);

/** Each block of text is what the command in front of it prints. */
const promises = blocks.flatMap(({ language, text }, index) =>
  language === 'text' ? [[blocks[index - 1]?.text.trim() ?? '', text] as const] : [],
);

const folder = folderWith(files);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

it('shows files and two upgrades', () => {
  expect([Object.keys(files), promises.length]).toEqual([['seed.yaml', 'shoot.yaml'], 2]);
});

it.each(promises)('%s', (command, text) => {
  const [, ...args] = command.split(' ');
  expect(cli(args, { cwd: folder }).output).toBe(text);
});
