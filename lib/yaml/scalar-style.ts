/**
 * How a text is written so that every reader takes it for the same text: kubectl (go-yaml 2), kustomize and Flux (go-yaml 3),
 * YAML 1.1 and YAML 1.2. It is plain only when no reader can see anything else in it.
 */

/** Words that some reader takes for a boolean or for null, in any case. */
const reserved = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);
const longestReserved = 5;

/** Words that start like a name: colons only inside a word, single spaces only between words. */
const nameLike = /^[A-Za-z_/][\w./@+~-]*(?::[\w./@+~-]+)*(?: [\w./@+~-]+(?::[\w./@+~-]+)*)*$/;

/** One word that starts with a digit ... */
const digitWord = /^[0-9][\w./-]*(?::[\w./-]+)*$/;

/** ... and holds nothing but what numbers, times and dates are made of in any version of YAML. */
const numberLike = /^[-+.0-9_:exobacdftz]*$/i;

/** What nobody sees, or what some reader takes for a line break: always written as an escape. */
const invisible = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/g;

/**
 * What a literal block cannot carry: a blank or a break at the start, an empty line at the end, characters that need an escape, and
 * blanks at the end of a line, which editors strip and reviewers do not see.
 */
const unfitForBlock =
  /^[ \t\n]|\n\n$|[ \t](?:\n|$)|[\0-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/;

/** A text on one line: plain where that is safe, else in double quotes. Texts with a line break are quoted. */
export function inlineText(text: string): string {
  return isSafePlain(text) ? text : quoted(text);
}

function isSafePlain(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return digitWord.test(text) && !numberLike.test(text);
  if (text.length <= longestReserved && reserved.has(text.toLowerCase())) return false;
  return nameLike.test(text);
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(invisible, escape);
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A text of several lines as a literal block whose lines start with `margin`, or undefined where only quotes are safe. */
export function literalBlock(text: string, margin: string): string | undefined {
  if (unfitForBlock.test(text)) return undefined;
  const ends = text.endsWith('\n');
  const body = ends ? text.slice(0, -1) : text;
  return `|${ends ? '' : '-'}\n${margin}${body.replace(/\n(?!\n)/g, `\n${margin}`)}`;
}

/** A finite number; exponents get a fraction (`1.0e+21`), without which YAML 1.1 readers see a text. */
export function numberText(value: number): string {
  const text = String(value);
  if (value === 0) return '0';
  return text.includes('e') ? text.replace(/^(-?\d+)e/, '$1.0e') : text;
}
