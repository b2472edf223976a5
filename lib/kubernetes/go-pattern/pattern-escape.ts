import { PatternError, type Pattern } from './pattern-text';

/** Reads an escape; its character, or undefined where it stands for a class or an anchor. */
export function readEscape(text: Pattern, isInClass: boolean): string | undefined {
  const property = text.match(/^\\[pP](?:\{\^?([^}]*)\}|([^{]))/u);
  if (property !== undefined) {
    wantProperty(property[1] ?? property[2] ?? '');
    return undefined;
  }
  if (text.match(/^\\[dDsSwW]/) !== undefined) return undefined;
  if (!isInClass && text.match(/^\\[AbBz]/) !== undefined) return undefined;
  return readCharacter(text);
}

const letters: Readonly<Record<string, string>> = { a: '\u0007', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** Reads an escape that stands for one character. */
export function readCharacter(text: Pattern): string {
  const [octal] = text.match(/^\\(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/) ?? [];
  if (octal !== undefined) return String.fromCodePoint(parseInt(octal.slice(1), 8));
  const hex = text.match(/^\\x(?:\{([0-9A-Fa-f]+)\}|([0-9A-Fa-f]{2}))/);
  if (hex !== undefined) return codePoint(parseInt(hex[1] ?? hex[2] ?? '', 16));
  const [escape] = text.match(/^\\[^A-Za-z0-9\u0080-\u{10ffff}]/u) ?? [];
  if (escape !== undefined) return escape.slice(1);
  const [letter] = text.match(/^\\[afnrtv]/) ?? [];
  if (letter !== undefined) return letters[letter.slice(1)] ?? '';
  throw new PatternError(problemOf(text.rest));
}

function problemOf(rest: string): string {
  const [escape] = rest.match(/^\\[^]?/u) ?? ['\\'];
  if (escape === '\\') return 'a backslash at the end escapes nothing';
  return /\d/.test(escape)
    ? `expressions of Go do not refer to groups: ${escape} is not known`
    : `the escape ${escape} is not known`;
}

function codePoint(value: number): string {
  if (value > 0x10ffff) throw new PatternError('this is no character');
  return String.fromCodePoint(value);
}

/** A category, or the name of a script. */
function wantProperty(name: string): void {
  const written = [name, name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()];
  const known = written.some(text => text === 'Any' || compiles(`\\p{gc=${text}}`) || compiles(`\\p{Script=${text}}`));
  if (!known) throw new PatternError(`${JSON.stringify(name)} is no class of characters`);
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}
