/**
 * The object with the fields that it lacks. Shared when nothing is missing, and the defaults themselves when there is no object:
 * nothing here is ever changed in place.
 */
export function fill<T extends object>(object: T | undefined, defaults: T): T {
  if (object === undefined) return defaults;
  for (const field in defaults) {
    if (object[field] === undefined) return { ...object, ...missing(object, defaults) };
  }
  return object;
}

function missing<T extends object>(object: T, defaults: T): Partial<T> {
  const result: Partial<T> = {};
  for (const field in defaults) {
    if (object[field] === undefined) result[field] = defaults[field];
  }
  return result;
}

/** The object with one field replaced; shared when the field has that value already. */
export function put<T extends object, Field extends keyof T>(object: T, field: Field, value: T[Field]): T {
  return object[field] === value ? object : { ...object, [field]: value };
}

/** The object without one field; shared when it does not have it. */
export function omit<T extends object, Field extends keyof T & string>(object: T, field: Field): Omit<T, Field> {
  if (!(field in object)) return object;
  const copy: Partial<T> = { ...object };
  Reflect.deleteProperty(copy, field);
  return copy as Omit<T, Field>;
}
