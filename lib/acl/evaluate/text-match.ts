import type { Truth } from './logic';
import { isMap, type Json } from './rbac-config';

/** Envoy's StringMatcher over one text; undefined for a matcher that is not known here. */
export function matchesText(matcher: unknown, text: string): Truth {
  if (!isMap(matcher)) return undefined;
  if (isMap(matcher['safe_regex'])) return matchesRegex(matcher['safe_regex'], text);
  const fold = (value: string): string => (matcher['ignore_case'] === true ? value.toLowerCase() : value);
  for (const [kind, test] of tests) {
    const wanted = matcher[kind];
    if (typeof wanted === 'string') return test(fold(text), fold(wanted));
  }
  return undefined;
}

const tests: readonly (readonly [string, (text: string, wanted: string) => boolean])[] = [
  ['exact', (text, wanted) => text === wanted],
  ['prefix', (text, wanted) => text.startsWith(wanted)],
  ['suffix', (text, wanted) => text.endsWith(wanted)],
  ['contains', (text, wanted) => text.includes(wanted)],
];

/** RE2 must match the whole text. What JavaScript reads differently or not at all cannot be judged. */
function matchesRegex({ regex }: Json, text: string): Truth {
  if (typeof regex !== 'string' || /\(\?[^:]|\\[zAQCpP]/.test(regex)) return undefined;
  try {
    return new RegExp(`^(?:${regex})$`, 'su').test(text);
  } catch {
    return undefined;
  }
}

/**
 * Envoy's HeaderMatcher. A header that is absent does not match, unless the matcher says otherwise; of a header that was sent
 * several times each value is looked at on its own (Envoy 1.38 and later).
 */
export function matchesHeader(matcher: Json, headers: Readonly<Record<string, string | readonly string[]>>): Truth {
  const name = typeof matcher['name'] === 'string' ? matcher['name'].toLowerCase() : undefined;
  if (name === undefined) return undefined;
  const sent = Object.entries(headers).filter(([key]) => key.toLowerCase() === name);
  const values = sent.flatMap(([, value]) => value);
  const invert = matcher['invert_match'] === true;
  const matched = headerTruth(matcher, values);
  return matched === undefined ? undefined : matched !== invert;
}

function headerTruth(matcher: Json, values: readonly string[]): Truth {
  if (matcher['present_match'] !== undefined) return values.length > 0 === (matcher['present_match'] === true);
  const text = stringMatcher(matcher);
  if (text === undefined) return Object.keys(matcher).every(key => key === 'name') ? values.length > 0 : undefined;
  const looked = values.length === 0 && matcher['treat_missing_header_as_empty'] === true ? [''] : values;
  const truths = looked.map(value => matchesText(text, value));
  if (truths.includes(true)) return true;
  return truths.includes(undefined) ? undefined : false;
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
