import { share } from './shared';

/** What is remembered about one place: values that stand there. */
interface Place {
  hits: number;
  misses: number;
  /** How often it was passed over since it disappointed. */
  rests: number;
}

const unknown: Place = { hits: 0, misses: 0, rests: 0 };
const shortest = 48;
const mostTexts = 2000;
const mostRecent = 2;
/** A place whose values were so often new for each that was known is not looked at for a while. */
const patience = 24;
/** What comes later may be more alike. */
const longestRest = 100;

/**
 * Values by the text that they are written in: what stands below one key in thousands of objects is read or made once, and is one shared value
 * from the second time on. Forgets texts that turned up once when it knows too many.
 */
export class SharedTexts {
  private readonly places = new Map<string, Place>();
  private once = new Map<string, object>();
  private again = new Map<string, object>();
  private readonly recent: { readonly text: string; readonly value: object }[] = [];
  private next = 0;

  /** Whether it may pay to look for what stands in a place. */
  isPromising(name: string): boolean {
    const place = this.placeOf(name);
    if (place.misses <= (place.hits + 1) * patience) return true;
    if (++place.rests <= longestRest) return false;
    Object.assign(place, unknown);
    return true;
  }

  /** The value of a text that was met before. */
  find(text: string, place: string): object | undefined {
    if (text.length < shortest) return undefined;
    const known = this.placeOf(place);
    // neighbors are often alike, and a comparison takes less time than the hash of a long text
    const recent = this.recent.find(one => one.text === text);
    const value = recent?.value ?? this.again.get(text) ?? this.secondTime(text);
    if (value === undefined) known.misses++;
    else known.hits++;
    if (value !== undefined && recent === undefined) this.keepAtHand(text, value);
    return value;
  }

  private keepAtHand(text: string, value: object): void {
    this.recent[this.next] = { text, value };
    this.next = (this.next + 1) % mostRecent;
  }

  /** Remembers the value of a text. */
  add(text: string, value: object): void {
    if (text.length < shortest) return;
    if (this.once.size >= mostTexts) this.once = new Map();
    this.once.set(text, value);
  }

  private secondTime(text: string): object | undefined {
    const value = this.once.get(text);
    if (value === undefined) return undefined;
    this.once.delete(text);
    if (this.again.size >= mostTexts) this.again = new Map();
    this.again.set(text, share(value));
    return value;
  }

  private placeOf(name: string): Place {
    let place = this.places.get(name);
    if (place === undefined) this.places.set(name, (place = { ...unknown }));
    return place;
  }
}
