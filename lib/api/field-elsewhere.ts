import { FieldPath } from '../core/field-path';
import type { Finding } from '../core/finding';
import { valueAt } from '../core/value-path';
import { judgeEmbedded } from './embedded';
import { closestPlaces, takes } from './field-places';
import { historyOf } from './history';
import type { Schema } from './json-schema';
import type { KindInfo, Registry } from './registry';
import { propertiesOf } from './schema-place';
import { existsAt } from './unknown-field';

/** An object, and by what it was judged. */
interface Subject {
  readonly object: object;
  readonly info: KindInfo;
  readonly registry: Registry;
}

/** The object itself, or a configuration in it. */
interface Part {
  readonly info: KindInfo;
  readonly base: string;
}

interface Stray {
  readonly name: string;
  readonly value: unknown;
  /** The part that does not know the field. */
  readonly part: Part;
  /** Where it stands in the part, without positions. */
  readonly path: string;
}

/**
 * Findings about fields that their own kind declares nowhere, with where they do exist: in another configuration of the object, in an earlier
 * version, in another kind of the group.
 */
export function withPlacesElsewhere(findings: readonly Finding[], subject: Subject): readonly Finding[] {
  const isStray = ({ rule, fix }: Finding): boolean => rule === 'SCHEMA-UNKNOWN-FIELD' && fix === undefined;
  if (!findings.some(isStray)) return findings;
  const parts = partsOf(subject);
  return findings.map(finding => {
    const stray = isStray(finding) ? strayField(finding.path, parts, subject.object) : undefined;
    if (stray === undefined) return finding;
    const fix = inOtherPart(stray, parts) ?? inEarlierVersion(stray) ?? inOtherKind(stray, subject.registry);
    return fix === undefined ? finding : { ...finding, fix };
  });
}

function partsOf({ object, info, registry }: Subject): readonly Part[] {
  const parts: Part[] = [{ info, base: '' }];
  judgeEmbedded(object, info, {
    registry,
    base: FieldPath.root,
    mode: 'full',
    judge: (_, kind, { path }) => parts.push({ info: kind, base: path.toString() }),
    report: () => undefined,
  });
  return parts;
}

function strayField(path: string, parts: readonly Part[], object: object): Stray | undefined {
  const holds = ({ base }: Part): boolean => base === '' || path.startsWith(`${base}.`);
  const part = parts.filter(holds).sort((a, b) => b.base.length - a.base.length)[0];
  if (part === undefined) return undefined;
  const inPart = withoutPositions(part.base === '' ? path : path.slice(part.base.length + 1));
  const name = inPart.slice(inPart.lastIndexOf('.') + 1);
  return { name, value: valueAt(object, path), part, path: parentOf(inPart) };
}

const withoutPositions = (path: string): string => path.replace(/\[\d+\]/g, '[]');

function inOtherPart({ name, value, part }: Stray, parts: readonly Part[]): string | undefined {
  const places = parts
    .filter(other => other.info !== part.info)
    .flatMap(({ info, base }) => {
      const path = base === '' ? withoutPositions(part.base) : '';
      return closestPlaces({ name, path, value }, info.schema()).map(place => join(base, place));
    });
  return places.length === 0 ? undefined : existsAt(name, [...new Set(places)], FieldPath.root);
}

/** Nobody can write the field any more; it was one level higher or lower. */
function inEarlierVersion({ name, part: { info, base }, path }: Stray): string | undefined {
  const isNear = (place: string): boolean => parentOf(place) === path || parentOf(path) === place;
  for (const [pattern, { removedIn }] of historyOf(info.apiVersion, info.kind) ?? [])
    if (removedIn !== undefined && pattern.endsWith(`.${name}`) && isNear(parentOf(pattern)))
      return `remove the field: ${join(base, pattern)} went with Gardener 1.${removedIn}`;
  return undefined;
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

/** Entries of lists are too much alike to tell. */
function inOtherKind({ name, value, part: { info }, path }: Stray, registry: Registry): string | undefined {
  if (path === '' || path.includes('[]')) return undefined;
  const kinds = [...registry.all()].filter(
    other => other.group === info.group && other.kind !== info.kind && other.tier === 1,
  );
  const names = new Set(kinds.filter(kind => declares(kind, { name, value, path })).map(({ kind }) => kind));
  if (names.size === 0 || names.size > 2) return undefined;
  return `${path}.${name} is a field of ${[...names].sort().join(' and ')}`;
}

function declares(kind: KindInfo, { name, value, path }: Omit<Stray, 'part'>): boolean {
  const root = kind.schema();
  let place: Schema | undefined = root;
  for (const field of [...path.split('.'), name]) place = place && propertiesOf(place, root)[field];
  return place !== undefined && takes(place, value, root);
}

function join(...parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('.');
}
