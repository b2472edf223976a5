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
import { newFrame, type Anchor, type Frame } from './frame';
import { plainKey } from './key';
import { merge, mergeSources, store } from './merge';
import { oddity } from './oddity';
import { deepest, tooDeep } from './parse';
import { resolvePlain } from './plain-scalar';
import type { Finding, Problems } from './problems';
import { fitsCollection, resolveTagged, tagName } from './tag';

const absent = -1;

/** What a composer needs to know about its document. */
export interface Source {
  /** The text that the events refer to. */
  readonly text: string;
  /** The offset in the file of an offset in that text. */
  readonly locate: (offset: number) => number;
  readonly problems: Problems;
  /** The file is JSON, whose escapes kubectl reads with another parser. */
  readonly json: boolean;
}

/** Builds the plain value of one document from its events, as kubectl would, and reports what other readers or people see differently. */
export class Composer {
  private readonly source: Source;
  private readonly anchors = new Map<string, Anchor>();
  private readonly budget = new AliasBudget();
  /** The outermost one is a list that holds nothing but the document. */
  private readonly frames: Frame[] = [newFrame([], 0, undefined)];
  private frame = this.frames[0] as Frame;
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
    if (event.style === SCALAR_STYLE.DOUBLE_QUOTED && !event.fast) this.checkEscapes(event);
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
    this.report(event.valueStart, { ...odd, path: this.path() });
    return odd.code === 'not-finite' ? text : value;
  }

  private tagged(text: string, event: ScalarEvent): unknown {
    const tag = this.slice(event.tagStart, event.tagEnd);
    const { value, kustomize, refusal, unknown } = resolveTagged(tag, text, event.style === SCALAR_STYLE.PLAIN);
    const path = this.path();
    if (refusal !== undefined)
      this.report(event.tagStart, { code: 'tag', message: refusal.message, refusedBy: refusal.by, path });
    if (unknown) this.report(event.tagStart, { code: 'tag', message: `no reader knows the tag ${tag}`, path });
    if (kustomize !== undefined) {
      const message = `kubectl and kustomize read different values because of the tag ${tag}`;
      this.report(event.tagStart, { code: 'readers-differ', message, path, readings: { kubectl: value, kustomize } });
    }
    return value;
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
    if (text === '<<') this.mergeKey(event, plain);
    else if (plain) this.plainKey(text, frame);
    else if (event.tagStart !== absent) {
      const message = 'a tag on a key: readers make different keys of it';
      this.report(event.tagStart, { code: 'tag', message, path: this.path() });
    }
  }

  private plainKey(text: string, frame: Frame): void {
    const key = plainKey(text);
    if (key === undefined) return;
    const path = this.path();
    const fix = 'put the key in quotes';
    if (key.text === undefined) {
      frame.fate = 'drop';
      const message = `the key ${text === '' ? 'is empty' : text}, which is no text, is refused by every reader`;
      this.report(frame.keyAt, { code: 'key-type', message, fix, refusedBy: 'everyone', path });
      return;
    }
    frame.key = key.text;
    const { kustomize } = key;
    const other = kustomize === undefined ? 'kustomize and Flux refuse it' : `kustomize and Flux read "${kustomize}"`;
    const message = `kubectl reads the key ${text} as "${key.text}", ${other}`;
    this.report(frame.keyAt, {
      code: 'key-type',
      message,
      fix,
      path,
      ...(kustomize === undefined ? { refusedBy: 'kustomize' } : { readings: { kubectl: key.text, kustomize } }),
    });
  }

  private mergeKey(event: ScalarEvent, plain: boolean): void {
    const { frame } = this;
    const path = this.path();
    if (!plain && (event.tagStart === absent || tagName(this.slice(event.tagStart, event.tagEnd)) !== 'merge')) {
      const message = 'kubectl keeps the quoted key "<<", kustomize and Flux merge or drop it';
      this.report(frame.keyAt, { code: 'readers-differ', message, path });
      return;
    }
    frame.fate = 'merge';
    this.report(frame.keyAt, { code: 'merge', message: 'a merge key, which only YAML 1.1 knows', path });
    if (frame.hasMerge) {
      const message = 'a second merge key in the same map';
      this.report(frame.keyAt, { code: 'duplicate-key', message, refusedBy: 'kustomize', path });
    }
    frame.hasMerge = true;
  }

  private open(event: MappingEvent | SequenceEvent, value: Frame['value']): void {
    this.budget.nodes++;
    const anchor = { value, size: this.budget.nodes, height: 0, open: true };
    if (event.anchorStart !== absent) this.newAnchor(event, anchor);
    if (event.tagStart !== absent) {
      const tag = this.slice(event.tagStart, event.tagEnd);
      if (!fitsCollection(tag, Array.isArray(value)))
        this.report(event.tagStart, { code: 'tag', message: `readers ignore the tag ${tag}`, path: this.path() });
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
    if (refusal !== undefined) this.report(event.anchorStart, { ...refusal, refusedBy: 'everyone', path: this.path() });
    if (this.frame.hasKey || Array.isArray(this.frame.value)) this.add(refusal === undefined ? value : null);
    else if (typeof value === 'string') this.aliasKey(event, value);
    else this.complexKey(event.anchorStart, 'an alias');
  }

  private aliasKey(event: AliasEvent, key: string): void {
    Object.assign(this.frame, { hasKey: true, key, keyAt: event.anchorStart, fate: 'store' });
  }

  private aliasProblem(name: string, anchor: Anchor | undefined): Omit<Finding, 'path'> | undefined {
    if (anchor === undefined) return { code: 'unknown-alias', message: `the alias "${name}" has no anchor before it` };
    if (anchor.open) return { code: 'recursive-alias', message: `the anchor "${name}" contains itself` };
    if (this.frames.length - 1 + anchor.height > deepest) return { code: 'depth', message: tooDeep };
    if (!this.bombed && this.budget.spend(anchor.size)) {
      if (anchor.height >= this.frame.height) this.frame.height = anchor.height + 1;
      return undefined;
    }
    this.bombed = true;
    return { code: 'alias-bomb', message: 'the aliases of the document stand for far more than it holds' };
  }

  private complexKey(at: number, what: string): void {
    const { frame } = this;
    Object.assign(frame, { hasKey: true, key: '', keyAt: at, fate: 'drop' });
    const message = `${what} cannot be a key`;
    this.report(at, { code: 'complex-key', message, refusedBy: 'everyone', path: this.path() });
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
    if (map[key] !== undefined && Object.hasOwn(map, key) && !frame.merged?.delete(key)) {
      const message = `the key "${key}" is there already`;
      const fix = 'remove one of the two';
      this.report(frame.keyAt, { code: 'duplicate-key', message, fix, refusedBy: 'kustomize', path: this.path() });
    }
    store(map, key, value);
  }

  private merge(frame: Frame, value: unknown): void {
    const path = this.path();
    const sources = mergeSources(value);
    if (sources === undefined) {
      const message = 'only a map or a list of maps can be merged';
      this.report(frame.keyAt, { code: 'merge', message, refusedBy: 'everyone', path });
      return;
    }
    const replaced = merge(frame, sources);
    if (replaced.length === 0) return;
    const message = `kubectl takes ${replaced.map(key => `"${key}"`).join(', ')} from the merged map, kustomize and Flux from the map itself`;
    this.report(frame.keyAt, { code: 'readers-differ', message, fix: 'put the merge key first', path });
  }

  private checkEscapes(event: ScalarEvent): void {
    if (this.source.json) return;
    const escape = foreignEscape(this.slice(event.valueStart, event.valueEnd));
    if (escape === undefined) return;
    const message = `${escape.text} is an escape of JSON that YAML readers of the cluster do not know`;
    this.report(event.valueStart + escape.at, { code: 'escape', message, refusedBy: 'everyone', path: this.path() });
  }

  private newAnchor(event: ScalarEvent | MappingEvent | SequenceEvent, anchor: Anchor): void {
    this.anchors.set(this.slice(event.anchorStart, event.anchorEnd), anchor);
  }

  private slice(start: number, end: number): string {
    return this.source.text.slice(start, end);
  }

  private report(at: number, finding: Finding): void {
    this.source.problems.add(this.source.locate(Math.max(at, 0)), finding);
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
