/** Why bytes are no text that the cluster reads. */
export interface EncodingProblem {
  readonly message: string;
  readonly fix?: string;
}

/** How much of a file tells whether it is text, as for Git. Bytes. */
const sample = 8000;

/** What is wrong with the bytes of a file as a whole; single characters are the reader's business. */
export function encodingProblem(bytes: Uint8Array): EncodingProblem | undefined {
  const [first, second] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const beginning = bytes.subarray(0, sample);
  if (!isMarked && !beginning.includes(0)) return undefined;
  if (isMarked || isEveryOtherZero(beginning))
    return { message: 'the file is UTF-16, and every tool of the chain expects UTF-8', fix: 'save it as UTF-8' };
  return { message: 'the file is binary, not text' };
}

/** Texts in UTF-16 without a mark: mostly ASCII, so that about each second byte is zero. */
function isEveryOtherZero(bytes: Uint8Array): boolean {
  const zeros = bytes.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  return bytes.length >= 8 && zeros > bytes.length * 0.4 && zeros <= bytes.length / 2;
}
