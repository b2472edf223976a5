/** Go works on the bytes of UTF-8: a byte text holds one byte in each character, so that lengths and slices are Go's. */
export type ByteText = string;

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

export function toBytes(text: string): ByteText {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Bytes that are no UTF-8 become U+FFFD. */
export function fromBytes(bytes: ByteText): string {
  return utf8.decode(Buffer.from(bytes, 'latin1'));
}

/** A code point and the number of its bytes; bytes that are no UTF-8 count one each. Source: Go unicode/utf8.DecodeRuneInString */
export interface Rune {
  readonly char: string;
  readonly width: number;
}

const replacement = '\uFFFD';

/** The code point at a position; width 0 at the end. */
export function runeAt(bytes: ByteText, position: number): Rune {
  const first = bytes.charCodeAt(position);
  if (Number.isNaN(first)) return { char: '', width: 0 };
  if (first < 0x80) return { char: bytes.charAt(position), width: 1 };
  const width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const char = fromBytes(bytes.slice(position, position + width));
  const isOne = Array.from(char).length === 1 && (char !== replacement || bytes.startsWith('\xEF\xBF\xBD', position));
  return isOne ? { char, width } : { char: replacement, width: 1 };
}

/** The code points of a text in order. */
export function runesOf(bytes: ByteText): Rune[] {
  const runes: Rune[] = [];
  for (let position = 0; position < bytes.length;) {
    const rune = runeAt(bytes, position);
    runes.push(rune);
    position += rune.width;
  }
  return runes;
}
