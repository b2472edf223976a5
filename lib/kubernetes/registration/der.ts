/** One element of DER (X.690): its tag, its bytes with tag and length, and its content. */
export interface DerElement {
  readonly tag: number;
  readonly bytes: Buffer;
  readonly content: Buffer;
}

/** The tags that a certificate request is made of. */
export const derTags = { bitString: 0x03, objectIdentifier: 0x06, sequence: 0x30 } as const;

/** The elements that follow each other in the bytes; undefined when the bytes are cut off or no DER. */
export function derElements(bytes: Buffer): readonly DerElement[] | undefined {
  const elements: DerElement[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const element = firstElement(rest);
    if (element === undefined) return undefined;
    elements.push(element);
    rest = rest.subarray(element.bytes.length);
  }
  return elements;
}

/** The elements inside a sequence; undefined when it is none. */
export function derSequence(element: DerElement | undefined): readonly DerElement[] | undefined {
  return element?.tag === derTags.sequence ? derElements(element.content) : undefined;
}

function firstElement(bytes: Buffer): DerElement | undefined {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  // an indefinite length is not DER; four bytes count further than any request reaches
  if (first === 0x80 || lengthBytes > 4 || bytes.length < 2 + lengthBytes) return undefined;
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes);
  const start = 2 + lengthBytes;
  if (bytes.length < start + length) return undefined;
  return { tag, bytes: bytes.subarray(0, start + length), content: bytes.subarray(start, start + length) };
}
