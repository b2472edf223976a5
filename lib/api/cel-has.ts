/**
 * An expression with `has(e.f)` written as `(e).?f.hasValue()` wherever `e` is more than a chain of fields: the engine takes nothing else in `has`,
 * the API server does (`has(self.matches[0].path)`).
 */
export function withHas(expression: string): string {
  let result = '';
  let at = 0;
  for (const { index, text } of calls(expression)) {
    if (index < at) continue;
    const end = closing(expression, index + text.length);
    if (end === undefined) break;
    result += expression.slice(at, index) + rewritten(expression.slice(index + text.length, end));
    at = end + 1;
  }
  return result + expression.slice(at);
}

interface Call {
  readonly index: number;
  readonly text: string;
}

/** Where `has(` stands outside of texts. */
function* calls(expression: string): Iterable<Call> {
  for (const match of expression.matchAll(tokens)) {
    const [text] = match;
    if (text.startsWith('has')) yield { index: match.index, text };
  }
}

const literal = /[rRbB]{0,2}(?:'''[^]*?'''|"""[^]*?"""|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/;
const tokens = new RegExp(`${literal.source}|\\bhas\\s*\\(|//[^\\n]*`, 'g');
const brackets = new RegExp(`${literal.source}|[()[\\]{}.]`, 'g');

/** The bracket that closes the call whose argument begins at `start`. */
function closing(expression: string, start: number): number | undefined {
  let depth = 0;
  for (const { 0: text, index } of expression.slice(start).matchAll(brackets)) {
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text) && depth-- === 0) return start + index;
  }
  return undefined;
}

function rewritten(argument: string): string {
  if (/^\s*[\w.\s]+$/.test(argument)) return `has(${argument})`;
  const dot = lastDot(argument);
  if (dot === undefined) return `has(${argument})`;
  return `(${withHas(argument.slice(0, dot))}).?${argument.slice(dot + 1).trim()}.hasValue()`;
}

/** The dot before the field that is asked for. */
function lastDot(argument: string): number | undefined {
  let depth = 0;
  let last: number | undefined;
  for (const { 0: text, index } of argument.matchAll(brackets)) {
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text)) depth--;
    else if (text === '.' && depth === 0) last = index;
  }
  return last;
}
