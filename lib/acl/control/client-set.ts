import type { EnvoyFilter } from '../envoy-filter';

/** A named set of clients that several access controls can share: an office, a CI system, the garden's own egress. */
export interface ClientSet {
  readonly name: string;
  /** Ranges in CIDR notation; an address without a length stands for itself. */
  readonly ranges: readonly string[];
  /** Why they get in. @default none */
  readonly comment?: string;
  /** Day after which they should go, as `2027-01-31`. Checked where there is a clock, never by synth. @default never */
  readonly expires?: string;
}

/** A range, or a set of them. */
export type AccessSource = string | ClientSet;

/** Annotation that tells who the ranges of an object are. */
export const clientsAnnotation = 'acl.cdk8s-gardener/clients';

/** Name of the ranges that are written without a set. */
export const unnamedSet = 'rule';

/** All sources as sets: ranges that stand alone become the set `rule`. */
export function setsOf(sources: readonly AccessSource[]): ClientSet[] {
  const alone = sources.filter(source => typeof source === 'string');
  const sets = sources.filter(source => typeof source !== 'string');
  return alone.length === 0 ? sets : [{ name: unnamedSet, ranges: alone }, ...sets];
}

/** One line per named set: `office until 2027-01-31: 203.0.113.0/24 # the main building`. Undefined when no set has a name. */
export function clientsText(sets: readonly ClientSet[]): string | undefined {
  const lines = sets
    .filter(({ name }) => name !== unnamedSet)
    .map(({ name, ranges, comment, expires }) => {
      const until = expires === undefined ? '' : ` until ${expires}`;
      const why = comment === undefined ? '' : ` # ${comment.replace(/\s+/g, ' ')}`;
      return `${name}${until}: ${ranges.join(', ')}${why}`;
    });
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** An object that tells who its ranges are; the object itself when no set has a name. */
export function withClients(object: EnvoyFilter, text: string | undefined): EnvoyFilter {
  if (text === undefined) return object;
  return { ...object, metadata: { ...object.metadata, annotations: { [clientsAnnotation]: text } } };
}

/** The named sets of an annotation, in its order; a line of another form is none. */
export function readClients(text: string): ClientSet[] {
  return text.split('\n').flatMap(line => {
    const [, name, expires, ranges, comment] =
      /^(.*?)(?: until (\d{4}-\d{2}-\d{2}))?: ([^#]*?)(?: # (.*))?$/.exec(line) ?? [];
    if (name === undefined || ranges === undefined) return [];
    const rest = { ...(comment !== undefined && { comment }), ...(expires !== undefined && { expires }) };
    return [{ name, ranges: ranges.split(', '), ...rest }];
  });
}

/** Is the last day of a set over? */
export function isExpired({ expires }: ClientSet, now: Date): boolean {
  return expires !== undefined && Date.parse(`${expires}T24:00:00Z`) <= now.getTime();
}

/** Is it a day of the calendar, as `2027-01-31`? */
export function isDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text)
  );
}
