import { isMap } from '../../core/plain-map';
import type { Truth } from './logic';
import type { Json } from './rbac-config';

/** Tells whether a text matches. */
export type TextMatch = (text: string) => Truth;

/** Envoy's StringMatcher, ready for many texts; a matcher that is not known here never knows. */
export function textMatch(matcher: unknown): TextMatch {
  if (!isMap(matcher)) return () => undefined;
  if (isMap(matcher['safe_regex'])) return regexMatch(matcher['safe_regex']);
  const ignoreCase = matcher['ignore_case'] === true;
  for (const [kind, test] of tests) {
    const wanted = matcher[kind];
    if (typeof wanted !== 'string') continue;
    if (!ignoreCase) return text => test(text, wanted);
    const folded = wanted.toLowerCase();
    return text => test(text.toLowerCase(), folded);
  }
  return () => undefined;
}

const tests: readonly (readonly [string, (text: string, wanted: string) => boolean])[] = [
  ['exact', (text, wanted) => text === wanted],
  ['prefix', (text, wanted) => text.startsWith(wanted)],
  ['suffix', (text, wanted) => text.endsWith(wanted)],
  ['contains', (text, wanted) => text.includes(wanted)],
];

/** RE2 must match the whole text. What JavaScript reads differently or not at all cannot be judged. */
function regexMatch({ regex }: Json): TextMatch {
  if (typeof regex !== 'string' || /\(\?[^:]|\\[zAQCpP]/.test(regex)) return () => undefined;
  try {
    const whole = new RegExp(`^(?:${regex})$`, 'su');
    return text => whole.test(text);
  } catch {
    return () => undefined;
  }
}

/** Values of the headers of a request by lower-case name. */
export type HeaderValues = ReadonlyMap<string, readonly string[]>;

const absent: readonly string[] = [];

/**
 * Envoy's HeaderMatcher. A header that is absent does not match, unless the matcher says otherwise; of a header that was sent
 * several times each value is looked at on its own (Envoy 1.38 and later).
 */
export function headerMatch(matcher: Json): (headers: HeaderValues) => Truth {
  if (typeof matcher['name'] !== 'string') return () => undefined;
  const name = matcher['name'].toLowerCase();
  const matches = valuesMatch(matcher);
  const plain = (headers: HeaderValues): Truth => matches(headers.get(name) ?? absent);
  if (matcher['invert_match'] !== true) return plain;
  return headers => {
    const matched = plain(headers);
    return matched === undefined ? undefined : !matched;
  };
}

function valuesMatch(matcher: Json): (values: readonly string[]) => Truth {
  if (matcher['present_match'] !== undefined) {
    const present = matcher['present_match'] === true;
    return values => values.length > 0 === present;
  }
  const text = stringMatcher(matcher);
  if (text === undefined) {
    const nameOnly = Object.keys(matcher).every(key => key === 'name');
    return values => (nameOnly ? values.length > 0 : undefined);
  }
  const matches = textMatch(text);
  const missing = matcher['treat_missing_header_as_empty'] === true ? [''] : absent;
  return values => anyValue(values.length === 0 ? missing : values, matches);
}

function anyValue(values: readonly string[], matches: TextMatch): Truth {
  let result: Truth = false;
  for (const value of values) {
    const truth = matches(value);
    if (truth === true) return true;
    if (truth === undefined) result = undefined;
  }
  return result;
}

/** The matcher of the value, in today's form or in one of the older fields. */
function stringMatcher(matcher: Json): Json | undefined {
  if (isMap(matcher['string_match'])) return matcher['string_match'];
  if (isMap(matcher['safe_regex_match'])) return { safe_regex: matcher['safe_regex_match'] };
  for (const kind of ['exact', 'prefix', 'suffix', 'contains']) {
    const wanted = matcher[`${kind}_match`];
    if (typeof wanted === 'string') return { [kind]: wanted };
  }
  return undefined;
}
