/**
 * A pattern of Go's regexp package for JavaScript's `u` flag; undefined when it has no equal there. Both languages agree on all but
 * a few things: a leading `(?i)` becomes classes of both cases, `\A` and `\z` become anchors, needless escapes are dropped.
 */
export function patternForJavaScript(pattern: string): string | undefined {
  const insensitive = /^(\^?)\(\?i\)/.exec(pattern);
  const body = insensitive === null ? pattern : `${insensitive[1] ?? ''}${pattern.slice(insensitive[0].length)}`;
  const translated = translate(body, insensitive !== null);
  return compiles(translated) ? translated : undefined;
}

function translate(pattern: string, isInsensitive: boolean): string {
  let inClass = false;
  return pattern.replace(/\\.|[[\]]|[A-Za-z]-[A-Za-z]|[A-Za-z]/g, token => {
    if (token.startsWith('\\')) return escape(token.slice(1), inClass);
    if (token === '[' || token === ']') {
      inClass = token === '[';
      return token;
    }
    return isInsensitive ? bothCases(token, inClass) : token;
  });
}

/** The `u` flag allows escapes of letters with a meaning and of syntax characters only; a dash is one inside of classes. */
function escape(char: string, inClass: boolean): string {
  if (char === 'A' && !inClass) return '^';
  if (char === 'z' && !inClass) return '$';
  const isNeeded = /[A-Za-z0-9^$\\.*+?()[\]{}|/]/.test(char) || (char === '-' && inClass);
  return isNeeded ? `\\${char}` : char;
}

/** A letter, or a range of letters, in both cases. */
function bothCases(token: string, inClass: boolean): string {
  if (inClass) return `${token.toLowerCase()}${token.toUpperCase()}`;
  return token.replace(/[A-Za-z]/g, letter => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

function compiles(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}
