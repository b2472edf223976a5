/** What a terminal would obey instead of showing it: control characters, and marks that turn the direction of text. */
const unprintable =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** One line of text that is safe to show: the same number of characters, of which each takes one column. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(unprintable, '\ufffd');
}
