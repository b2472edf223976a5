import {
  EVENT_ID,
  getScalarValue,
  SCALAR_STYLE,
  type AliasEvent,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { FieldPath } from '../../core/field-path';
import { AliasBudget } from './alias-budget';
import { foreignEscape } from './escape';
import {
  collectionTagNote,
  complexKeyNote,
  duplicateNote,
  escapeNote,
  keyNote,
  keyTagNote,
  longKeyNote,
  mergeNote,
  notMergeableNote,
  quotedMergeNote,
  replacedNote,
  secondMergeNote,
  tagNote,
  unknownAliasNote,
  unportableNote,
  type Note,
} from './findings';
import { newFrame, type Anchor, type Frame } from './frame';
import { plainKey } from './key';
import { merge, mergeSources, store } from './merge';
import { oddity } from './oddity';
import { deepest, tooDeep } from './parse';
import { signedInteger } from './number';
import { resolvePlain } from './plain-scalar';
import type { Problems } from './problems';
import { fitsCollection, resolveTagged, tagName } from './tag';

const absent = -1;

/** go-yaml looks for the colon of a key no further. */
const longestKey = 1024;

/** What kustomize 5.8.1 writes so that it cannot read it again. */
const unportable = /[\u007f-\u009f\ufffe\uffff]/;

/** What a composer needs to know about its document. */
export interface Source {
  /** The text that the events refer to. */
  readonly text: string;
  /** The offset in the file of an offset in that text. */
  readonly locate: (offset: number) => number;
  readonly problems: Problems;
  /** The file is JSON, whose escapes kubectl reads with another parser. */
  readonly json: boolean;
  /** Integers that a number cannot hold become a bigint. @default false */
  readonly exact?: boolean;
}

/** Builds the plain value of one document from its events, as kubectl would, and reports what other readers or people see differently. */
export class Composer {
  private readonly source: Source;
  private readonly anchors = new Map<string, Anchor>();
  private readonly budget = new AliasBudget();
  /** The outermost one is a list that holds nothing but the document. */
  private readonly frames: Frame[] = [newFrame([], 0, undefined)];
  private frame = this.frames[0] as Frame;
  /** The aliases stood for too much, which was reported; no alias has a value any more. */
  private bombed = false;

  constructor(source: Source) {
    this.source = source;
  }

  /** The value of the first document among the events, and the number of events that make it. */
  compose(events: readonly Event[]): { readonly value: unknown; readonly end: number } {
    for (let i = 1; ; i++) {
      const event = events[i];
      switch (event?.type) {
        case EVENT_ID.SCALAR:
          this.scalar(event);
          break;
        case EVENT_ID.MAPPING:
          this.open(event, {});
          break;
        case EVENT_ID.SEQUENCE:
          this.open(event, []);
          break;
        case EVENT_ID.ALIAS:
          this.alias(event);
          break;
        default:
          if (this.frames.length === 1) return { value: (this.frame.value as unknown[])[0], end: i + 1 };
          this.close();
      }
    }
  }

  private scalar(event: ScalarEvent): void {
    this.budget.nodes++;
    const text = getScalarValue(this.source.text, event);
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && !event.fast) this.checkEscapes(text, event);
    if (!this.frame.hasKey && !Array.isArray(this.frame.value)) {
      this.key(text, event);
      return;
    }
    const value = this.scalarValue(text, event);
    if (event.anchorStart !== absent) this.newAnchor(event, { value, size: 1, height: 0, open: false });
    this.add(value);
  }

  private scalarValue(text: string, event: ScalarEvent): unknown {
    if (event.tagStart !== absent) return this.tagged(text, event);
    if (event.style !== SCALAR_STYLE.PLAIN) return text;
    const value = resolvePlain(text);
    if (value === text && !startsWithDigit(text)) return text;
    const odd = oddity(text, value);
    if (odd === undefined) return value;
    this.note(event.valueStart, odd);
    if (odd.code === 'precision' && this.source.exact === true) return signedInteger(text) ?? value;
    return odd.code === 'not-finite' ? text : value;
  }

  private tagged(text: string, event: ScalarEvent): unknown {
    const tag = this.slice(event.tagStart, event.tagEnd);
    const tagged = resolveTagged(tag, text, event.style === SCALAR_STYLE.PLAIN);
    const note = tagNote(tag, tagged);
    if (note !== undefined) this.note(event.tagStart, note);
    return tagged.value;
  }

  /** A scalar where a key is due. */
  private key(text: string, event: ScalarEvent): void {
    const { frame } = this;
    frame.hasKey = true;
    frame.key = text;
    frame.keyAt = event.valueStart === absent ? frame.start : event.valueStart;
    frame.fate = 'store';
    const plain = event.style === SCALAR_STYLE.PLAIN && event.tagStart === absent;
    if (event.anchorStart !== absent)
      this.newAnchor(event, { value: plain ? resolvePlain(text) : text, size: 1, height: 0, open: false });
    if (event.valueEnd - event.valueStart > longestKey - 2) this.checkLength(event);
    if (text === '<<') this.mergeKey(event, plain);
    else if (plain) this.plainKey(text, frame);
    else if (event.tagStart !== absent) this.note(event.tagStart, keyTagNote);
  }

  private checkLength(event: ScalarEvent): void {
    const quotes = event.style === SCALAR_STYLE.PLAIN ? 0 : 2;
    if (event.valueEnd - event.valueStart + quotes <= longestKey) return;
    const before = this.slice(Math.max(0, event.valueStart - 100), event.valueStart);
    this.note(event.valueStart, longKeyNote(/\?\s+["']?$/.test(before)));
  }

  private plainKey(text: string, frame: Frame): void {
    const key = plainKey(text);
    if (key === undefined) return;
    this.note(frame.keyAt, keyNote(text, key));
    if (key.text === undefined) frame.fate = 'drop';
    else frame.key = key.text;
    frame.renamed ||= key.kustomize !== undefined;
  }

  private mergeKey(event: ScalarEvent, plain: boolean): void {
    const { frame } = this;
    const tag = event.tagStart === absent ? '' : tagName(this.slice(event.tagStart, event.tagEnd));
    if (!plain && tag !== 'merge') {
      this.note(frame.keyAt, quotedMergeNote);
      return;
    }
    frame.fate = 'merge';
    this.note(frame.keyAt, frame.hasMerge ? secondMergeNote : mergeNote);
    frame.hasMerge = true;
  }

  private open(event: MappingEvent | SequenceEvent, value: Frame['value']): void {
    this.budget.nodes++;
    const anchor = { value, size: this.budget.nodes, height: 0, open: true };
    if (event.anchorStart !== absent) this.newAnchor(event, anchor);
    if (event.tagStart !== absent) {
      const tag = this.slice(event.tagStart, event.tagEnd);
      if (!fitsCollection(tag, Array.isArray(value))) this.note(event.tagStart, collectionTagNote(tag));
    }
    this.frame = newFrame(value, event.start, event.anchorStart === absent ? undefined : anchor);
    this.frames.push(this.frame);
  }

  private close(): void {
    const { value, anchor, height, start } = this.frames.pop() as Frame;
    this.frame = this.frames[this.frames.length - 1] as Frame;
    if (anchor !== undefined) {
      anchor.size = this.budget.nodes - anchor.size + 1;
      anchor.height = height;
      anchor.open = false;
    }
    if (height >= this.frame.height) this.frame.height = height + 1;
    if (this.frame.hasKey || Array.isArray(this.frame.value)) this.add(value);
    else this.complexKey(start, Array.isArray(value) ? 'a list' : 'a map');
  }

  private alias(event: AliasEvent): void {
    this.budget.nodes++;
    const name = this.slice(event.anchorStart, event.anchorEnd);
    const anchor = this.anchors.get(name);
    const value = anchor === undefined ? undefined : anchor.value;
    const refusal = this.aliasProblem(name, anchor);
    if (refusal !== undefined && !this.bombed) this.note(event.anchorStart, { ...refusal, refusedBy: 'everyone' });
    this.bombed ||= refusal?.code === 'alias-bomb';
    if (this.frame.hasKey || Array.isArray(this.frame.value)) this.add(refusal === undefined ? value : null);
    else if (typeof value === 'string') this.aliasKey(event, value);
    else this.complexKey(event.anchorStart, 'an alias');
  }

  private aliasKey(event: AliasEvent, key: string): void {
    Object.assign(this.frame, { hasKey: true, key, keyAt: event.anchorStart, fate: 'store' });
  }

  private aliasProblem(name: string, anchor: Anchor | undefined): Note | undefined {
    if (anchor === undefined) return unknownAliasNote(name);
    if (anchor.open) return { code: 'recursive-alias', message: `the anchor "${name}" contains itself` };
    if (this.frames.length - 1 + anchor.height > deepest) return { code: 'depth', message: tooDeep };
    if (!this.bombed && this.budget.spend(anchor.size)) {
      if (anchor.height >= this.frame.height) this.frame.height = anchor.height + 1;
      return undefined;
    }
    return { code: 'alias-bomb', message: 'the aliases of the document stand for far more than it holds' };
  }

  private complexKey(at: number, what: string): void {
    this.note(at, complexKeyNote(what));
    Object.assign(this.frame, { hasKey: true, key: '', keyAt: at, fate: 'drop' });
  }

  /** Puts a value where it belongs: at the end of the list, or under the key that was read before it. */
  private add(value: unknown): void {
    const { frame } = this;
    if (Array.isArray(frame.value)) {
      frame.value.push(value);
      return;
    }
    if (frame.fate === 'store') this.field(frame, frame.value, value);
    else if (frame.fate === 'merge') this.merge(frame, value);
    frame.hasKey = false;
  }

  private field(frame: Frame, map: Record<string, unknown>, value: unknown): void {
    const { key } = frame;
    // most keys are new and no name of Object.prototype: one look-up
    if (map[key] !== undefined && Object.hasOwn(map, key) && !frame.merged?.delete(key))
      this.note(frame.keyAt, duplicateNote(key, frame.renamed ? 'nobody' : 'kustomize'));
    store(map, key, value);
  }

  private merge(frame: Frame, value: unknown): void {
    const sources = mergeSources(value);
    if (sources === undefined) {
      this.note(frame.keyAt, notMergeableNote);
      return;
    }
    const replaced = merge(frame, sources);
    if (replaced.length > 0) this.note(frame.keyAt, replacedNote(replaced));
  }

  private checkEscapes(text: string, event: ScalarEvent): void {
    if (unportable.test(text)) this.note(event.valueStart, unportableNote);
    if (this.source.json) return;
    const escape = foreignEscape(this.slice(event.valueStart, event.valueEnd));
    if (escape !== undefined) this.note(event.valueStart + escape.at, escapeNote(escape.text));
  }

  private newAnchor(event: ScalarEvent | MappingEvent | SequenceEvent, anchor: Anchor): void {
    this.anchors.set(this.slice(event.anchorStart, event.anchorEnd), anchor);
  }

  private slice(start: number, end: number): string {
    return this.source.text.slice(start, end);
  }

  private note(at: number, note: Note): void {
    this.source.problems.add(this.source.locate(Math.max(at, 0)), { ...note, path: this.path() });
  }

  /** The field whose key or value is being read. */
  private path(): FieldPath {
    let path = FieldPath.root;
    for (const frame of this.frames.slice(1)) {
      if (Array.isArray(frame.value)) path = path.index(frame.value.length);
      else if (frame.hasKey) path = path.child(frame.key);
    }
    return path;
  }
}

function startsWithDigit(text: string): boolean {
  const first = text.charCodeAt(0);
  return first >= 0x30 && first <= 0x39;
}
