import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { readDocuments } from '../../../lib/yaml/reader/documents';
import type { Side } from './mistake';
import { overlay } from './overlay';

/** Texts by the path of their file. */
export type Files = Readonly<Record<string, string>>;

/** The file of a text that names none. */
export const unnamed = 'example.yaml';

/** The program of an app. */
export const app = 'app.ts';

/** How apps of a scene begin; plain text, because it is no program of this repository. */
const beginning = 'app.txt';

/** The file that names the scenes below a scene. */
const base = 'base';

const factsFile = 'facts/facts.yaml';

interface Head {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** What a mistake is judged among: the files of a folder. */
export class Scene {
  private readonly files: Files;
  private readonly documents = new Map<string, readonly unknown[]>();

  /** @throws Error when there is no such folder */
  constructor(folder: string) {
    this.files = filesOfScene(folder);
    for (const [file, text] of Object.entries(this.files))
      if (file.endsWith('.yaml')) this.documents.set(file, valuesOf(text, file));
  }

  /** The files of the scene with a side laid over them. */
  with(side: Side): Files {
    const files: Record<string, string> = { ...this.files };
    const changed = new Map<string, unknown[]>();
    for (const [file, text] of Object.entries(filesOf(side)))
      if (isLaid(file)) this.layAll(valuesOf(text, file), file, changed);
      else files[file] = file === app ? `${files[beginning] ?? ''}${text}` : text;
    for (const [file, values] of changed) files[file] = values.map(value => JSON.stringify(value)).join('\n---\n');
    return files;
  }

  /** What a text without a name adds lies beside what it changes. */
  private layAll(values: readonly unknown[], file: string, changed: Map<string, unknown[]>): void {
    const [first] = values.flatMap(value => this.homeOf(value as Head) ?? []);
    const target = file === unnamed && first !== undefined ? posix.join(posix.dirname(first), unnamed) : file;
    for (const value of values) this.lay(value, target, changed);
  }

  /** A document changes what has its kind and name, else it is one more. */
  private lay(value: unknown, file: string, changed: Map<string, unknown[]>): void {
    const isFact = hasFacts(file) && !('kind' in (value as object));
    const home = isFact ? factsFile : (this.homeOf(value as Head) ?? file);
    const values = changed.get(home) ?? [...(this.documents.get(home) ?? [])];
    const position = isFact ? 0 : values.findIndex(one => isMeant(value as Head, one as Head));
    if (position < 0) values.push(value);
    else values[position] = overlay(values[position], value);
    changed.set(home, values);
  }

  private homeOf(head: Head): string | undefined {
    const homes = [...this.documents].filter(([, values]) => values.some(one => isMeant(head, one as Head)));
    return homes[0]?.[0];
  }
}

/** The files of the scenes that the file `base` names, with those of the folder in their place. */
function filesOfScene(folder: string): Files {
  if (!existsSync(folder)) throw new Error(`there is no scene ${folder}`);
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const own = filesBelow(folder).filter(file => file !== base);
  const bases = existsSync(join(folder, base))
    ? read(base)
        .split(/\s+/)
        .filter(name => name !== '')
    : [];
  return Object.assign(
    {},
    ...bases.map(name => filesOfScene(join(dirname(folder), name))),
    Object.fromEntries(own.map(file => [file, read(file)])),
  ) as Files;
}

/** The files of a side alone. */
export function filesOf(side: Side): Files {
  return typeof side === 'string' ? { [unnamed]: side } : side;
}

/** A file of facts is what it is: one may be wrong. */
function isLaid(file: string): boolean {
  return file.endsWith('.yaml') && !file.startsWith('facts/');
}

/** Other files may hold what is no object, either. */
function hasFacts(file: string): boolean {
  return [unnamed, 'facts.yaml'].includes(posix.basename(file));
}

/** Without a name the object of the kind is meant. */
function isMeant({ kind, metadata }: Head, one: Head): boolean {
  const { name = one.metadata?.name, namespace = one.metadata?.namespace } = metadata ?? {};
  return (
    kind !== undefined && kind === one.kind && name === one.metadata?.name && namespace === one.metadata?.namespace
  );
}

function valuesOf(text: string, file: string): readonly unknown[] {
  const { documents, problems } = readDocuments(text, { file });
  const problem = problems.find(({ refusedBy }) => refusedBy !== 'nobody');
  if (problem !== undefined) throw new Error(`${file}:${problem.line} ${problem.message}`);
  return documents.map(({ value }) => value).filter(value => value !== null && value !== undefined);
}

function filesBelow(folder: string, prefix = ''): string[] {
  return readdirSync(join(folder, prefix))
    .sort()
    .flatMap(name => {
      const path = prefix === '' ? name : `${prefix}/${name}`;
      return statSync(join(folder, path)).isDirectory() ? filesBelow(folder, path) : [path];
    });
}
