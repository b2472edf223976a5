import type { FieldPath } from '../core/field-path';
import { suggest } from '../core/suggest';
import { closestPlaces, joinedField, takes } from './field-places';
import type { Found } from './found';
import type { Schema } from './json-schema';
import { propertiesOf, type Place } from './schema-place';

interface Declaration {
  readonly root: Schema;
  readonly base: FieldPath;
}

/** An undeclared field of an object that stands at `base`: what was meant, and where else in the kind a field of that name exists. */
export function describeUnknownField(parent: Place, name: string, { root, base }: Declaration): Found {
  const value = (parent.value as Readonly<Record<string, unknown>> | undefined)?.[name];
  const declared = parent.schema === undefined ? {} : propertiesOf(parent.schema, root);
  const names = Object.keys(declared);
  const sought = { name, path: parent.pattern, value };
  const close = suggest(name, names);
  const joined = parent.schema && joinedField(sought, parent.schema, root);
  const places = joined === undefined ? closestPlaces(sought, root) : [];
  const longer = longerField(
    name,
    names.filter(field => takes(declared[field] ?? {}, value, root)),
  );
  const guess = close ?? joined ?? (places.length === 0 ? longer : undefined);
  const parts = [
    ...(guess === undefined ? [] : [`did you mean ${guess}`]),
    ...(places.length === 0 ? [] : [existsAt(name, places, base)]),
  ];
  return {
    rule: 'SCHEMA-UNKNOWN-FIELD',
    type: 'unknownField',
    path: parent.path.child(name),
    message: 'unknown field',
    fix: parts.length === 0 ? undefined : parts.join('; '),
    meant: guess === joined ? undefined : guess,
  };
}

/** At most so many places are named. */
const limit = 3;

/** Says where fields of a name exist. */
export function existsAt(name: string, places: readonly string[], base: FieldPath): string {
  const named = places.slice(0, limit).map(place => placeName(place, base));
  const rest = places.length - named.length;
  return `${name} exists at ${named.join(', ')}${rest === 0 ? '' : ` and ${rest} more`}`;
}

function placeName(pattern: string, base: FieldPath): string {
  const path = [base.toString(), pattern].filter(part => part !== '').join('.');
  return path === '' ? 'the top level' : path;
}

/** A field spelled almost alike, or else a longer one. */
export function similarField(name: string, declared: readonly string[]): string | undefined {
  return suggest(name, declared) ?? longerField(name, declared);
}

/** The only longer field with the same words at an end (`drainTimeout`: `machineDrainTimeout`), or else the only one that was abbreviated (`min`: `minimum`). */
function longerField(name: string, declared: readonly string[]): string | undefined {
  if (name.length < 3) return undefined;
  const tail = name.charAt(0).toUpperCase() + name.slice(1);
  const longer = declared.filter(field => field.endsWith(tail) || /^[A-Z]/.test(remainder(field, name)));
  const [only, ...others] =
    longer.length === 1 ? longer : declared.filter(field => /^[a-z]/.test(remainder(field, name)));
  return others.length === 0 ? only : undefined;
}

/** What follows a prefix; empty when it is none. */
function remainder(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : '';
}
