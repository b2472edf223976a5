import { parseEvents, YAMLException, type Event } from 'js-yaml';
import { indentContinuations } from './continuation';

/** The events of a text, with the text that their offsets refer to. */
export interface Parsed {
  readonly events: readonly Event[];
  readonly text: string;
  /** The offset in the text that was given. */
  readonly original: (offset: number) => number;
}

/** Why a text cannot be parsed. */
export interface Unparsed {
  readonly reason: string;
  readonly offset: number;
}

/** Levels of nesting that are read; kubectl accepts 10,000, which no object needs and no program walks safely. */
export const deepest = 1000;

/** What the parser says of lines that go on with too little indentation, which only YAML 1.2 minds. */
const deficient = 'deficient indentation';

const unchanged = (offset: number): number => offset;

/** The events of a part of a file, or why there are none. */
export function parse(text: string): Parsed | Unparsed {
  const first = tryParse(text, unchanged);
  if ('events' in first || first.reason !== deficient) return first;
  const indented = indentContinuations(text);
  return indented === undefined ? first : tryParse(indented.text, indented.original);
}

function tryParse(text: string, original: Parsed['original']): Parsed | Unparsed {
  try {
    return { events: parseEvents(text, { maxDepth: deepest }), text, original };
  } catch (error) {
    // the parser calls itself for each level: a caller that is deep itself may leave too little stack
    if (error instanceof RangeError) return { reason: tooDeep, offset: 0 };
    if (!(error instanceof YAMLException)) throw error;
    const { reason, mark } = error;
    return {
      reason: reason.includes('maxDepth') ? tooDeep : withoutContent(reason),
      offset: original(mark?.position ?? 0),
    };
  }
}

/** Some reasons end with a part of the text, which may be of a Secret. */
function withoutContent(reason: string): string {
  return reason.replace(/: \S.*$/s, '').replace(/ "[^"]*"/g, '');
}

/** The reason of what is nested too deep. */
export const tooDeep = `nested deeper than ${deepest} levels`;
