import type { ErrorType } from '../core/finding';
import { suggest } from '../core/suggest';
import { choiceOf, mayBeNone } from './alternatives';
import type { Found } from './found';
import type { Schema } from './json-schema';
import { listKeysOf } from './list-keys';
import { duplicatePositions, keyValues } from './list-type';
import type { KindInfo } from './registry';
import type { Place } from './schema-place';
import type { SchemaError } from './validator';

/** One violation and the place that it concerns. */
export interface Violation {
  readonly error: SchemaError;
  readonly place: Place;
  /** The schema that holds the failing keyword. */
  readonly schema: Schema;
  readonly info: KindInfo;
  readonly root: Schema;
}

/** A violation in the words of the API server, with the error type that it would answer with. Unknown fields are described elsewhere. */
export function describeViolation(violation: Violation): readonly Found[] {
  switch (violation.error.keyword) {
    case 'required':
    case 'dependencies':
      return missing(violation);
    case 'type':
      return [wrongType(violation)];
    case 'enum':
    case 'const':
      return [notSupported(violation)];
    case 'x-kubernetes-list-type':
    case 'uniqueItems':
      return duplicates(violation);
    case 'anyOf':
    case 'oneOf':
    case 'not':
      return [alternatives(violation)];
    case 'pattern':
    case 'format':
      return [wrongText(violation)];
    default:
      return [outOfBounds(violation)];
  }
}

function missing({ error, place, schema }: Violation): Found[] {
  const field = String(error.params['missingProperty']);
  const property = error.params['property'];
  const message = typeof property === 'string' ? `must be set when ${property} is set` : 'must be set';
  const declared = schema.properties?.[field]?.enum;
  return [
    {
      rule: 'SCHEMA-REQUIRED',
      type: 'required',
      path: place.path.child(field),
      message,
      ...(declared && { allowed: literals(declared) }),
    },
  ];
}

function wrongType({ error, place, info }: Violation): Found {
  const wanted = [error.params['type']].flat().map(String);
  const given = typeName(place.value);
  return {
    rule: 'SCHEMA-TYPE',
    // metadata is decoded before any schema is asked
    type: info.class === 'crd' && !place.pattern.startsWith('metadata') ? 'typeInvalid' : 'decode',
    path: place.path,
    value: place.value,
    message: `must be of type ${wanted.join(' or ')}, is ${given}`,
    fix: quotingFix(wanted, place.value) ?? levelFix(wanted, place),
    wanted,
  };
}

/** YAML decides about quotes: say what it read, and that the text is already lost. */
function quotingFix(wanted: readonly string[], value: unknown): string | undefined {
  if (wanted.includes('string') && typeof value === 'number') {
    const loss = Number.isInteger(value) ? '' : ' and drops trailing zeros (1.30 has become 1.3)';
    return `write it in quotes: unquoted, YAML reads a number${loss}`;
  }
  if (wanted.includes('string') && typeof value === 'boolean') return `write it in quotes: "${value}"`;
  if (typeof value !== 'string') return undefined;
  if (wanted.includes('boolean') && /^(?:true|false)$/.test(value)) return 'remove the quotes';
  if ((wanted.includes('integer') || wanted.includes('number')) && /^-?\d+(?:\.\d+)?$/.test(value)) {
    return 'remove the quotes';
  }
  return undefined;
}

/** A map of lists where a list is wanted: somebody wrote the name of the map as a key of it. */
function levelFix(wanted: readonly string[], { value, pattern }: Place): string | undefined {
  if (!wanted.includes('array') || typeof value !== 'object' || value === null || Array.isArray(value))
    return undefined;
  const isMapOfLists = Object.values(value).length > 0 && Object.values(value).every(Array.isArray);
  const key = pattern.slice(pattern.lastIndexOf('.') + 1);
  return isMapOfLists ? `one level too many: write the content of ${key} in its place` : undefined;
}

function notSupported({ error, place }: Violation): Found {
  const { allowedValues, allowedValue } = error.params;
  const allowed = literals(Array.isArray(allowedValues) ? allowedValues : [allowedValue]);
  const closest = typeof place.value === 'string' ? closestOf(place.value, allowed.map(String)) : undefined;
  return {
    rule: 'SCHEMA-VALUE',
    type: 'notSupported',
    path: place.path,
    value: place.value,
    message: 'unsupported value',
    allowed,
    fix: closest === undefined ? undefined : `did you mean ${JSON.stringify(closest)}`,
  };
}

/** A value spelled almost alike, or the only one that it is the beginning of (`prod`: `production`). */
function closestOf(given: string, allowed: readonly string[]): string | undefined {
  const longer = allowed.filter(value => given !== '' && value.toLowerCase().startsWith(given.toLowerCase()));
  return suggest(given, allowed) ?? (longer.length === 1 ? longer[0] : undefined);
}

function duplicates({ place, schema, root }: Violation): Found[] {
  const list = place.value as readonly unknown[];
  const keys = listKeysOf(schema, root) ?? { type: 'set', keys: [], defaults: [] };
  return duplicatePositions(list, keys).map(position => {
    const value = keyValues(list[position], keys);
    return {
      rule: 'SCHEMA-DUPLICATE',
      type: 'duplicate',
      path: place.path.index(position),
      value: typeof value === 'object' ? JSON.stringify(value) : value,
      message: keys.type === 'set' ? 'is listed twice' : `an entry with the same ${keys.keys.join(', ')} exists`,
    };
  });
}

