import { runeAt, type ByteText } from './bytes';

/** Marks a pattern that is malformed. */
class BadPattern extends Error {}

/**
 * Whether a shell pattern matches all of a text: `*` any characters (slashes too), `?` one character, `[a-c]`, `[^x]`, a backslash
 * protects. Undefined when the pattern is malformed as far as it was read. Source: fluxcd/pkg:envsubst/path/match.go
 */
export function matchesGlob(pattern: ByteText, text: ByteText): boolean | undefined {
  try {
    return matchFrom(pattern, text);
  } catch (error) {
    if (error instanceof BadPattern) return undefined;
    throw error;
  }
}

function matchFrom(pattern: ByteText, text: ByteText): boolean {
  let [rest, name] = [pattern, text];
  while (rest.length > 0) {
    const stars = /^\**/.exec(rest)?.[0].length ?? 0;
    const chunk = firstChunk(rest.slice(stars));
    rest = rest.slice(stars + chunk.length);
    if (stars > 0 && chunk === '') return true;
    const after = matchChunkSomewhere({ chunk, rest, isLoose: stars > 0 }, name);
    if (after === undefined) return false;
    name = after;
  }
  return name.length === 0;
}

interface ChunkPlace {
  readonly chunk: ByteText;
  readonly rest: ByteText;
  /** A star stands before the chunk, so that it may begin later. */
  readonly isLoose: boolean;
}

/** What remains of the name after the chunk; the last chunk has to use all of it. */
function matchChunkSomewhere({ chunk, rest, isLoose }: ChunkPlace, name: ByteText): ByteText | undefined {
  const last = isLoose ? name.length : 0;
  for (let skipped = 0; skipped <= last; skipped++) {
    const after = matchChunk(chunk, name.slice(skipped));
    if (after !== undefined && (after.length === 0 || rest.length > 0)) return after;
  }
  return undefined;
}

/** The pattern up to the next star outside of brackets. */
function firstChunk(pattern: ByteText): ByteText {
  let inClass = false;
  let position = 0;
  for (; position < pattern.length; position++) {
    const char = pattern[position];
    if (char === '\\' && position + 1 < pattern.length) position++;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '*' && !inClass) break;
  }
  return pattern.slice(0, position);
}

/** What remains of the text after a chunk, which has no star; undefined when it does not match at the beginning. */
function matchChunk(chunk: ByteText, text: ByteText): ByteText | undefined {
  let [pattern, rest] = [chunk, text];
  while (pattern.length > 0) {
    if (rest.length === 0) return undefined;
    if (pattern[0] === '[') {
      const rune = runeAt(rest, 0);
      const { matches, after } = matchClass(pattern.slice(1), rune.char);
      if (!matches) return undefined;
      [pattern, rest] = [after, rest.slice(rune.width)];
    } else if (pattern[0] === '?') {
      [pattern, rest] = [pattern.slice(1), rest.slice(runeAt(rest, 0).width)];
    } else {
      if (pattern[0] === '\\') pattern = pattern.slice(1);
      if (pattern.length === 0) throw new BadPattern();
      if (pattern[0] !== rest[0]) return undefined;
      [pattern, rest] = [pattern.slice(1), rest.slice(1)];
    }
  }
  return rest;
}

function matchClass(text: ByteText, char: string): { readonly matches: boolean; readonly after: ByteText } {
  const negated = text.startsWith('^');
  let pattern = negated ? text.slice(1) : text;
  let inClass = false;
  for (let ranges = 0; ranges === 0 || !pattern.startsWith(']'); ranges++) {
    const low = classMember(pattern);
    let high = low;
    if (low.after.startsWith('-')) high = classMember(low.after.slice(1));
    if (low.code <= codeOf(char) && codeOf(char) <= high.code) inClass = true;
    pattern = high.after;
  }
  return { matches: inClass !== negated, after: pattern.slice(1) };
}

function classMember(pattern: ByteText): { readonly code: number; readonly after: ByteText } {
  if (pattern === '' || pattern.startsWith('-') || pattern.startsWith(']')) throw new BadPattern();
  const text = pattern.startsWith('\\') ? pattern.slice(1) : pattern;
  const { char, width } = runeAt(text, 0);
  const after = text.slice(width);
  if (width === 0 || (char === '\uFFFD' && width === 1) || after === '') throw new BadPattern();
  return { code: codeOf(char), after };
}

function codeOf(char: string): number {
  return char.codePointAt(0) ?? 0;
}
