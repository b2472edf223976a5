import { isMap } from '../../core/plain-map';
import { nested, only, type PreparedRequest } from './permission';
import type { PlacedFilter } from './placement';
import { policiesOf } from './rbac';
import { listOf, type Json } from './rbac-config';

/**
 * The filters of a chain that serves many shoots, found by what a request says: filters that only look for a text in headers, and let
 * everybody through where it is absent, are asked only where it is present.
 */
export class RelevantFilters {
  private readonly always: PlacedFilter[] = [];
  private readonly byText = new Map<string, PlacedFilter[]>();
  private readonly lengths = new Set<number>();

  constructor(filters: readonly PlacedFilter[], letsAllThroughWithoutHeaders: (filter: PlacedFilter) => boolean) {
    for (const filter of filters) {
      const texts = headerTexts(filter.rbac.rules);
      if (texts === undefined || !letsAllThroughWithoutHeaders(filter)) this.always.push(filter);
      else for (const text of texts) this.at(text).push(filter);
    }
  }

  /** Every filter that may refuse somebody who sends this request. */
  for({ headers }: PreparedRequest): Iterable<PlacedFilter> {
    if (this.byText.size === 0) return this.always;
    const relevant = new Set(this.always);
    for (const value of new Set([...headers.values()].flat())) {
      for (const filter of this.naming(value)) relevant.add(filter);
    }
    return relevant;
  }

  /** A value is shorter than the list of texts, and texts have few lengths: its parts are looked up, not the texts tried. */
  private *naming(value: string): Iterable<PlacedFilter> {
    for (const length of this.lengths) {
      for (let start = 0; start + length <= value.length; start++) {
        yield* this.byText.get(value.slice(start, start + length)) ?? [];
      }
    }
  }

  private at(text: string): PlacedFilter[] {
    const list = this.byText.get(text) ?? [];
    this.byText.set(text, list);
    this.lengths.add(text.length);
    return list;
  }
}

/** The texts without which no permission changes its answer; undefined where something else decides too. */
function headerTexts(rules: Json | undefined): ReadonlySet<string> | undefined {
  const texts = new Set<string>();
  const permissions = policiesOf(rules ?? {}).flatMap(policy =>
    listOf(isMap(policy) ? policy['permissions'] : undefined),
  );
  return permissions.every(permission => collect(permission, texts)) ? texts : undefined;
}

function collect(permission: unknown, texts: Set<string>): boolean {
  const [kind, value] = only(permission) ?? [];
  if (kind === 'any') return true;
  if (kind === 'not_rule') return collect(value, texts);
  if (kind === 'or_rules' || kind === 'and_rules') return nested(value, 'rules').every(rule => collect(rule, texts));
  const text = kind === 'header' ? plainText(value) : undefined;
  if (text !== undefined) texts.add(text);
  return text !== undefined;
}

/** Only matchers that cannot match without their text, letter by letter. */
function plainText(matcher: unknown): string | undefined {
  if (!isMap(matcher) || Object.keys(matcher).some(key => key !== 'name' && key !== 'string_match')) return undefined;
  const match = matcher['string_match'];
  if (!isMap(match) || Object.keys(match).length !== 1) return undefined;
  const text = match['contains'] ?? match['exact'] ?? match['prefix'] ?? match['suffix'];
  return typeof text === 'string' && text !== '' ? text : undefined;
}
