/** One word of an expression. */
export interface Token {
  readonly kind: 'identifier' | 'int' | 'uint' | 'double' | 'string' | 'bytes' | 'symbol' | 'end';
  readonly text: string;
  /** Offset of the first character. */
  readonly at: number;
}

/** What is wrong with an expression, and where. */
export class CelError extends Error {
  /** Offset in the expression. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const blank = /(?:[\t \r\n\f]+|\/\/[^\n]*)+/y;
const number =
  /(?:[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+|\.[0-9]+(?:[eE][-+]?[0-9]+)?|0x[0-9a-fA-F]+[uU]?|[0-9]+[uU]?)/y;
const identifier = /[A-Za-z_][A-Za-z0-9_]*/y;
const symbol = /==|!=|<=|>=|&&|\|\||[-<>[\]{}().,!?:+*/%]/y;
const escape = String.raw`\\(?:[abfnrtv"'\\?${'`'}]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})`;
const text = new RegExp(
  [
    // raw texts come first: they may not be taken for an identifier
    String.raw`[bB]?[rR](?:"""[^]*?"""|'''[^]*?'''|"[^"\n\r]*"|'[^'\n\r]*')`,
    String.raw`[bB]?(?:"""(?:${escape}|[^\\])*?"""|'''(?:${escape}|[^\\])*?''')`,
    String.raw`[bB]?(?:"(?:${escape}|[^\\"\n\r])*"|'(?:${escape}|[^\\'\n\r])*')`,
  ].join('|'),
  'y',
);

/** The greatest numbers. */
export const celLimits = { int: 2n ** 63n - 1n, uint: 2n ** 64n - 1n } as const;

/**
 * The words of an expression, the last one of kind `end`.
 *
 * Source: cel-go:parser/gen/CEL.g4 v0.26.
 * @throws CelError for characters that begin no word
 */
export function celTokens(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < expression.length;) {
    at += matched(blank, expression, at)?.length ?? 0;
    if (at >= expression.length) break;
    const token = tokenAt(expression, at);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at: expression.length }];
}

function tokenAt(expression: string, at: number): Token {
  const literal = matched(text, expression, at);
  if (literal !== undefined) return { kind: /^[rR]?[bB]/.test(literal) ? 'bytes' : 'string', text: literal, at };
  const digits = matched(number, expression, at);
  if (digits !== undefined) return { kind: numberKind(digits, at), text: digits, at };
  const name = matched(identifier, expression, at);
  if (name !== undefined) return { kind: 'identifier', text: name, at };
  const sign = matched(symbol, expression, at);
  if (sign !== undefined) return { kind: 'symbol', text: sign, at };
  throw new CelError(`unexpected ${JSON.stringify(String.fromCodePoint(expression.codePointAt(at) ?? 0))}`, at);
}

function numberKind(digits: string, at: number): 'int' | 'uint' | 'double' {
  if (!digits.startsWith('0x') && /[.eE]/.test(digits)) return 'double';
  const kind = /[uU]$/.test(digits) ? 'uint' : 'int';
  // the least int is one more than the greatest, and has a sign before it
  const limit = kind === 'int' ? celLimits.int + 1n : celLimits.uint;
  if (BigInt(digits.replace(/[uU]$/, '')) > limit) throw new CelError(`${digits} is too large for ${kind}`, at);
  return kind;
}

function matched(pattern: RegExp, expression: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(expression)?.[0];
}
