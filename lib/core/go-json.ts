/** How a value's Go type writes itself. */
export interface GoJsonOptions {
  /**
   * `sorted` for Go maps, `given` for structs, whose fields keep their order.
   * @default 'sorted'
   */
  readonly keys?: 'sorted' | 'given';
}

/**
 * The JSON text that Go's encoding/json.Marshal writes: no white space, keys sorted by their bytes, `<`, `>` and `&` escaped for
 * HTML. Fields that are undefined are left out; null is written; bytes
 * become base64. Throws for what JSON does not have (NaN, functions).
 *
 * Source: Go 1.26 encoding/json.
 */
export function goJson(value: unknown, { keys = 'sorted' }: GoJsonOptions = {}): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return numberText(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : compositeText(value, keys);
    default:
      throw new TypeError(`a ${typeof value} has no JSON text`);
  }
}

function compositeText(value: object, keys: 'sorted' | 'given'): string {
  if (value instanceof Uint8Array) return quoted(Buffer.from(value).toString('base64'));
  if ('toJSON' in value && typeof value.toJSON === 'function')
    return goJson((value.toJSON as () => unknown)(), { keys });
  if (Array.isArray(value)) return `[${value.map(entry => goJson(entry ?? null, { keys })).join(',')}]`;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  if (keys === 'sorted') fields.sort(([a], [b]) => byBytes(a, b));
  return `{${fields.map(([key, field]) => `${quoted(key)}:${goJson(field, { keys })}`).join(',')}}`;
}

/** JavaScript and Go choose between plain and exponent form at the same magnitudes. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} has no JSON text`);
  return Object.is(value, -0) ? '-0' : String(value);
}

function quoted(text: string): string {
  return JSON.stringify(text.replace(loneSurrogate, '\ufffd')).replace(escapedByGo, character => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

const loneSurrogate = /\p{Surrogate}/gu;
const escapedByGo = /[<>&\u2028\u2029]/g;

/** Go compares strings by their UTF-8 bytes, which differs from UTF-16 beyond the basic plane. */
function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  if (plane.test(a) || plane.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

const plane = /[\ud800-\uffff]/;
