import type { FieldPath } from '../core/field-path';
import { suggest } from '../core/suggest';
import type { Found } from './found';
import { resolveSchema, type Schema } from './json-schema';
import { propertiesOf, type Place } from './schema-place';

/** An undeclared field of an object that stands at `base`: what was meant, and where else in the kind a field of that name exists. */
export function describeUnknownField(parent: Place, name: string, { root, base }: Declaration): Found {
  const declared = parent.schema === undefined ? [] : Object.keys(propertiesOf(parent.schema, root));
  const meant = similarField(name, declared);
  const elsewhere = closestPlace(name, parent.pattern, root);
  const parts = [
    ...(meant === undefined ? [] : [`did you mean ${meant}`]),
    ...(elsewhere === undefined ? [] : [`${name} exists at ${placeName(elsewhere, base)}`]),
  ];
  return {
    rule: 'SCHEMA-UNKNOWN-FIELD',
    type: 'unknownField',
    path: parent.path.child(name),
    message: 'unknown field',
    fix: parts.length === 0 ? undefined : parts.join('; '),
    meant,
  };
}

interface Declaration {
  readonly root: Schema;
  readonly base: FieldPath;
}

function placeName(pattern: string, base: FieldPath): string {
  const path = [base.toString(), pattern].filter(part => part !== '').join('.');
  return path === '' ? 'the top level' : path;
}

/** The object of the kind that declares a field of that name, as a path without positions; of several the one closest to a path. */
export function closestPlace(name: string, path: string, root: Schema): string | undefined {
  return closestTo(path, placesOf(name, root));
}

/** A field spelled almost alike, or the only longer one with the same words at an end (`drainTimeout`: `machineDrainTimeout`). */
export function similarField(name: string, declared: readonly string[]): string | undefined {
  const close = suggest(name, declared);
  if (close !== undefined || name.length < 3) return close;
  const tail = name.charAt(0).toUpperCase() + name.slice(1);
  const longer = declared.filter(field => field.endsWith(tail) || /^[A-Z]/.test(remainder(field, name)));
  return longer.length === 1 ? longer[0] : undefined;
}

/** What follows a prefix; empty when it is none. */
function remainder(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : '';
}

/** Paths of the objects that declare a field of that name, without positions; status and managed fields are nobody's aim. */
function placesOf(name: string, root: Schema): readonly string[] {
  const places: string[] = [];
  const visit = (schema: Schema, path: string, above: readonly Schema[]): void => {
    const node = resolveSchema(schema, root);
    if (above.includes(node) || above.length > 12) return;
    const inside = [...above, node];
    const properties = propertiesOf(node, root);
    if (Object.hasOwn(properties, name)) places.push(path);
    for (const [field, child] of Object.entries(properties)) {
      if (path === '' && (field === 'status' || field === 'metadata')) continue;
      visit(child, path === '' ? field : `${path}.${field}`, inside);
    }
    if (node.items !== undefined) visit(node.items, `${path}[]`, inside);
    if (typeof node.additionalProperties === 'object') visit(node.additionalProperties, `${path}.*`, inside);
  };
  visit(root, '', []);
  return places;
}

/** The place with the longest way in common with where the field was written, then the shortest one. */
function closestTo(path: string, places: readonly string[]): string | undefined {
  const common = (place: string): number => {
    const a = path.split('.');
    const b = place.split('.');
    const end = b.findIndex((segment, position) => segment !== a[position]);
    return end < 0 ? b.length : end;
  };
  return [...places].sort((a, b) => common(b) - common(a) || a.length - b.length || (a < b ? -1 : 1))[0];
}
