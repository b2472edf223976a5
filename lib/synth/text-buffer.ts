/** Collects texts as UTF-8 bytes in one buffer that is reused: a long string made of many pieces would be copied twice. */
export class TextBuffer {
  private buffer = Buffer.allocUnsafe(1 << 16);
  private length = 0;

  clear(): void {
    this.length = 0;
  }

  append(text: string): void {
    // a UTF-16 code unit becomes at most three bytes
    const needed = this.length + text.length * 3;
    if (needed > this.buffer.length) this.grow(needed);
    this.length += this.buffer.write(text, this.length, 'utf8');
  }

  /** The bytes so far; valid until the next change. */
  bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(needed, this.buffer.length * 2));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
