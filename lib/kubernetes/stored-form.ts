import { isMap } from '../core/plain-map';
import { Quantity } from '../core/quantity';

/**
 * Values of fields where a manifest has none. A map stands for an object, or for every entry of a list; a function tells the default from
 * the object that the field is missing in.
 */
export interface Defaults {
  readonly [field: string]: unknown;
}

/** A default that depends on other fields. */
export type DefaultOf = (object: Readonly<Record<string, unknown>>) => unknown;

/**
 * What the API server stores of a value, as far as two of them are compared: fields that have their default are left out, and amounts of
 * resources are written in one way.
 */
export function storedForm(value: unknown, defaults: Defaults): unknown {
  if (Array.isArray(value)) return value.map(entry => storedForm(entry, defaults));
  if (!isMap(value)) return value;
  const fields = Object.entries(value).map(([field, entry]) => [
    field,
    storedField(value, field, entry, defaults[field]),
  ]);
  return Object.fromEntries(fields);
}

function storedField(object: Map, field: string, value: unknown, known: unknown): unknown {
  if (amountFields.has(field)) return amounts(value);
  if (field === 'divisor') return amountOf(value);
  if (typeof value === 'object') return storedForm(value, isMap(known) ? known : {});
  const preset = typeof known === 'function' ? (known as DefaultOf)(object) : known;
  return preset !== undefined && value === preset ? undefined : value;
}

const amountFields: ReadonlySet<string> = new Set(['limits', 'overhead', 'requests']);

function amounts(value: unknown): unknown {
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([resource, amount]) => [resource, amountOf(amount)]));
}

/** In thousand millionths: no amount is stored more exactly. */
function amountOf(amount: unknown): unknown {
  if (typeof amount !== 'string' && typeof amount !== 'number') return amount;
  return Quantity.parse(amount)?.value(-9).toString() ?? amount;
}

type Map = Readonly<Record<string, unknown>>;
