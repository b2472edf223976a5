import { Duration } from '../../core/duration';
import { goPatternProblem } from '../go-pattern/pattern';
import type { CallNode, CelNode } from './syntax';

const escapes: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const escape = /\\(?:[xX]..|u....|U.{8}|[0-3][0-7]{2}|.)/g;
const date = /^(\d{4})-(\d{2})-(\d{2})[T](\d{2}):(\d{2}):(\d{2})(?:[.,]\d+)?(?:Z|[-+](\d{2}):(\d{2}))$/;

const withPattern: ReadonlySet<string> = new Set(['matches', 'find', 'findAll']);

/**
 * What is wrong with a text that stands for a time, a span of time or a pattern; undefined when nothing is.
 *
 * Source: cel-go:cel/validator.go v0.26 (`ValidateTimestampLiterals`, `ValidateDurationLiterals`, `ValidateRegexLiterals`),
 * apiserver:pkg/cel/library/regex.go v0.36.
 */
export function literalProblem({ name, target, args }: CallNode): string | undefined {
  const [text, second] = [args[0], args[1]].map(textOf);
  if (withPattern.has(name)) {
    const pattern = target === undefined ? second : text;
    return pattern === undefined ? undefined : goPatternProblem(pattern);
  }
  if (target !== undefined || text === undefined) return undefined;
  if (name === 'duration' && Duration.parse(text) === undefined) return 'this is no duration';
  if (name === 'timestamp' && !isTimestamp(text)) return 'this is no timestamp of RFC 3339';
  return undefined;
}

function textOf(node: CelNode | undefined): string | undefined {
  return node?.kind === 'literal' && node.type === 'string' ? stringValue(node.text) : undefined;
}

/** The characters that a literal of a text stands for. */
export function stringValue(literal: string): string {
  const [, raw = '', quote = '', body = ''] = /^([rR]?)("""|'''|"|')([^]*)\2$/.exec(literal) ?? [];
  if (quote === '' || raw !== '') return body;
  return body.replace(escape, unescaped);
}

function unescaped(sequence: string): string {
  const [, kind = '', rest = ''] = /^\\([xXuU]?)([^]*)$/.exec(sequence) ?? [];
  if (kind !== '') return String.fromCodePoint(Math.min(parseInt(rest, 16), 0x10ffff));
  return /^[0-3]/.test(rest) ? String.fromCodePoint(parseInt(rest, 8)) : (escapes[rest] ?? rest);
}

function isTimestamp(text: string): boolean {
  const parts = date
    .exec(text)
    ?.slice(1)
    .map(part => Number(part));
  if (parts === undefined) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ...offset] = parts;
  const days = new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
  const [zoneHour = 0, zoneMinute = 0] = offset.map(part => (Number.isNaN(part) ? 0 : part));
  const isDay = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= days;
  return isDay && hour < 24 && minute < 60 && second < 60 && zoneHour <= 24 && zoneMinute < 60;
}
