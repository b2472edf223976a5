import { gardenerMinor } from './gardener-minor';
import { readData } from './registry';

/** In which minors of Gardener something exists. Absent bounds: as long as the history goes, and until today. */
export interface Availability {
  /** First minor that has it. */
  readonly since?: number;
  /** First minor that no longer has it. */
  readonly removedIn?: number;
}

/** The fields of a kind that came or went, by path without positions: `spec.machineImages[].versions[].lifecycle`. */
export type FieldHistory = ReadonlyMap<string, Availability>;

/** Key of the kind itself in its {@link FieldHistory}. */
export const kindItself = '(kind)';

interface HistoryFile {
  readonly first: string;
  readonly last: string;
  readonly fields: Readonly<Record<string, Readonly<Record<string, { since?: string; removedIn?: string }>>>>;
}

interface History {
  readonly first: number;
  readonly last: number;
  readonly kinds: ReadonlyMap<string, FieldHistory>;
}

let loaded: History | undefined;

function history(): History {
  loaded ??= parse(JSON.parse(readData('history.json')) as HistoryFile);
  return loaded;
}

function parse({ first, last, fields }: HistoryFile): History {
  const kinds = Object.entries(fields).map(([kind, entries]): [string, FieldHistory] => [
    kind,
    new Map(Object.entries(entries).map(([path, { since, removedIn }]) => [path, availability(since, removedIn)])),
  ]);
  return { first: gardenerMinor(first), last: gardenerMinor(last), kinds: new Map(kinds) };
}

function availability(since: string | undefined, removedIn: string | undefined): Availability {
  return {
    ...(since !== undefined && { since: gardenerMinor(since) }),
    ...(removedIn !== undefined && { removedIn: gardenerMinor(removedIn) }),
  };
}

/** The minors of Gardener that the history covers. */
export function coveredMinors(): { readonly first: number; readonly last: number } {
  const { first, last } = history();
  return { first, last };
}

/** What came and went in a kind; undefined when nothing did, or when the kind is not Gardener's. */
export function historyOf(apiVersion: string, kind: string): FieldHistory | undefined {
  return history().kinds.get(`${apiVersion} ${kind}`);
}

/**
 * When a field exists. The path is written without positions (`spec.provider.workers[].clusterAutoscaler`); a field inside one
 * that came or went has the narrower bounds of both.
 */
export function fieldAvailability(apiVersion: string, kind: string, path: string): Availability {
  const fields = historyOf(apiVersion, kind);
  if (fields === undefined) return {};
  const parents = path.split('.').flatMap((_, position, names) => {
    const parent = names.slice(0, position + 1).join('.');
    // entries are not older than their list
    return parent.endsWith('[]') ? [parent.slice(0, -2), parent] : [parent];
  });
  return [kindItself, ...parents].reduce<Availability>((bounds, key) => narrow(bounds, fields.get(key) ?? {}), {});
}

/** Whether a minor is within the bounds. */
export function existsIn({ since = 0, removedIn = Infinity }: Availability, minor: number): boolean {
  return since <= minor && minor < removedIn;
}

/** One thing that an upgrade brings or takes. */
export interface FieldChange {
  readonly apiVersion: string;
  readonly kind: string;
  /** Without positions; `(kind)` for the kind itself. */
  readonly path: string;
  readonly change: 'added' | 'removed';
  /** The minor that did it. */
  readonly minor: number;
}

/** What an upgrade from one Gardener version to another adds and removes, oldest first; empty for the same minor. */
export function changesBetween(from: string, to: string): FieldChange[] {
  const low = gardenerMinor(from);
  const high = gardenerMinor(to);
  const changes: FieldChange[] = [];
  for (const [key, fields] of history().kinds) {
    const [apiVersion = '', kind = ''] = key.split(' ');
    for (const [path, { since, removedIn }] of fields) {
      if (since !== undefined && since > low && since <= high) {
        changes.push({ apiVersion, kind, path, change: 'added', minor: since });
      }
      if (removedIn !== undefined && removedIn > low && removedIn <= high) {
        changes.push({ apiVersion, kind, path, change: 'removed', minor: removedIn });
      }
    }
  }
  return changes.sort((a, b) => a.minor - b.minor);
}

function narrow(a: Availability, b: Availability): Availability {
  const since = Math.max(a.since ?? 0, b.since ?? 0);
  const removedIn = Math.min(a.removedIn ?? Infinity, b.removedIn ?? Infinity);
  return { ...(since > 0 && { since }), ...(removedIn < Infinity && { removedIn }) };
}
