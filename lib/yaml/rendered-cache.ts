/** Texts up to this length are kept rendered: keys, names, kinds and labels repeat in every object. */
const longestKept = 96;
const mostKept = 20_000;

/** Rendered texts by their source, bounded: when it is full it starts over. */
export class RenderedCache {
  private readonly texts = new Map<string, string>();

  get(source: string): string | undefined {
    return this.texts.get(source);
  }

  /** Keeps and gives back a rendered text. */
  keep(source: string, rendered: string): string {
    if (source.length > longestKept) return rendered;
    if (this.texts.size >= mostKept) this.texts.clear();
    this.texts.set(source, rendered);
    return rendered;
  }
}
