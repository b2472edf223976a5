import type { Finding } from '../../../core/finding';

/** A part of a line: offsets of its first character and of the one behind it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const key =
  /^(?:"(?:[^"\\]|\\.)*"(?=\s*:)|'(?:[^']|'')*'(?=\s*:)|[^\s"'#{}[\],&*!|>%@`](?:[^:#]|:(?=\S)|(?<=\S)#)*?(?=\s*:(?:\s|$)))/;
const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/;

/** The key that begins at an offset of a line; undefined when none does. */
function keyAt(line: string, offset: number): Span | undefined {
  const found = key.exec(line.slice(offset))?.[0];
  return found === undefined ? undefined : { start: offset, end: offset + found.length };
}

/** What a finding means in the line that its origin names: the value where it is about a value that stands there, else the key. */
export function spanOf(line: string, offset: number, finding: Finding): Span {
  const field = keyAt(line, offset);
  if (field === undefined) {
    // where the text cannot be read, one character is all that is known
    const scalar = finding.path === '' ? undefined : scalarAt(line, offset);
    return scalar ?? { start: offset, end: offset + 1 };
  }
  return (isAboutValue(finding) ? scalarAfter(line, field) : undefined) ?? field;
}

function isAboutValue({ type, path, ...finding }: Finding): boolean {
  // the entry of a list as a whole: its first key is only where it begins
  if (/\[\d+\]$/.test(path)) return false;
  switch (type) {
    case undefined:
      return 'value' in finding;
    case 'required':
    case 'forbidden':
    case 'unknownField':
    case 'duplicateField':
      return false;
    default:
      return true;
  }
}

function scalarAfter(line: string, { end }: Span): Span | undefined {
  const colon = line.indexOf(':', end);
  const blanks = /^\s*/.exec(line.slice(colon + 1))?.[0].length ?? 0;
  return scalarAt(line, colon + 1 + blanks);
}

/** The value that begins at an offset, when it ends in this line. */
function scalarAt(line: string, offset: number): Span | undefined {
  const rest = line.slice(offset);
  if (rest === '' || /^(?:[#|>&*!]|-\s)/.test(rest)) return undefined;
  const isInFlow = /[{[]/.test(line.slice(0, offset));
  const length = quoted.exec(rest)?.[0].length ?? plainLength(rest, isInFlow);
  return length === 0 ? undefined : { start: offset, end: offset + length };
}

/** Length of what stands before a comment; inside a list or map in brackets, before its next part. */
function plainLength(rest: string, isInFlow: boolean): number {
  const part = isInFlow && !/^[{[]/.test(rest) ? rest.replace(/[,}\]].*$/, '') : rest;
  return part.replace(/\s+#.*$/, '').trimEnd().length;
}
