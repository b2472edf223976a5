import { EVENT_ID, type Event } from 'js-yaml';

/** Whether an event says that a document holds something. */
export function hasContent(event: Event): boolean {
  if (event.type === EVENT_ID.SCALAR) return event.valueStart >= 0;
  return event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.ALIAS;
}

/** Where the text of an event starts; 0 for those without text. */
export function startOf(event: Event | undefined): number {
  switch (event?.type) {
    case EVENT_ID.SCALAR:
      return Math.max(event.valueStart, 0);
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart;
    default:
      return 0;
  }
}
