import type { AccessRow } from '../access-table';
import type { IpSet } from '../../core/ip-set';
import { tryClient, tryRange, type RangeDecision } from '../access-table';
import type { Client } from '../evaluate/connection';
import type { Decision } from '../evaluate/evaluate';
import { wrapped } from '../../core/wrap';
import { directly, forecast, mergeClients, type Connect, type ForecastClient } from './forecast';

const words = { ALLOW: 'pass', DENY: 'deny', PART: 'part', UNKNOWN: '?' } as const;
const indent = '  ';
/** Columns of a terminal that nobody asked for more. */
const usualWidth = 100;
/** A verdict with the blanks around it. */
const verdictWidth = 6;
/** A way in keeps at least this much of its name. */
const smallestName = 30;
/** What the mark behind a way in means. */
export const uncertainNote = '* exists only with a wildcard certificate, or where the gateway terminates TLS';

/** How a matrix is laid out, and how its clients connect. */
export interface MatrixOptions {
  /** Columns. @default 100 */
  readonly width?: number;
  /** @default directly */
  readonly connect?: Connect;
}

/**
 * Who gets in on which path: the clients with a number each, then one line per path and one column per client. Clients that do not fit
 * beside each other follow in a table of their own.
 */
export function terminalMatrix(
  table: readonly AccessRow[],
  clients: readonly ForecastClient[],
  { width = usualWidth, connect = directly }: MatrixOptions = {},
): string {
  const merged = mergeClients(clients);
  const longest = Math.max(0, ...table.map(row => pathName(row).length));
  const nameWidth = Math.max(Math.min(longest, width - verdictWidth * merged.length), Math.min(longest, smallestName));
  const perBlock = Math.max(1, Math.floor((width - nameWidth) / verdictWidth));
  const legend = aligned(merged.map(({ name, address }, i) => [`  ${i + 1}`, address, name]));
  const blocks: string[] = [];
  for (let from = 0; from < merged.length; from += perBlock) {
    const shown = merged.slice(from, from + perBlock);
    const verdicts = forecast(table, shown, connect).map(row => row.verdicts);
    const header = [
      'way in'.padEnd(nameWidth),
      ...shown.map((_, i) => String(from + i + 1).padEnd(words.ALLOW.length)),
    ];
    const rows = table.map((row, i) => [pathName(row, nameWidth), ...verdicts.map(of => words[of[i] ?? 'UNKNOWN'])]);
    blocks.push(aligned([header, ...rows]));
  }
  return [`clients\n${legend}`, ...blocks, ...uncertainty(table, width)].join('\n');
}

/** What becomes of one client on every path, and which filters deny it or could not be judged. */
export function terminalVerdicts(table: readonly AccessRow[], client: Client, width = usualWidth): string {
  return verdictLines(table, row => tryClient(row, client), width);
}

/** The same for all clients of a range that connect directly; where only some are denied, it says which. */
export function terminalRange(table: readonly AccessRow[], range: IpSet, width = usualWidth): string {
  return verdictLines(table, row => tryRange(row, range), width);
}

/** What is said about one way in. */
type Said = Pick<Decision, 'deniedBy' | 'unclear'> & Pick<RangeDecision, 'verdict'> & Partial<RangeDecision>;

function verdictLines(table: readonly AccessRow[], decide: (row: AccessRow) => Said, width: number): string {
  const longest = Math.max(0, ...table.map(row => pathName(row).length));
  const nameWidth = Math.min(longest, width - verdictWidth - indent.length);
  const lines = table.map(row => {
    const said = decide(row);
    const line = `${indent}${pathName(row, nameWidth).padEnd(nameWidth)}  ${words[said.verdict]}`;
    return `${line}${reasonOf(said, width - line.length)}\n`;
  });
  return [lines.join(''), ...uncertainty(table, width)].join('\n');
}

/** The filters behind a verdict, beside it where they fit. Their names stay in one piece in any case: somebody will copy them. */
function reasonOf({ verdict, deniedBy, unclear, denied }: Said, width: number): string {
  const [reason, filters] = verdict === 'UNKNOWN' ? ['not judged: ', unclear] : ['by ', deniedBy];
  if (filters.length === 0) return '';
  const which = verdict === 'PART' ? `not ${denied?.toString() ?? ''} ` : '';
  const short = `${indent}${which}${reason}${filters.join(', ')}`;
  if (short.length <= width) return short;
  const start = `${which}${reason}`;
  const lines = filters.map((filter, i) => `${i === 0 ? start : ' '.repeat(start.length)}${filter}`);
  return `\n${lines.map(line => `${indent}${indent}${line}`).join(',\n')}`;
}

/** The name of a way in, with its mark; cut where it is longer than that. */
function pathName({ path: { name, certain } }: AccessRow, width = Infinity): string {
  const mark = certain ? '' : ' *';
  return name.length + mark.length <= width ? `${name}${mark}` : `${name.slice(0, width - mark.length - 1)}…${mark}`;
}

function uncertainty(table: readonly AccessRow[], width: number): string[] {
  if (table.every(({ path }) => path.certain)) return [];
  return [`${wrapped(uncertainNote, width).join('\n')}\n`];
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map(row => `${line(row).trimEnd()}\n`).join('');
}
