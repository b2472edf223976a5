import { floatValue, integerValue } from './number';
import { timestampText } from './timestamp';

/** What an unquoted scalar can be. */
export type Scalar = string | number | boolean | null;

/** How the two readers of a cluster see a scalar: kubectl (go-yaml 2), and kustomize and Flux (go-yaml 3). */
export interface Readings {
  readonly kubectl: Scalar;
  readonly kustomize: Scalar;
}

const words = new Map<string, Scalar>([['~', null]]);
for (const [value, ...names] of [
  [null, 'null'],
  [true, 'true', 'yes', 'on', 'y'],
  [false, 'false', 'no', 'off', 'n'],
] as const) {
  for (const name of names)
    for (const word of [name, name.toUpperCase(), name.charAt(0).toUpperCase() + name.slice(1)]) words.set(word, value);
}
const longestWord = 5;

/** The booleans of YAML 1.1, which kustomize takes for text. */
const oldBoolean = /^(?:y|n|yes|no|on|off)$/i;

const infinity = /^[-+]?\.(?:inf|Inf|INF)$/;
const notNumber = /^\.(?:nan|NaN|NAN)$/;

/** A number in the form that JSON gives it; longer ones need a closer look. */
const shortInteger = /^-?(?:0|[1-9][0-9]{0,14})$/;

/** What a scalar can be by its first character, for ASCII: 0 text, 1 a word or text, 2 a number or text. */
const hints = new Uint8Array(128);
for (const character of 'yYnNtTfFoO~') hints[character.charCodeAt(0)] = 1;
for (const character of '+-.0123456789') hints[character.charCodeAt(0)] = 2;

/** The value of an unquoted scalar as kubectl reads it. Source: go.yaml.in/yaml/v2 2.4.4 resolve.go, checked against kubectl 1.36.3. */
export function resolvePlain(text: string): Scalar {
  if (text === '') return null;
  const first = text.charCodeAt(0);
  const hint = first < 128 ? hints[first] : 0;
  if (hint === 0) return text;
  if (hint === 2) return numeric(text);
  if (text.length > longestWord) return text;
  const value = words.get(text);
  return value === undefined ? text : value;
}

function numeric(text: string): Scalar {
  if (shortInteger.test(text)) return Number(text) + 0;
  const value = integerValue(text);
  if (value !== undefined) return Number(value);
  if (infinity.test(text)) return text.startsWith('-') ? -Infinity : Infinity;
  if (notNumber.test(text)) return NaN;
  return floatValue(text) ?? text;
}

/** Both readings of an unquoted scalar whose value for kubectl is known; undefined when they are the same. */
export function differentReadings(text: string, kubectl: Scalar): Readings | undefined {
  if (typeof kubectl === 'boolean' && oldBoolean.test(text)) return { kubectl, kustomize: text };
  if (typeof kubectl !== 'string') return undefined;
  const kustomize = timestampText(text) ?? signedOctal(text);
  return kustomize === undefined || kustomize === kubectl ? undefined : { kubectl, kustomize };
}

/** `0o+7`: go-yaml 3 cuts off the prefix before it looks for a sign. */
function signedOctal(text: string): number | undefined {
  if (!text.startsWith('0')) return undefined;
  const match = /^0o([-+])([0-7]+)$/.exec(text.replaceAll('_', ''));
  if (match === null) return undefined;
  const value = integerValue(`${match[1] ?? ''}0o${match[2] ?? ''}`);
  return value === undefined ? undefined : Number(value);
}
