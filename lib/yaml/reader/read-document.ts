import { findPlace, type PathLike } from './find-place';
import { headComment } from './head-comment';
import { offsetInBlock } from './block-text';
import { LineIndex, type Position } from './line-index';
import { parse, type Parsed } from './parse';
import { PlaceSearch, type Place } from './places';
import { textOf, type Chunk } from './split';

/** One document of a file. */
export interface YamlDocument {
  /** A plain value, as kubectl reads it. What is wrong with it is among the problems of the file. */
  readonly value: unknown;
  /** Line of its first content, from 1. */
  readonly startLine: number;
  /** The comment before its first content, without `#`; lines are separated by line breaks. */
  readonly comment: string;
  /** Where a field stands: its key, or its value in a list. Undefined when it is not there. Looked up when asked for. */
  readonly position: (path: PathLike) => Position | undefined;
  /** Where the value of a field stands; undefined when the field is not there or has no text. */
  readonly valuePosition: (path: PathLike) => Position | undefined;
  /**
   * As `position`, or where the nearest field around it stands: for what is missing. A path may lead on into a text in literal style that
   * is YAML itself.
   */
  readonly nearestPosition: (path: PathLike) => Position;
  /** Where a place inside the text of a field stands: that of the field, unless its lines stand in the file as they are. */
  readonly positionInText: (path: PathLike, inner: Pick<Position, 'line' | 'column'>) => Position;
}

/** A document that was read. Only its text is kept: places are looked up again when they are asked for. */
export class ReadDocument implements YamlDocument {
  readonly value: unknown;
  private readonly file: string;
  private readonly chunk: Chunk;
  private readonly lines: LineIndex;
  private places: Place | undefined;
  /** The text that the places refer to. */
  private parsed = '';
  private original: Parsed['original'] = offset => offset;

  constructor(file: string, chunk: Chunk, value: unknown, lines: LineIndex) {
    this.file = file;
    this.chunk = chunk;
    this.value = value;
    this.lines = lines;
  }

  get startLine(): number {
    return this.at(this.root().value ?? 0).line;
  }

  get comment(): string {
    const { start, end, separator } = this.chunk;
    const lines = headComment(this.file, start, end);
    if (separator.startsWith('#')) lines.unshift(separator.slice(1).replace(/^ /, ''));
    return lines.join('\n');
  }

  readonly position = (path: PathLike): Position | undefined => {
    const { place, exact } = findPlace(this.root(), path);
    return exact && place.key !== undefined ? this.at(place.key) : undefined;
  };

  readonly valuePosition = (path: PathLike): Position | undefined => {
    const { place, exact } = findPlace(this.root(), path);
    return exact && place.value !== undefined ? this.at(place.value) : undefined;
  };

  readonly nearestPosition = (path: PathLike): Position => {
    const { place, exact, rest } = findPlace(this.root(), path);
    const inner = exact || place.block === undefined ? undefined : placeInText(place.block.value, rest);
    return inner === undefined ? this.around(place) : this.inBlock(place, inner);
  };

  readonly positionInText = (path: PathLike, inner: Pick<Position, 'line' | 'column'>): Position => {
    const { place, exact } = findPlace(this.root(), path);
    return exact && place.block !== undefined ? this.inBlock(place, inner) : this.around(place);
  };

  private around(place: Place): Position {
    return this.at(place.key ?? place.value ?? 0);
  }

  private inBlock(place: Place, inner: Pick<Position, 'line' | 'column'>): Position {
    if (place.block === undefined) return this.around(place);
    return this.at(offsetInBlock(this.parsed, place.block, inner));
  }

  private root(): Place {
    if (this.places === undefined) {
      const parsed = parse(textOf(this.file, this.chunk));
      // it was parsed before, and the text is the same
      if ('reason' in parsed) throw new Error(parsed.reason);
      this.original = parsed.original;
      this.parsed = parsed.text;
      this.places = new PlaceSearch(parsed.text).find(parsed.events);
    }
    return this.places;
  }

  private at(offset: number): Position {
    return this.lines.position(this.chunk.start + this.original(offset));
  }
}

/** Where a field of the YAML in a text stands, as far as the path leads; undefined when not even its first step is there. */
function placeInText(text: string, path: PathLike): Position | undefined {
  const parsed = parse(text);
  if ('reason' in parsed) return undefined;
  const root = new PlaceSearch(parsed.text).find(parsed.events);
  const { place, exact, rest } = findPlace(root, path);
  const inner = exact || place.block === undefined ? undefined : placeInText(place.block.value, rest);
  const offset =
    inner === undefined || place.block === undefined
      ? (place.key ?? place.value)
      : offsetInBlock(parsed.text, place.block, inner);
  if (place === root || offset === undefined) return undefined;
  return new LineIndex(text, '').position(parsed.original(offset));
}
