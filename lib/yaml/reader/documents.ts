import { characterProblems, isRemarkable } from './characters';
import { Composer } from './composer';
import { decode } from './decode';
import { hasContent, startOf } from './event-place';
import { misplacedTabs } from './layout-scan';
import { LineIndex } from './line-index';
import { parse, tooDeep } from './parse';
import { readPlainDocument } from './plain-document';
import type { ReadProblem } from './problem';
import { Problems } from './problems';
import { ReadDocument, type YamlDocument } from './read-document';
import { splitDocuments, textOf, type Chunk } from './split';

/** What a file holds. */
export interface YamlFile {
  /** Documents with content, in order; those that cannot be parsed are missing. */
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly ReadProblem[];
  /** The text that positions refer to. */
  readonly text: string;
}

/** What is known about a file beside its content. */
export interface FileOptions {
  /** Name in positions. @default '-', standard input */
  readonly file?: string;
  /** Integers beyond 2^53 are kept digit by digit, as bigint, for those who write them again. @default false */
  readonly exact?: boolean;
}

/**
 * Reads a file of manifests as the readers of a cluster do: where kubectl and kustomize agree, the value is theirs, and where they do
 * not, it is kubectl's and a problem says so. Never throws: a document that nobody can parse is a problem, and the next one is read.
 */
export function readDocuments(content: string | Uint8Array, options: FileOptions = {}): YamlFile {
  const { text, invalidAt } = decode(content);
  const reader = new FileReader(text, options);
  if (invalidAt !== undefined) reader.invalid(invalidAt);
  reader.read();
  return reader;
}

class FileReader implements YamlFile {
  readonly documents: YamlDocument[] = [];
  readonly problems: ReadProblem[] = [];
  readonly text: string;
  private readonly lines: LineIndex;
  private readonly json: boolean;
  private readonly exact: boolean;
  private readonly remarkable: boolean;

  constructor(text: string, { file = '-', exact = false }: FileOptions) {
    this.text = text;
    this.exact = exact;
    this.lines = new LineIndex(text, file);
    this.json = /^\s*\{/.test(text);
    this.remarkable = isRemarkable(text);
  }

  /** The bytes of the file are no UTF-8 from an offset of the text on. */
  invalid(offset: number): void {
    const problems = new Problems(this.lines);
    problems.add(offset, { code: 'encoding', message: 'the bytes are no UTF-8', refusedBy: 'everyone' });
    this.problems.push(...problems.of(undefined));
  }

  read(): void {
    for (const chunk of splitDocuments(this.text)) this.chunk(chunk);
  }

  private chunk(chunk: Chunk): void {
    if (chunk.start === chunk.end && chunk.separator === '') return;
    const problems = new Problems(this.lines);
    if (chunk.separator !== '' && !chunk.separator.startsWith('#')) {
      const message =
        'only a comment may follow "---": kubectl refuses the file, kustomize and Flux refuse it or drop the text';
      problems.add(chunk.separatorAt, { code: 'separator', message, refusedBy: 'everyone' });
    }
    const value = this.checkCharacters(chunk, problems) ? this.document(chunk, problems) : undefined;
    for (const problem of problems.of(value)) this.problems.push(problem);
  }

  /** Whether the characters of a chunk allow to parse it. */
  private checkCharacters({ start, end }: Chunk, problems: Problems): boolean {
    if (!this.remarkable) return true;
    const found = characterProblems(this.text.slice(start, end));
    for (const { offset, finding } of found) problems.add(start + offset, finding);
    return found.every(({ finding }) => finding.refusedBy === undefined);
  }

  /** Adds the first document of a chunk, the only one that the readers of a cluster look at; gives its value. */
  private document(chunk: Chunk, problems: Problems): unknown {
    const text = textOf(this.text, chunk);
    const value = this.json || this.remarkable ? undefined : readPlainDocument(text);
    if (value === undefined) return this.anyDocument(text, chunk, problems);
    this.documents.push(new ReadDocument(this.text, chunk, value, this.lines));
    return value;
  }

  private anyDocument(text: string, chunk: Chunk, problems: Problems): unknown {
    const parsed = parse(text);
    if ('reason' in parsed) {
      const code = parsed.reason === tooDeep ? 'depth' : 'syntax';
      problems.add(chunk.start + parsed.offset, { code, message: parsed.reason, refusedBy: 'everyone' });
      return undefined;
    }
    if (parsed.events.length === 0) return undefined;
    const locate = (offset: number): number => chunk.start + parsed.original(offset);
    const composer = new Composer({ text: parsed.text, locate, problems, json: this.json, exact: this.exact });
    const { value, end } = composer.compose(parsed.events);
    const ignored = parsed.events.findIndex((event, index) => index >= end && hasContent(event));
    if (ignored >= 0) {
      const message = 'kubectl, kustomize and Flux do not read what follows "..."';
      const fix = 'put "---" between documents';
      problems.add(locate(startOf(parsed.events[ignored])), { code: 'separator', message, fix });
    }
    if (parsed.text.includes('\t')) {
      const message = 'a tab where kubectl, kustomize and Flux want spaces';
      for (const at of misplacedTabs(parsed.text))
        problems.add(locate(at), { code: 'syntax', message, fix: 'use spaces', refusedBy: 'everyone' });
    }
    // readers skip a document without content
    if (value !== null) this.documents.push(new ReadDocument(this.text, chunk, value, this.lines));
    return value;
  }
}
