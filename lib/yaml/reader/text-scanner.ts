/** A place in a text that moves forward. */
export class TextScanner {
  protected at = 0;
  protected lineStart = 0;
  protected readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  protected get character(): string {
    return this.text.charAt(this.at);
  }

  protected get column(): number {
    return this.at - this.lineStart;
  }

  protected atEnd(): boolean {
    return this.at >= this.text.length;
  }

  protected atBreak(): boolean {
    return this.character === '\n' || this.character === '\r';
  }

  /** Whether there is a blank, a line break or nothing at an offset. */
  protected isBlank(offset: number): boolean {
    return ' \t\r\n'.includes(this.text.charAt(offset));
  }

  protected skipBlanks(): void {
    while (this.character === ' ' || this.character === '\t') this.at++;
  }

  protected skipToBreak(): void {
    while (!this.atEnd() && !this.atBreak()) this.at++;
  }

  protected skipBreak(): void {
    this.at += this.text.startsWith('\r\n', this.at) ? 2 : 1;
    this.lineStart = this.at;
  }
}