function alternatives({ error, place, schema }: Violation): Found {
  const branches = schema[error.keyword as 'anyOf' | 'oneOf'] ?? [];
  const fields = choiceOf(branches);
  const value = place.value as Readonly<Record<string, unknown>>;
  const set = fields.filter(field => typeof value === 'object' && field in value);
  const shared = { rule: 'SCHEMA-ALTERNATIVES', path: place.path } as const;
  if (fields.length === 0) return { ...shared, type: 'invalid', message: 'fits none of the allowed forms' };
  const names = fields.join(', ');
  if (error.keyword === 'anyOf') {
    const [first = ''] = fields;
    return {
      ...shared,
      rule: 'SCHEMA-REQUIRED',
      type: 'required',
      path: place.path.child(first),
      message: `one of ${names} must be set`,
    };
  }
  const wanted = mayBeNone(branches) ? 'at most one' : 'exactly one';
  const found = set.length === 0 ? 'none is' : `${set.join(' and ')} are`;
  return { ...shared, type: 'invalid', message: `${wanted} of ${names} may be set, ${found}` };
}

/** Types that Go decodes from text: nobody can even read the object when they are wrong. */
const decoded = new Set(['metav1.Duration', 'metav1.Time', 'metav1.MicroTime', 'resource.Quantity', 'semver.Version']);

function wrongText({ error, place, schema, info }: Violation): Found {
  const goType = schema['x-go-type'] ?? '';
  const isDecoded = decoded.has(goType) || (info.class !== 'crd' && error.params['format'] === 'byte');
  return {
    rule: 'SCHEMA-INVALID',
    type: isDecoded ? 'decode' : 'invalid',
    path: place.path,
    value: place.value,
    message: textMessage(goType, error.params),
  };
}

function textMessage(goType: string, params: SchemaError['params']): string {
  if (goType === 'metav1.Duration')
    return 'is no duration: units are h, m, s, ms, us, ns, for example "1h30m"; there are no days';
  if (goType === 'resource.Quantity') return 'is no quantity such as "10Gi" or "500m"';
  if (params['format'] === 'date-time') return 'is no RFC 3339 time such as "2026-01-31T12:00:00Z"';
  if (params['format'] === 'byte') return 'is no base64 text';
  const { format, pattern } = params;
  if (String(pattern).includes('[0-5][0-9][0-5][0-9]([+]'))
    return 'is no time of day with its time zone, such as "220000+0100" for 22:00:00';
  if (String(pattern).includes('(ms|s|m|h)'))
    return 'is no duration: units are h, m, s, ms, for example "1h30m"; there are no days';
  return typeof format === 'string' ? `is no valid ${format}` : `must match ${String(pattern)}`;
}

const bounds: Readonly<Record<string, { readonly type: ErrorType; readonly text: (limit: unknown) => string }>> = {
  minimum: { type: 'invalid', text: limit => `must be at least ${String(limit)}` },
  maximum: { type: 'invalid', text: limit => `must be at most ${String(limit)}` },
  exclusiveMinimum: { type: 'invalid', text: limit => `must be greater than ${String(limit)}` },
  exclusiveMaximum: { type: 'invalid', text: limit => `must be less than ${String(limit)}` },
  multipleOf: { type: 'invalid', text: limit => `must be a multiple of ${String(limit)}` },
  minLength: { type: 'invalid', text: limit => `must have at least ${String(limit)} characters` },
  maxLength: { type: 'tooLong', text: limit => `must have at most ${String(limit)} characters` },
  minItems: { type: 'invalid', text: limit => `must have at least ${String(limit)} entries` },
  maxItems: { type: 'tooMany', text: limit => `must have at most ${String(limit)} entries` },
  minProperties: { type: 'invalid', text: limit => `must have at least ${String(limit)} fields` },
  maxProperties: { type: 'tooMany', text: limit => `must have at most ${String(limit)} fields` },
};

function outOfBounds({ error, place, info }: Violation): Found {
  const { keyword, params } = error;
  const bound = bounds[keyword];
  if (bound === undefined) throw new Error(`${info.kind}: no description for the keyword ${keyword}`);
  const limit = params['limit'] ?? params['multipleOf'];
  // Gardener's own validation calls an empty text or list missing
  const isEmpty =
    (keyword === 'minLength' || keyword === 'minItems') && info.class !== 'crd' && sizeOf(place.value) === 0;
  return {
    rule: isEmpty ? 'SCHEMA-REQUIRED' : 'SCHEMA-INVALID',
    type: isEmpty ? 'required' : bound.type,
    path: place.path,
    value: place.value,
    message: isEmpty ? 'must not be empty' : bound.text(limit),
  };
}

function sizeOf(value: unknown): number | undefined {
  return typeof value === 'string' || Array.isArray(value) ? value.length : undefined;
}

/** The JSON type of a value, in words. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function literals(values: readonly unknown[]): (string | number | boolean)[] {
  return values.filter(value => ['string', 'number', 'boolean'].includes(typeof value)) as (
    string | number | boolean
  )[];
}
