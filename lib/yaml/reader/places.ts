import {
  EVENT_ID,
  getScalarValue,
  SCALAR_STYLE,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { blockText, type BlockText } from './block-text';
import { plainKey } from './key';

const absent = -1;

/** Where a value stands in the text of its document. */
export interface Place {
  /** Offset of its key; of the value itself in a list. Undefined for an empty value in a list. */
  readonly key: number | undefined;
  /** Offset of the value; undefined for an empty value. */
  readonly value: number | undefined;
  readonly fields?: Map<string, Place>;
  readonly items?: Place[];
  /** What a text in literal style says. */
  readonly block?: BlockText;
}

type Content = Pick<Place, 'fields' | 'items' | 'block'>;

/** A collection whose end was not seen yet. */
interface Level {
  readonly place: Place;
  /** The key that was read last and has no value yet. */
  key: { readonly name: string; readonly at: number } | undefined;
}

/** The places of all values of a document, from its events. They are looked up only for documents that have a finding. */
export class PlaceSearch {
  private readonly text: string;
  private readonly anchors = new Map<string, Place>();
  private readonly levels: Level[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** The place of the first document among the events. */
  find(events: readonly Event[]): Place {
    const root: Place = { key: undefined, value: undefined, items: [] };
    this.levels.push({ place: root, key: undefined });
    for (let i = 1; this.levels.length > 0; i++) this.event(events[i] as Event);
    return root.items?.[0] ?? root;
  }

  private event(event: Event): void {
    switch (event.type) {
      case EVENT_ID.SCALAR:
        this.scalar(event);
        break;
      case EVENT_ID.MAPPING:
        this.open(event, { fields: new Map() });
        break;
      case EVENT_ID.SEQUENCE:
        this.open(event, { items: [] });
        break;
      case EVENT_ID.ALIAS:
        this.add(this.anchors.get(this.text.slice(event.anchorStart, event.anchorEnd)) ?? {}, event.anchorStart - 1);
        break;
      case EVENT_ID.POP:
        this.levels.pop();
    }
  }

  private scalar(event: ScalarEvent): void {
    const at = event.valueStart === absent ? undefined : event.valueStart - quoteWidth(event);
    const level = this.levels[this.levels.length - 1] as Level;
    if (level.place.fields === undefined || level.key !== undefined) {
      const block = blockText(this.text, event);
      this.remember(event, this.add(block === undefined ? {} : { block }, at));
      return;
    }
    const text = getScalarValue(this.text, event);
    const name = event.style === SCALAR_STYLE.PLAIN ? (plainKey(text)?.text ?? text) : text;
    level.key = { name, at: at ?? event.tagStart };
  }

  private open(event: MappingEvent | SequenceEvent, content: Content): void {
    const place = this.add(content, event.start);
    this.remember(event, place);
    this.levels.push({ place, key: undefined });
  }

  /** Notes the place of a value. The value of an alias shares the places of what is inside it with its anchor. */
  private add({ fields, items, block }: Content, value: number | undefined): Place {
    const level = this.levels[this.levels.length - 1] as Level;
    const { key } = level;
    const content: Content = { ...(fields && { fields }), ...(items && { items }), ...(block && { block }) };
    const place: Place = { key: key?.at ?? value, value, ...content };
    level.key = undefined;
    if (level.place.items !== undefined) level.place.items.push(place);
    else if (key === undefined) level.key = { name: '', at: value ?? 0 };
    else if (key.name === '<<') merge(level.place, place);
    else level.place.fields?.set(key.name, place);
    return place;
  }

  private remember(event: ScalarEvent | MappingEvent | SequenceEvent, place: Place): void {
    if (event.anchorStart !== absent) this.anchors.set(this.text.slice(event.anchorStart, event.anchorEnd), place);
  }
}

/** The places of merged fields; fields of the map itself stay. */
function merge(map: Place, source: Place): void {
  for (const one of source.items ?? [source]) {
    for (const [name, place] of one.fields ?? []) if (!map.fields?.has(name)) map.fields?.set(name, place);
  }
}

/** Characters before the value that belong to it. */
function quoteWidth(event: ScalarEvent): number {
  return event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 1 : 0;
}
