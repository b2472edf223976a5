import { displayName, type ObjectReference } from '../../core/object';
import type { Origin } from '../../core/finding';
import type { ExplainedValue, ExplanationSection } from '../explanation';
import { wrap } from './text/wrap';

/** An explanation with what it is about. */
export interface Explanation {
  /** As the user asked for it, for example `shoot/dev/crazy-botany/arm`. */
  readonly subject: string;
  readonly object: ObjectReference;
  /** Cluster below the landscape; empty when the tree does not tell. */
  readonly cluster: string;
  /** Where the object is written. */
  readonly origin?: Origin;
  readonly sections: readonly ExplanationSection[];
}

/** Explanation for a person: a heading for each section, below it one line per value with who sets it and where. */
export function printExplanation(explanation: Explanation, width = 100): string {
  const { subject, object, cluster, origin, sections } = explanation;
  const layout: Layout = { width, file: origin?.file };
  const head = [subject, displayName(object), cluster, origin?.file ?? ''].filter(part => part !== '').join('  ');
  const blocks = sections.map(({ title, values }) =>
    [...wrap(title, { width, indent: '' }), ...values.flatMap(value => valueLines(value, layout))].join('\n'),
  );
  return `${[...wrap(head, { width, indent: '' }), ...blocks.map(block => `\n${block}`)].join('\n')}\n`;
}

/** The explanation as data. */
export function printExplanationJson(explanation: Explanation): string {
  return `${JSON.stringify(explanation, undefined, 2)}\n`;
}

interface Layout {
  readonly width: number;
  /** The file of the object, which is named once. */
  readonly file: string | undefined;
}

function valueLines({ name, value, by, origin, note }: ExplainedValue, { width, file }: Layout): string[] {
  const head = value === undefined ? name : `${name} = ${textOf(value)}`;
  const author = [by, origin && placeOf(origin, file)].filter(part => part !== undefined && part !== '').join(', ');
  const authors = author === '' ? '' : `(${author})`;
  const line = authors === '' ? head : `${head}  ${authors}`;
  // who sets a value stands on its own line rather than in two
  const fits = authors === '' || line.length + 2 <= width;
  const below = { width, indent: '    ', hanging: '' };
  return [
    ...wrap(fits ? line : head, { width, indent: '  ' }),
    ...(fits ? [] : wrap(authors, below)),
    ...(note === undefined ? [] : wrap(note, below)),
  ];
}

/** Texts as they are where nothing else looks like them, all else as JSON. */
function textOf(value: unknown): string {
  if (typeof value === 'string' && /^[^\s"'[\]{}]+$/.test(value)) return value;
  return JSON.stringify(value);
}

function placeOf({ file, line, construct }: Origin, known: string | undefined): string {
  if (line === undefined) return file === '' ? (construct ?? '') : file;
  return file === known ? `line ${line}` : `${file}:${line}`;
}
