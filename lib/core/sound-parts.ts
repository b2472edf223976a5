/** Shared parts with which nothing was wrong, by the circumstances under which they were judged. */
export class SoundParts {
  private readonly circumstances = new WeakMap<object, Set<string>>();

  has(part: object, circumstances: string): boolean {
    return this.circumstances.get(part)?.has(circumstances) === true;
  }

  add(part: object, circumstances: string): void {
    const known = this.circumstances.get(part);
    if (known === undefined) this.circumstances.set(part, new Set([circumstances]));
    else known.add(circumstances);
  }
}
