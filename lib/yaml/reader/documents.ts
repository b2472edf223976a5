import { parseEvents, YAMLException, type Event } from 'js-yaml';
import { characterProblems, isRemarkable } from './characters';
import { Composer, tooDeep } from './composer';
import { decode } from './decode';
import { hasContent, startOf } from './event-place';
import { LineIndex } from './line-index';
import type { ReadProblem } from './problem';
import { Problems, type Finding } from './problems';
import { ReadDocument, type YamlDocument } from './read-document';
import { splitDocuments, type Chunk } from './split';

/** Levels of nesting that are read; kubectl accepts 10,000, which no object needs and no program walks safely. */
const deepest = 1000;

/** What a file holds. */
export interface YamlFile {
  /** Documents with content, in order; those that cannot be parsed are missing. */
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly ReadProblem[];
}

/** What is known about a file beside its content. */
export interface FileOptions {
  /** Name in positions. @default '-', standard input */
  readonly file?: string;
}

/**
 * Reads a file of manifests as the readers of a cluster do: where kubectl and kustomize agree, the value is theirs, and where they do
 * not, it is kubectl's and a problem says so. Never throws: a document that nobody can parse is a problem, and the next one is read.
 */
export function readDocuments(content: string | Uint8Array, options: FileOptions = {}): YamlFile {
  const { text, invalidAt } = decode(content);
  const reader = new FileReader(text, options.file ?? '-');
  if (invalidAt !== undefined) reader.invalid(invalidAt);
  reader.read();
  return reader;
}

class FileReader implements YamlFile {
  readonly documents: YamlDocument[] = [];
  readonly problems: ReadProblem[] = [];
  private readonly text: string;
  private readonly lines: LineIndex;
  private readonly json: boolean;
  private readonly remarkable: boolean;

  constructor(text: string, file: string) {
    this.text = text;
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
    const problems = new Problems(this.lines);
    const text = this.text.slice(chunk.start, chunk.end);
    if (chunk.separator !== '' && !chunk.separator.startsWith('#')) {
      const message =
        'only a comment may follow "---": kubectl refuses the file, kustomize and Flux refuse it or drop the text';
      problems.add(chunk.separatorAt, { code: 'separator', message, refusedBy: 'everyone' });
    }
    const readable = !this.remarkable || this.checkCharacters(text, chunk.start, problems);
    const events = readable ? parse(text, chunk.start, problems) : undefined;
    const value = events === undefined || events.length === 0 ? undefined : this.document(events, chunk, problems);
    this.problems.push(...problems.of(value));
  }

  private checkCharacters(text: string, offset: number, problems: Problems): boolean {
    const found = characterProblems(text);
    for (const problem of found) problems.add(offset + problem.offset, problem.finding);
    return found.every(({ finding }) => finding.refusedBy === undefined);
  }

  /** Adds the first document of a chunk, the only one that the readers of a cluster look at; gives its value. */
  private document(events: readonly Event[], chunk: Chunk, problems: Problems): unknown {
    const text = this.text.slice(chunk.start, chunk.end);
    const composer = new Composer({ text, offset: chunk.start, problems, deepest, json: this.json });
    const { value, end } = composer.compose(events);
    const ignored = events.findIndex((event, index) => index >= end && hasContent(event));
    if (ignored >= 0) {
      const message = 'kubectl, kustomize and Flux do not read what follows "..."';
      const fix = 'put "---" between documents';
      problems.add(chunk.start + startOf(events[ignored]), { code: 'separator', message, fix });
    }
    // readers skip a document without content
    if (value !== null) this.documents.push(new ReadDocument(this.text, chunk, value, this.lines));
    return value;
  }
}

function parse(text: string, offset: number, problems: Problems): Event[] | undefined {
  try {
    return parseEvents(text, { maxDepth: deepest });
  } catch (error) {
    // the parser calls itself for each level: a caller that is deep itself may leave too little stack
    if (error instanceof RangeError) problems.add(offset, { ...tooDeep(deepest), refusedBy: 'everyone' });
    else if (error instanceof YAMLException) problems.add(offset + (error.mark?.position ?? 0), refusal(error.reason));
    else throw error;
    return undefined;
  }
}

function refusal(reason: string): Finding {
  const problem = reason.includes('maxDepth') ? tooDeep(deepest) : { code: 'syntax' as const, message: reason };
  return { ...problem, refusedBy: 'everyone' };
}
