import { FieldPath } from '../../core/field-path';
import type { Place } from './places';

/** A path to a field: as an object, as the text that findings carry, or as field names and list positions. */
export type PathLike = FieldPath | string | readonly (string | number)[];

/** How far a path leads into a document. */
export interface FoundPlace {
  /** The place of the field, or of the nearest one around it that is there. */
  readonly place: Place;
  /** The field itself is there. */
  readonly exact: boolean;
  /** What is left of the path, where it is not. */
  readonly rest: PathLike;
}

/** Follows a path from the place of a document. */
export function findPlace(root: Place, path: PathLike): FoundPlace {
  if (typeof path === 'string') return followText(root, path);
  let place = root;
  const segments = path instanceof FieldPath ? path.segments() : path;
  for (const [position, segment] of segments.entries()) {
    const next = typeof segment === 'number' ? place.items?.[segment] : place.fields?.get(segment);
    if (next === undefined) return { place, exact: false, rest: segments.slice(position) };
    place = next;
  }
  return { place, exact: true, rest: '' };
}

/**
 * Follows the text of a path, `spec.labels[app.kubernetes.io/name].x`. Field names may hold dots and brackets themselves, so the longest
 * field that is there and fits is taken at each step.
 */
function followText(root: Place, path: string): FoundPlace {
  let place = root;
  let rest = path;
  while (rest !== '') {
    const step = itemStep(place, rest) ?? keyStep(place, rest) ?? fieldStep(place, rest);
    if (step === undefined) return { place, exact: false, rest };
    place = step.place;
    rest = step.rest;
  }
  return { place, exact: true, rest };
}

interface Step {
  readonly place: Place;
  readonly rest: string;
}

function itemStep(place: Place, rest: string): Step | undefined {
  const match = /^\[(\d+)\]/.exec(rest);
  const item = match === null ? undefined : place.items?.[Number(match[1])];
  return match === null || item === undefined ? undefined : { place: item, rest: rest.slice(match[0].length) };
}

function keyStep(place: Place, rest: string): Step | undefined {
  return rest.startsWith('[') ? longest(place, rest.slice(1), ']') : undefined;
}

function fieldStep(place: Place, rest: string): Step | undefined {
  return longest(place, rest.startsWith('.') ? rest.slice(1) : rest, '');
}

/** The field with the longest name that the rest of a path starts with; the name ends at `closing`, a dot, a bracket or the end. */
function longest(place: Place, rest: string, closing: string): Step | undefined {
  const ends = [...rest.matchAll(closing === ']' ? /\](?=[.[]|$)/g : /[.[]|$/g)].map(({ index }) => index);
  for (const end of ends.reverse()) {
    const field = place.fields?.get(rest.slice(0, end));
    if (field !== undefined) return { place: field, rest: rest.slice(end + closing.length) };
  }
  return undefined;
}
