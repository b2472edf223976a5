import * as fs from 'node:fs';
import { cli, folderWith } from '../cli/cli';
import { documents } from './documents';

/** A document whose commands are run on the files that it shows, and print what it says. */
export interface ActedOut {
  /** Files that the document shows: blocks of YAML whose first line names one. */
  readonly files: readonly string[];
  /** A command, and the block of text behind it. */
  readonly promises: readonly (readonly [command: string, output: string])[];
  /** What our command prints in a folder with these files. */
  run(args: readonly string[]): string;
}

/** Prepares the folder, which is removed after the tests of the file that calls this. */
export function actedOut(document: string): ActedOut {
  const { blocks } = documents().find(({ path }) => path === document)!;
  const files = Object.fromEntries(
    blocks.flatMap(({ text }) => {
      const [, name] = /^# ([\w-]+\.yaml)\n/.exec(text) ?? [];
      return name === undefined ? [] : [[name, text]];
    }),
  );
  const promises = blocks.flatMap(({ language, text }, index) =>
    language === 'text' ? [[blocks[index - 1]?.text.trim() ?? '', text] as const] : [],
  );
  const folder = folderWith(files);
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return { files: Object.keys(files), promises, run: args => cli([...args], { cwd: folder }).output };
}
