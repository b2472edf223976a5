import { Duration } from '../../core/duration';
import { FieldPath } from '../../core/field-path';
import { resolveSchema, type Schema } from '../../api/json-schema';
import { isMap, type PlainMap } from '../../core/plain-map';

/** What Go's decoder makes of a value: its form when encoded again, and what it dropped without a word. */
export interface Decoded {
  readonly value: PlainMap;
  /** Fields that the type does not have. */
  readonly unknown: readonly FieldPath[];
}

/** Why Go's decoder refuses a value. */
export interface Refused {
  readonly path: FieldPath;
  readonly problem: string;
}

/** How a Go type differs from what its schema says. */
export interface GoType {
  readonly schema: Schema;
  /** Names of optional scalar fields that are pointers, so that an empty value is kept. */
  readonly pointers: ReadonlySet<string>;
}

/**
 * Decodes a value into a Go type and encodes it again: unknown fields vanish, empty optional fields are left out, required ones are
 * always there, durations get Go's form (`90s` becomes `1m30s`). Source: Go encoding/json, sigs.k8s.io/json (case-sensitive).
 */
export function decodeAs(value: unknown, type: GoType): Decoded | Refused {
  const decoder = new GoDecoder(type);
  try {
    const decoded = decoder.object(value, type.schema, FieldPath.root);
    return { value: decoded, unknown: decoder.unknown };
  } catch (error) {
    if (error instanceof Refusal) return { path: error.path, problem: error.message };
    throw error;
  }
}

/** Whether decoding went well. */
export function isDecoded(outcome: Decoded | Refused): outcome is Decoded {
  return 'value' in outcome;
}

class Refusal extends Error {
  readonly path: FieldPath;

  constructor(path: FieldPath, problem: string) {
    super(problem);
    this.path = path;
  }
}

class GoDecoder {
  readonly unknown: FieldPath[] = [];
  private readonly type: GoType;

  constructor(type: GoType) {
    this.type = type;
  }

  object(given: unknown, schema: Schema, path: FieldPath): PlainMap {
    const value = given ?? {};
    if (!isMap(value)) throw new Refusal(path, 'must be an object');
    const fields = schema.properties ?? {};
    const result: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(fields)) {
      const required = schema.required?.includes(name) === true;
      const decoded = this.field({ name, value: value[name], schema: field, required }, path.child(name));
      if (decoded !== undefined) result[name] = decoded;
    }
    for (const name of Object.keys(value)) if (!(name in fields)) this.unknown.push(path.child(name));
    return result;
  }

  private field({ name, value, schema, ...field }: Field, path: FieldPath): unknown {
    const resolved = resolveSchema(schema, this.type.schema);
    // an interval is a value in every type, also where the schema does not ask for it
    const required = field.required || (name === 'interval' && isDuration(resolved));
    if (value === undefined || (value === null && (!required || !isDuration(resolved))))
      return required ? this.zero(resolved, path) : undefined;
    const decoded = this.decode(value, resolved, path);
    if (required || isAnything(resolved) || !isEmpty(decoded)) return decoded;
    const isPointer = this.type.pointers.has(name) || (isMap(decoded) && resolved.additionalProperties === false);
    return isPointer ? decoded : undefined;
  }

  private decode(value: unknown, schema: Schema, path: FieldPath): unknown {
    if (isAnything(schema)) return value;
    if (isDuration(schema)) return durationText(value, path);
    const [type] = [schema.type].flat();
    if (type === 'array') return this.list(value, schema, path);
    if (type === 'object') return this.map(value, schema, path);
    return scalar(value, type, path);
  }

  private list(value: unknown, schema: Schema, path: FieldPath): unknown {
    if (!Array.isArray(value)) throw new Refusal(path, 'must be a list');
    const items = resolveSchema(schema.items ?? {}, this.type.schema);
    return value.map((entry, index) => this.decode(entry ?? emptyOf(items), items, path.index(index)));
  }

  private map(value: unknown, schema: Schema, path: FieldPath): unknown {
    if (schema.properties !== undefined) return this.object(value, schema, path);
    if (!isMap(value)) throw new Refusal(path, 'must be a map');
    if (typeof schema.additionalProperties !== 'object') return value;
    const entries = resolveSchema(schema.additionalProperties, this.type.schema);
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [
        key,
        this.decode(entry ?? emptyOf(entries), entries, path.key(key)),
      ]),
    );
  }

  private zero(schema: Schema, path: FieldPath): unknown {
    if (isDuration(schema)) return Duration.zero.toString();
    // a nil slice
    if (schema.type === 'array') return null;
    return schema.properties === undefined ? emptyOf(schema) : this.object({}, schema, path);
  }
}

interface Field {
  readonly name: string;
  readonly value: unknown;
  readonly schema: Schema;
  readonly required: boolean;
}

function isAnything(schema: Schema): boolean {
  return schema['x-kubernetes-preserve-unknown-fields'] === true;
}

/** Fields of type metav1.Duration are known by their pattern: the schemas of CRDs do not name Go types. */
function isDuration({ pattern }: Schema): boolean {
  return pattern?.includes('(ms|s|m') === true;
}

function durationText(value: unknown, path: FieldPath): string {
  const duration = typeof value === 'string' ? Duration.parse(value) : undefined;
  if (duration === undefined) throw new Refusal(path, 'must be a duration such as 1m30s');
  return duration.toString();
}

function scalar(value: unknown, type: string | undefined, path: FieldPath): unknown {
  const fits = type === 'integer' ? Number.isInteger(value) : typeof value === type;
  if (!fits) throw new Refusal(path, `must be a ${type ?? 'value'}`);
  return value;
}

function emptyOf(schema: Schema): unknown {
  switch ([schema.type].flat()[0]) {
    case 'string':
      return '';
    case 'boolean':
      return false;
    case 'integer':
    case 'number':
      return 0;
    case 'array':
      return [];
    default:
      return {};
  }
}

function isEmpty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return !value;
  return Object.keys(value).length === 0;
}
