/**
 * A path to a field, written as Gardener writes it: `spec.provider.workers[0].labels[app]`.
 *
 * Paths are linked, not concatenated: validators walk thousands of fields and print almost none of them, so the text is made
 * only when a finding needs it.
 */
export class FieldPath {
  /** The object itself: prints as the empty text. */
  static readonly root = new FieldPath(undefined, '');

  /** `field('spec', 'provider')`: a path from the object down. */
  static of(...names: string[]): FieldPath {
    return FieldPath.root.child(...names);
  }

  private readonly parent: FieldPath | undefined;
  private readonly segment: string | number;
  private readonly bracket: boolean;

  private constructor(parent: FieldPath | undefined, segment: string | number, bracket = false) {
    this.parent = parent;
    this.segment = segment;
    this.bracket = bracket;
  }

  /** The path of a named field below this one; several names descend several levels. An empty name prints as `[]`. */
  child(...names: string[]): FieldPath {
    let path: FieldPath = this;
    for (const name of names) path = new FieldPath(path, name);
    return path;
  }

  /** The path of a list entry. */
  index(position: number): FieldPath {
    return new FieldPath(this, position, true);
  }

  /** The path of a map entry, printed in brackets as Kubernetes does for keys that are data. */
  key(key: string): FieldPath {
    return new FieldPath(this, key, true);
  }

  /** The path as field names, list positions and map keys, outermost first: what finds the value in a plain object. */
  segments(): (string | number)[] {
    if (this.parent === undefined) return [];
    return [...this.parent.segments(), this.segment];
  }

  toString(): string {
    if (this.parent === undefined) return '';
    const before = this.parent.toString();
    if (this.bracket || this.segment === '') return `${before}[${this.segment}]`;
    return before === '' ? String(this.segment) : `${before}.${this.segment}`;
  }
}
