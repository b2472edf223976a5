import { share } from '../../core/shared';

/** What is remembered about one place: blocks below this key. */
interface Place {
  hits: number;
  misses: number;
  /** How often it was passed over since it disappointed. */
  rests: number;
}

const shortest = 48;
const unknown: Place = { hits: 0, misses: 0, rests: 0 };
const mostBlocks = 2000;
/** A place whose blocks were so often new for each that was known is not looked at for a while. */
const patience = 24;
/** Other files may be more alike. */
const longestRest = 100;

/**
 * Blocks of documents by their text, indentation included: the same text below the same key is read once, and its value is shared from the
 * second time on. Forgets blocks that turned up once when it knows too many.
 */
export class SharedBlocks {
  private readonly places = new Map<string, Place>();
  private once = new Map<string, object>();
  private again = new Map<string, object>();

  /** Whether it may pay to look a block of a place up. */
  isPromising(name: string): boolean {
    const place = this.placeOf(name);
    if (place.misses <= (place.hits + 1) * patience) return true;
    if (++place.rests <= longestRest) return false;
    Object.assign(place, unknown);
    return true;
  }

  /** The value of a block that was read before. */
  find(text: string, place: string): object | undefined {
    if (text.length < shortest) return undefined;
    const known = this.placeOf(place);
    const value = this.again.get(text) ?? this.secondTime(text);
    if (value === undefined) known.misses++;
    else known.hits++;
    return value;
  }

  /** Remembers the value of a block. */
  add(text: string, value: object): void {
    if (text.length < shortest) return;
    if (this.once.size >= mostBlocks) this.once = new Map();
    this.once.set(text, value);
  }

  private secondTime(text: string): object | undefined {
    const value = this.once.get(text);
    if (value === undefined) return undefined;
    this.once.delete(text);
    if (this.again.size >= mostBlocks) this.again = new Map();
    this.again.set(text, share(value));
    return value;
  }

  private placeOf(place: string): Place {
    let known = this.places.get(place);
    if (known === undefined) this.places.set(place, (known = { ...unknown }));
    return known;
  }
}
