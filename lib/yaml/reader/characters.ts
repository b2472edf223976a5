import type { Finding } from './problems';

/** Everything in a text that needs a closer look before it is parsed: one fast pass over the whole file. */
const remarkable = /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/u;

const lineBreak = /[\u0085\u2028\u2029]/g;
const control = /[\0-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;
const halfPair = /[\ud800-\udfff]/u;

/** A problem with the characters of a text, and where it is. */
export interface CharacterProblem {
  readonly offset: number;
  readonly finding: Finding;
}

/** Whether any character of a text needs a closer look. */
export function isRemarkable(text: string): boolean {
  return remarkable.test(text);
}

/** What is wrong with the characters of a part of a file; the first character of each kind, all line breaks. */
export function characterProblems(text: string): CharacterProblem[] {
  const found: CharacterProblem[] = [];
  for (const { index, 0: character } of text.matchAll(lineBreak)) {
    const message = `${named(character)} is a line break for kubectl, kustomize and Flux`;
    found.push({
      offset: index,
      finding: { code: 'line-break', message, fix: 'write it as an escape in double quotes' },
    });
  }
  const mark = text.indexOf('\ufeff');
  if (mark === 0)
    found.push({ offset: 0, finding: { code: 'byte-order-mark', message: 'a byte order mark', fix: 'remove it' } });
  const unreadable = control.exec(text);
  if (unreadable !== null) found.push({ offset: unreadable.index, finding: unreadableCharacter(unreadable[0]) });
  const half = halfPair.exec(text);
  if (half !== null) {
    const message = 'half of a surrogate pair is no character';
    found.push({ offset: half.index, finding: { code: 'encoding', message, refusedBy: 'everyone' } });
  }
  return found;
}

function unreadableCharacter(character: string): Finding {
  const message =
    character === '\0'
      ? 'U+0000: the file is binary, not text'
      : `${named(character)} is a control character, which YAML does not allow`;
  return { code: 'control-character', message, refusedBy: 'everyone' };
}

function named(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
