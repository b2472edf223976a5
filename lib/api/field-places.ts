import { resolveSchema, type Schema } from './json-schema';
import { propertiesOf } from './schema-place';

/** A field that somebody looked for, and what stands in it. */
export interface Sought {
  readonly name: string;
  /** Where it was looked for, without positions. */
  readonly path: string;
  /** @default nothing is known about it, so that every field of the name will do */
  readonly value?: unknown;
}

/** An object of a kind that declares a field of the name. */
interface FieldPlace {
  readonly path: string;
  readonly depth: number;
  readonly fits: boolean;
}

/** Fields that people write one level too high, where the schema of another object may have one of the same name, too. */
const ofMetadata = new Set(['annotations', 'finalizers', 'labels', 'name', 'namespace']);

/**
 * The objects of a kind that declare a field of that name, as paths without positions: those whose field takes the value, of these the ones with
 * the longest way in common with where it was looked for, of these the ones that are closest to it.
 */
export function closestPlaces({ name, path, value }: Sought, root: Schema): readonly string[] {
  const isHead = (path === '' || path === 'spec') && ofMetadata.has(name);
  const metadata = root.properties?.['metadata'];
  if (isHead && metadata !== undefined && propertiesOf(metadata, root)[name] !== undefined) return ['metadata'];
  const places = placesOf(name, root, value);
  const common = (place: FieldPlace): number => sharedLevels(path, place.path);
  const sorted = [...places].sort(
    (a, b) =>
      Number(b.fits) - Number(a.fits) || common(b) - common(a) || a.depth - b.depth || (a.path < b.path ? -1 : 1),
  );
  const [best] = sorted;
  if (best === undefined || (places.length > 2 && !isRelated(path, best.path))) return [];
  const ties = sorted.filter(
    place => place.fits === best.fits && common(place) === common(best) && place.depth === best.depth,
  );
  return ties.map(place => place.path);
}

/** Objects that declare a field of that name; status and managed fields are nobody's aim. */
function placesOf(name: string, root: Schema, value: unknown): readonly FieldPlace[] {
  const places: FieldPlace[] = [];
  const visit = (schema: Schema, path: string, above: readonly Schema[]): void => {
    const node = resolveSchema(schema, root);
    if (above.includes(node) || above.length > 12) return;
    const inside = [...above, node];
    const properties = propertiesOf(node, root);
    const declared = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (declared !== undefined) places.push({ path, depth: levels(path).length, fits: takes(declared, value, root) });
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

/** A field of a field whose names were written as one: `kubernetesVersion` for `kubernetes.version`. */
export function joinedField({ name, value }: Sought, parent: Schema, root: Schema): string | undefined {
  for (const [field, child] of Object.entries(propertiesOf(parent, root))) {
    if (!name.toLowerCase().startsWith(field.toLowerCase()) || !/^[A-Z]/.test(name.slice(field.length))) continue;
    const rest = name.charAt(field.length).toLowerCase() + name.slice(field.length + 1);
    const declared = propertiesOf(child, root)[rest];
    if (declared !== undefined && takes(declared, value, root)) return `${field}.${rest}`;
    const below = joinedField({ name: rest, path: '', value }, child, root);
    if (below !== undefined) return `${field}.${below}`;
  }
  return undefined;
}

/** Whether a field takes a value, as far as its type and the names of fields in it tell. */
export function takes(schema: Schema, value: unknown, root: Schema): boolean {
  if (value === undefined || value === null) return true;
  const node = resolveSchema(schema, root);
  if (node['x-kubernetes-int-or-string'] === true) return typeof value === 'string' || Number.isInteger(value);
  const types = [node.type ?? []].flat();
  if (Array.isArray(value)) {
    const { items } = node;
    return types.includes('array') && (items === undefined || value.every(entry => takes(items, entry, root)));
  }
  if (typeof value === 'object') return types.every(type => type === 'object') && hasOnlyKnown(node, value, root);
  return types.length === 0 ? node.properties === undefined : types.some(type => isOfType(value, type));
}

function hasOnlyKnown(node: Schema, value: object, root: Schema): boolean {
  const properties = propertiesOf(node, root);
  const { additionalProperties: others = Object.keys(properties).length === 0 } = node;
  return others !== false || Object.keys(value).every(field => Object.hasOwn(properties, field));
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

/** One place lies inside the other, or both lie in the same object. */
function isRelated(path: string, other: string): boolean {
  const [a, b] = [levels(path), levels(other)];
  const shared = sharedLevels(path, other);
  return shared === a.length || shared === b.length || shared > 1 || (shared === a.length - 1 && !path.endsWith('[]'));
}

function sharedLevels(path: string, other: string): number {
  const [a, b] = [levels(path), levels(other)];
  const end = b.findIndex((segment, position) => segment !== a[position]);
  return end < 0 ? b.length : end;
}

function levels(path: string): readonly string[] {
  return path === '' ? [] : path.split('.');
}
