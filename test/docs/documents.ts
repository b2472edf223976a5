import * as fs from 'node:fs';
import * as path from 'node:path';

/** Root of the repository. */
export const root = path.resolve(__dirname, '../..');

/** A fenced block of a document. */
export interface CodeBlock {
  /** Path of the document, from the root of the repository. */
  readonly document: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
  /** `ts`, `yaml`, `sh`, `text`; empty when the fence names none. */
  readonly language: string;
  readonly text: string;
}

/** A Markdown file that people write. */
export interface Document {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
}

const folders = ['.', 'docs', 'docs/adr', 'imports', ...below('lib')];

/** All documents of the repository, generated references included, sorted by path. */
export function documents(): readonly Document[] {
  const files = folders.flatMap(folder =>
    fs
      .readdirSync(path.join(root, folder))
      .filter(file => file.endsWith('.md'))
      .map(file => path.posix.join(folder, file)),
  );
  return files.sort().map(file => {
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    return { path: file, text, blocks: blocksOf(file, text) };
  });
}

/** The folder and all folders below it. */
function below(folder: string): readonly string[] {
  const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
  const children = entries.filter(entry => entry.isDirectory()).map(({ name }) => `${folder}/${name}`);
  return [folder, ...children.flatMap(below)];
}

function blocksOf(document: string, text: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { line: number; language: string; lines: string[] } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const fence = /^```(\w*)/.exec(line);
    if (fence === null) open?.lines.push(line);
    else if (open === undefined) open = { line: index + 1, language: fence[1] ?? '', lines: [] };
    else {
      blocks.push({ document, line: open.line, language: open.language, text: `${open.lines.join('\n')}\n` });
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`${document}:${open.line}: the block is never closed`);
  return blocks;
}

/** The file that a block is an excerpt of: its first line is a comment that holds nothing but a path. */
export function excerptOf({
  text,
}: CodeBlock): { readonly file: string; readonly lines: readonly string[] } | undefined {
  const [first = '', ...lines] = text.trimEnd().split('\n');
  const [, file] = /^(?:\/\/|#) ([\w@.-]+(?:\/[\w@.-]+)+)$/.exec(first) ?? [];
  return file === undefined ? undefined : { file, lines };
}
