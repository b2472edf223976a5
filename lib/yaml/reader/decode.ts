/** A text, and where its bytes stopped being UTF-8. */
export interface Decoded {
  readonly text: string;
  /** Offset in the text of the first character that stands for bytes that are none. */
  readonly invalidAt?: number;
}

const replacement = '\ufffd';

/** Decodes UTF-8; bytes that are none become U+FFFD, as in kubectl. A byte order mark stays in the text. */
export function decode(content: string | Uint8Array): Decoded {
  if (typeof content === 'string') return { text: content };
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
  const invalidAt = text.includes(replacement) ? firstInvalid(text, content) : undefined;
  return { text, ...(invalidAt !== undefined && { invalidAt }) };
}

/** The first U+FFFD that is not itself in the bytes. */
function firstInvalid(text: string, bytes: Uint8Array): number | undefined {
  const encoded = new TextEncoder().encode(text);
  let differs = encoded.findIndex((byte, index) => byte !== bytes[index]);
  if (differs < 0) return undefined;
  while (isContinuation(encoded[differs])) differs--;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(encoded.subarray(0, differs)).length;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
