import type { Finding, Origin } from '../../../core/finding';
import { displayName } from '../../../core/object';
import { fieldErrorText } from '../field-error-text';
import { excerpt } from './excerpt';
import { foldedText } from './fold';
import type { Group, SourceOf } from './group';
import type { Paint } from './paint';
import { wrap } from './wrap';

/** What blocks are made with. */
export interface BlockContext {
  readonly width: number;
  readonly paint: Paint;
  readonly sourceOf: SourceOf;
}

/** More places than this are counted, not listed. */
const mostPlaces = 20;

/** Findings of one object: below a line that names it where a file was read, else each by itself. */
export function groupBlock({ findings, inFile }: Group, context: BlockContext): string {
  if (!inFile) return findings.map(finding => singleBlock(finding, context)).join('\n\n');
  const named = findings.find(({ object }) => object !== undefined);
  const parts = [placeText(findings[0]?.origin), named && objectText(named), named?.cluster];
  const title = wrap(parts.filter(isText).join('  '), { width: context.width, indent: '' });
  const blocks = findings.map(finding => {
    const lines = block({ finding, where: [], text: fieldErrorText(finding), isGrouped: true }, context);
    return lines.join('\n');
  });
  return [title.map(line => context.paint('title', line)).join('\n'), ...blocks].join('\n\n');
}

/** `error RULE  cluster  object  (place)`, what is wrong, what to do. */
function singleBlock(finding: Finding, context: BlockContext): string {
  const where = [finding.cluster, objectText(finding), inBrackets(placeText(finding.origin))];
  return block({ finding, where, text: fieldErrorText(finding), isGrouped: false }, context).join('\n');
}

/** A finding that is the same at many places: said once, with the places. */
export function repeatedBlock(findings: readonly Finding[], context: BlockContext): string {
  const [first] = findings as readonly [Finding];
  const { width, paint } = context;
  const where = [`at ${findings.length} places`];
  const lines = block({ finding: first, where, text: foldedText(first), isGrouped: false }, context);
  const rows = placesByObject(findings);
  const places = rows.slice(0, mostPlaces).flatMap(({ text }) => item(text, width));
  const more = rows.slice(mostPlaces).reduce((sum, { count }) => sum + count, 0);
  const rest = more > 0 ? [paint('quiet', `  and ${more} more, which the JSON output lists`)] : [];
  return [...lines, ...places, ...rest].join('\n');
}

/** `shoots/a.yaml:12,14  Shoot garden-dev/fern`: one row for each object in a file. */
function placesByObject(findings: readonly Finding[]): { readonly text: string; readonly count: number }[] {
  const byObject = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.origin?.file, finding.origin?.construct, finding.cluster, finding.object]);
    const same = byObject.get(key);
    if (same === undefined) byObject.set(key, [finding]);
    else same.push(finding);
  }
  return [...byObject.values()].map(same => {
    const [first] = same as [Finding];
    const lines = [...new Set(same.map(({ origin }) => origin?.line))];
    const place = lines.length === 1 ? placeText(first.origin) : `${first.origin?.file ?? ''}:${lines.join(',')}`;
    return { text: [place, objectText(first)].filter(isText).join('  '), count: same.length };
  });
}

interface Block {
  readonly finding: Finding;
  readonly where: readonly (string | undefined)[];
  readonly text: string;
  /** Below a line that names the file. */
  readonly isGrouped: boolean;
}

function block({ finding, where, text, isGrouped }: Block, context: BlockContext): string[] {
  const { width, paint, sourceOf } = context;
  const { severity, rule, effect, fix, origin } = finding;
  const indent = isGrouped ? '  ' : '';
  const inner = { width, indent: `${indent}  ` };
  const source = origin === undefined ? undefined : sourceOf(origin.file);
  const shown = source === undefined ? [] : excerpt(finding, source, { ...inner, paint });
  const line = shown.length === 0 && isGrouped && origin?.line !== undefined ? `(line ${origin.line})` : undefined;
  const head = wrap([`${severity} ${rule}`, ...where, line].filter(isText).join('  '), { width, indent });
  return [
    head.join('\n').replace(severity, word => paint(severity, word)),
    ...wrap(text, inner),
    ...shown,
    ...(effect === undefined ? [] : wrap(`effect: ${effect}`, inner)),
    ...(fix === undefined ? [] : wrap(`fix: ${fix}`, inner)),
  ];
}

function objectText({ object }: Finding): string | undefined {
  return object && displayName(object);
}

/** `shoots/a.yaml:12:3`; the path of the construct where nobody knows the line. */
function placeText(origin: Origin | undefined): string | undefined {
  if (origin === undefined) return undefined;
  const place = [origin.file, origin.line, origin.column].filter(part => part !== undefined).join(':');
  return place === '' ? origin.construct : place;
}

const inBrackets = (text: string | undefined): string | undefined => (text === undefined ? undefined : `(${text})`);

function isText(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

/** An entry of a list; what does not fit into the line stands below its text. */
function item(text: string, width: number): string[] {
  const bullet = '  - ';
  const lines = wrap(text, { width, indent: ' '.repeat(bullet.length) });
  return lines.map((line, position) => (position === 0 ? bullet + line.slice(bullet.length) : line));
}
