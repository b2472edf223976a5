import { readCharacter, readEscape } from './pattern-escape';
import { PatternError, type Pattern } from './pattern-text';

const posixClass = /^\[:\^?(?:alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/;

/** Reads a class of characters from its opening bracket to the closing one. */
export function readClass(text: Pattern): void {
  text.take('[');
  text.take('^');
  let isFirst = true;
  while (isFirst || !text.startsWith(']')) {
    if (text.isAtEnd) throw new PatternError('a bracket is not closed');
    isFirst = false;
    readMember(text);
  }
  text.take(']');
}

function readMember(text: Pattern): void {
  if (text.match(posixClass) !== undefined) return;
  if (/^\[:[^]*?:\]/.test(text.rest)) throw new PatternError('this class of characters is not known');
  const low = text.startsWith('\\') ? readEscape(text, true) : text.next();
  if (low === undefined || !/^-[^\]]/.test(text.rest)) return;
  text.take('-');
  const high = text.startsWith('\\') ? readCharacter(text) : text.next();
  if ((high.codePointAt(0) ?? 0) < (low.codePointAt(0) ?? 0))
    throw new PatternError(`the range ${low}-${high} ends before it begins`);
}
