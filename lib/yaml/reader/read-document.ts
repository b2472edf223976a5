import { findPlace, type PathLike } from './find-place';
import { headComment } from './head-comment';
import type { LineIndex, Position } from './line-index';
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
  /** As `position`, or where the nearest field around it stands: for what is missing. */
  readonly nearestPosition: (path: PathLike) => Position;
}

/** A document that was read. Only its text is kept: places are looked up again when they are asked for. */
export class ReadDocument implements YamlDocument {
  readonly value: unknown;
  private readonly file: string;
  private readonly chunk: Chunk;
  private readonly lines: LineIndex;
  private places: Place | undefined;
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
    const { place } = findPlace(this.root(), path);
    return this.at(place.key ?? place.value ?? 0);
  };

  private root(): Place {
    if (this.places === undefined) {
      const parsed = parse(textOf(this.file, this.chunk));
      // it was parsed before, and the text is the same
      if ('reason' in parsed) throw new Error(parsed.reason);
      this.original = parsed.original;
      this.places = new PlaceSearch(parsed.text).find(parsed.events);
    }
    return this.places;
  }

  private at(offset: number): Position {
    return this.lines.position(this.chunk.start + this.original(offset));
  }
}
